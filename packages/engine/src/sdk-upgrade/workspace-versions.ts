// What the top of a workspace says of the SDK's version, at a move: the tool is shown the ranges that catalogs stand for, and
// what nobody asks for afterwards is named. Whether something outside of the manifests still wants it, its owner knows.

import { catalogsOf, countingRange, overridesOf, readTop, type WorkspaceTop } from '../counting-range.ts';
import type { Host } from '../host.ts';
import { homeOf } from '../installs.ts';
import { manifestIn } from '../manifest-file.ts';
import { declaredIn, withSpec } from '../manifest-text.ts';
import type { NextStep } from '../plan.ts';
import type { Project } from '../project.ts';
import { sdkV1 } from './swapped-manifest.ts';

/** A manifest before and after the move. */
export interface MovedManifest {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** The manifest as the tool is shown it, which knows no catalogs: it warns by the ranges that it reads. */
export function withoutCatalogs(text: string, root: string, folder: string, host: Host): string {
  if (!text.includes('"catalog:')) return text;
  const top = readTop(host, root, homeOf(root, folder, host));
  const names = new Set(catalogsOf(top).flatMap(({ entries }) => Object.keys(Object(entries) as object)));
  let shown = text;
  for (const name of names) {
    const declared = declaredIn(shown, name);
    const counting = declared?.spec.startsWith('catalog:') === true ? countingRange(top, name, declared.spec) : null;
    if (declared !== null && counting !== null) shown = withSpec(shown, declared, name, counting.range);
  }
  return shown;
}

/** Entries for SDK v1 at the tops of workspaces that no package asks for any more. */
export function leftBehind(
  root: string,
  project: Project,
  moved: readonly MovedManifest[],
  host: Host,
): readonly NextStep[] {
  const after = new Map(moved.map(({ path, after: text }) => [path, declaredIn(text, sdkV1)?.spec]));
  const asked = [...project.packages.values()].flatMap(({ path: folder, manifest }) => {
    const path = manifestIn(folder);
    const spec = after.has(path) ? after.get(path) : manifest.ranges.get(sdkV1);
    return spec === undefined ? [] : [{ home: homeOf(root, folder, host), spec }];
  });
  const left = moved.flatMap(({ path, before }) => {
    const spec = declaredIn(before, sdkV1)?.spec;
    if (spec === undefined || after.get(path) !== undefined) return [];
    return [{ home: homeOf(root, path.slice(0, Math.max(0, path.lastIndexOf('/'))), host), spec }];
  });
  return [...new Set(left.map(({ home }) => home))].flatMap((home) => {
    const top = readTop(host, root, home);
    const specs = asked.filter((one) => one.home === home).map(({ spec }) => spec);
    const gone = new Set(left.filter((one) => one.home === home && !specs.includes(one.spec)).map(({ spec }) => spec));
    return [...inCatalogs(top, gone), ...(specs.length === 0 ? inOverrides(top, after) : [])];
  });
}

function inCatalogs(top: WorkspaceTop, gone: ReadonlySet<string>): readonly NextStep[] {
  const names = new Set(
    [...gone]
      .filter((spec) => spec.startsWith('catalog:'))
      .map((spec) => spec.slice('catalog:'.length).trim() || 'default'),
  );
  return catalogsOf(top)
    .filter(({ name, entries }) => names.has(name) && Object.hasOwn(Object(entries) as object, sdkV1))
    .map(({ name, file }) => ({
      text: `No package asks for ${sdkV1} through the catalog ${name} of ${file} any more: take it out there.`,
    }));
}

/** The manifests that changed tell of their own. */
function inOverrides(top: WorkspaceTop, told: ReadonlyMap<string, unknown>): readonly NextStep[] {
  return overridesOf(top)
    .filter(
      ({ entries, isSection }) =>
        !(isSection && told.has(manifestIn(top.folder))) && entries.some(([key]) => key === sdkV1),
    )
    .map(({ title }) => ({
      text: `No package declares ${sdkV1} any more, and ${title} still name it: take it out there.`,
    }));
}
