// Which installed copy of a package a folder sees: node_modules walked upwards, as Node does.

import path from 'node:path';
import { codeOf, type Host } from './host.ts';
import { largestManifest } from './manifest-file.ts';

/** Real path of the package's folder, looked for from a folder up to another one, no further; null where it is nowhere. */
export function installedAbove(from: string, upTo: string, name: string, host: Host): string | null {
  for (let at = from; ; at = path.dirname(at)) {
    const place = realOrNull(path.join(at, 'node_modules', ...name.split('/')), host);
    if (place !== null) return place;
    if (at === upTo || at === path.dirname(at)) return null;
  }
}

/** The path with its links followed; null where nothing is. */
export function realOrNull(place: string, host: Host): string | null {
  try {
    return host.realpath(place);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error) ?? '')) return null;
    throw error;
  }
}

/** Whether a place (absolute) is a folder or lies below it. */
export function liesIn(folder: string, place: string): boolean {
  const inside = path.relative(folder, place);
  return inside.split(path.sep)[0] !== '..' && !path.isAbsolute(inside);
}

/** A program that an installed package brings. */
export interface InstalledProgram {
  readonly version: string;
  /** Its real path, inside the package. */
  readonly program: string;
}

/**
 * The program of a package at its real folder: the one of that name, else the only or first one. Null where the package is
 * damaged, has no such program, or leads out of itself to it.
 */
export function programIn(place: string, name: string | null, host: Host): InstalledProgram | null {
  const { version, bin } = startOf(place, name, host);
  const program = bin === undefined ? null : realOrNull(path.join(place, bin), host);
  return version === undefined || program === null || !liesIn(place, program) ? null : { version, program };
}

function startOf(place: string, name: string | null, host: Host): { readonly version?: string; readonly bin?: string } {
  try {
    const json = JSON.parse(host.read(path.join(place, 'package.json'), largestManifest).toString('utf8')) as {
      version?: unknown;
      bin?: unknown;
    };
    const bins = new Map<string, unknown>(
      typeof json.bin === 'object' && json.bin !== null ? Object.entries(json.bin) : [],
    );
    const bin = typeof json.bin === 'string' ? json.bin : name === null ? [...bins.values()][0] : bins.get(name);
    const { version } = json;
    return { ...(typeof version === 'string' && { version }), ...(typeof bin === 'string' && { bin }) };
  } catch {
    return {};
  }
}
