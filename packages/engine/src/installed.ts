// Which installed copy of a package a folder sees: node_modules walked upwards, as Node does.

import path from 'node:path';
import { codeOf, type Host } from './host.ts';

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
