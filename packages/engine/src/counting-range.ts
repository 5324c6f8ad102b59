// Which range of a dependency counts: what package.json says, through the workspace's overrides and catalogs. Where those say
// it in a way that is not understood, nothing is claimed.

import { fieldIn, isObject } from './analyse/modules/json.ts';
import type { Host } from './host.ts';
import { manifestJson } from './manifest-file.ts';
import { type PackageManager, packageManagerAt } from './project.ts';
import { readYaml } from './yaml-file.ts';

/** A range, and in words what it was read through; empty where package.json itself says it. */
export interface CountingRange {
  readonly range: string;
  readonly through: string;
}

/** What the top of a workspace says about the dependencies of its members. */
export interface WorkspaceTop {
  /** Path of its package.json, relative to the root, without the name. */
  readonly folder: string;
  readonly manager: PackageManager;
  readonly manifest: unknown;
  readonly pnpm: unknown;
  readonly yarn: unknown;
}

/** Reads the files of the top (a folder relative to the root). */
export function readTop(host: Host, root: string, folder: string): WorkspaceTop {
  const at = folder === '' ? root : `${root}/${folder}`;
  return {
    folder,
    manager: packageManagerAt(host, root, folder) ?? 'npm',
    manifest: manifestJson(host, root, `${at}/package.json`),
    pnpm: readYaml(host, `${at}/pnpm-workspace.yaml`),
    yarn: readYaml(host, `${at}/.yarnrc.yml`),
  };
}

/** The range that counts for a name which a member declares with this spec; null where that cannot be said. */
export function countingRange(top: WorkspaceTop, name: string, spec: string): CountingRange | null {
  const override = overrideOf(top, name, spec);
  if (override === 'unclear') return null;
  const given = override ?? { spec, through: '' };
  if (!given.spec.startsWith('catalog:')) return rangeOf(name, given.spec, given.through);
  const catalog = given.spec.slice('catalog:'.length).trim() || 'default';
  const found = catalogsOf(top).find((one) => one.name === catalog && typeof fieldIn(one.entries, name) === 'string');
  const through = [given.through, `the catalog ${catalog} of ${found?.file ?? ''}`].filter((one) => one !== '');
  return found === undefined ? null : rangeOf(name, String(fieldIn(found.entries, name)), through.join(' and '));
}

/** A range as such: an alias of the same name is one, a link, a tag of git and the like are none. */
function rangeOf(name: string, spec: string, through: string): CountingRange | null {
  const alias = /^npm:(.+)$/.exec(spec)?.[1];
  if (alias === undefined) return /^[a-z+]+:/i.test(spec) ? null : { range: spec, through };
  const at = alias.indexOf('@', 1);
  if (at < 0) return alias.startsWith(name[0] ?? '') ? null : { range: alias, through };
  return alias.slice(0, at) === name ? { range: alias.slice(at + 1), through } : null;
}

interface Catalog {
  readonly name: string;
  readonly entries: unknown;
  readonly file: string;
}

/** Every catalog that the manager in use knows. */
export function catalogsOf({ folder, manager, manifest, pnpm, yarn }: WorkspaceTop): readonly Catalog[] {
  const file = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  const within = (holder: unknown, name: string): readonly Catalog[] => [
    { name: 'default', entries: fieldIn(holder, 'catalog'), file: file(name) },
    ...fieldsOf(fieldIn(holder, 'catalogs')).map(([own, entries]) => ({ name: own, entries, file: file(name) })),
  ];
  if (manager === 'pnpm') return within(pnpm, 'pnpm-workspace.yaml');
  if (manager === 'yarn') return within(yarn, '.yarnrc.yml');
  if (manager === 'npm') return [];
  return [...within(fieldIn(manifest, 'workspaces'), 'package.json'), ...within(manifest, 'package.json')];
}

interface Override {
  readonly spec: string;
  readonly through: string;
}

/** What is said of a name over the heads of the members; `unclear` where only some of them are meant. */
function overrideOf(top: WorkspaceTop, name: string, spec: string): Override | 'unclear' | null {
  for (const { entries, title } of overridesOf(top)) {
    const said = entries.filter(([key]) => names(key, name));
    const [all] = said.filter(([key]) => [name, `**/${name}`, `${name}@${spec}`, `${name}@npm:${spec}`].includes(key));
    if (all === undefined && said.length > 0) return 'unclear';
    if (all === undefined) continue;
    const to = typeof all[1] === 'string' ? all[1] : fieldIn(all[1], '.');
    if (typeof to !== 'string') continue;
    const range = to.startsWith('$') ? declaredAt(top.manifest, to.slice(1)) : to;
    return range === undefined ? 'unclear' : { spec: range, through: title };
  }
  return null;
}

/** Whether the key of an override is about the name: alone, for some range of it, or below some other package. */
function names(key: string, name: string): boolean {
  const at = key.lastIndexOf(name);
  const before = key.slice(0, Math.max(0, at));
  const behind = key.slice(at + name.length);
  return at >= 0 && (before === '' || /[/>]$/.test(before)) && (behind === '' || behind.startsWith('@'));
}

interface Overrides {
  readonly entries: readonly (readonly [string, unknown])[];
  /** Where they stand, in words. */
  readonly title: string;
  /** They are a section of package.json. */
  readonly isSection: boolean;
}

/** Everything that is said over the heads of the members, as the manager in use reads it. */
export function overridesOf({ folder, manager, manifest, pnpm }: WorkspaceTop): readonly Overrides[] {
  const file = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  const overrides = {
    entries: fieldsOf(fieldIn(manifest, 'overrides')),
    title: `the overrides of ${file('package.json')}`,
    isSection: true,
  };
  const resolutions = {
    entries: fieldsOf(fieldIn(manifest, 'resolutions')),
    title: `the resolutions of ${file('package.json')}`,
    isSection: true,
  };
  if (manager === 'npm') return [overrides];
  if (manager === 'yarn') return [resolutions];
  if (manager === 'bun') return [overrides, resolutions];
  const inYaml = {
    entries: fieldsOf(fieldIn(pnpm, 'overrides')),
    title: `the overrides of ${file('pnpm-workspace.yaml')}`,
    isSection: false,
  };
  const inJson = { ...overrides, entries: fieldsOf(fieldIn(fieldIn(manifest, 'pnpm'), 'overrides')), isSection: false };
  return [inYaml, inJson, resolutions];
}

function declaredAt(manifest: unknown, name: string): string | undefined {
  const specs = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'].map((section) =>
    fieldIn(fieldIn(manifest, section), name),
  );
  return specs.find((one): one is string => typeof one === 'string');
}

function fieldsOf(of: unknown): readonly (readonly [string, unknown])[] {
  return isObject(of) ? Object.entries(of) : [];
}
