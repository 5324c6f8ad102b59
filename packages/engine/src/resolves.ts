// Which transport a package really gets: node_modules walked upwards from its folder, as Node does.

import path from 'node:path';
import { satisfies } from 'semver';
import { codeOf, type Host } from './host.ts';
import { declaredIn } from './manifest-text.ts';
import type { Plan, Verdict } from './plan.ts';
import { readManifest } from './project.ts';
import { transportName, versionOf } from './transport-package.ts';

/** The installed copy a package sees. */
export interface Resolved {
  /** Real path of its folder. */
  readonly place: string;
  readonly version: string | null;
}

/** Looks from a folder (relative to the root) up to the root, no further; null where nothing is installed. */
export function resolveTransport(root: string, folder: string, host: Host): Resolved | null {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const place = realOrNull(path.join(root, at, 'node_modules', ...transportName.split('/')), host);
    if (place !== null) {
      const manifest = readManifest(host, path.join(place, 'package.json'));
      return { place, version: manifest === null || typeof manifest === 'string' ? null : manifest.version };
    }
    if (at === '') return null;
  }
}

function realOrNull(place: string, host: Host): string | null {
  try {
    return host.realpath(place);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error) ?? '')) return null;
    throw error;
  }
}

/** Whether every package whose manifest the plan changes gets the version it asks for, from inside the root. */
export function resolves(plan: Plan, host: Host): Verdict {
  const root = host.realpath(plan.root);
  const wanted = plan.files.filter(({ kind }) => kind === 'manifest');
  if (wanted.length === 0) return { check: 'resolves', outcome: 'skipped', why: 'No manifest changed.' };
  const problems = wanted.flatMap(({ path: file, after }) => {
    const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
    const spec = declaredIn(after.data.replace(/^\uFEFF/, ''), transportName)?.spec ?? '*';
    const problem = problemOf(root, folder, spec, host);
    return problem === null ? [] : [`${folder === '' ? 'the root package' : folder}: ${problem}`];
  });
  if (problems.length === 0) {
    const why = `${transportName} resolves to the version asked for in ${String(wanted.length)} package(s).`;
    return { check: 'resolves', outcome: 'passed', why };
  }
  if (pnp(root, host)) {
    return { check: 'resolves', outcome: 'skipped', why: "Yarn's Plug'n'Play keeps no node_modules to look into." };
  }
  return { check: 'resolves', outcome: 'failed', why: `${problems.join('; ')}.` };
}

function problemOf(root: string, folder: string, spec: string, host: Host): string | null {
  const found = resolveTransport(root, folder, host);
  if (found === null) return `${transportName} is not installed`;
  const inside = path.relative(root, found.place);
  if (inside.startsWith('..') || path.isAbsolute(inside)) return `${transportName} resolves outside the root`;
  const range = versionOf(spec) ?? spec;
  if (found.version !== null && satisfies(found.version, range, { includePrerelease: true })) return null;
  return `${transportName} resolves to ${found.version ?? 'a copy without a version'}, not ${range}`;
}

function pnp(root: string, host: Host): boolean {
  return host.lstat(path.join(root, '.pnp.cjs')) !== null;
}
