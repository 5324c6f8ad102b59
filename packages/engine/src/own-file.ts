// Files of the tool's own below a root (decisions, the skill): small, text, and no part of a plan. Never through a link.

import { ResessionError } from './error.ts';
import { codeOf, type Host } from './host.ts';
import { cannot, placeInside, present, realRoot } from './inside.ts';

/** More is none of ours. */
const mostBytes = 4 * 1024 * 1024;

/** The text of such a file; null where there is none. Throws `ResessionError` where something else is in its place. */
export function ownText(root: string, name: string, host: Host): string | null {
  const place = placeInside(realRoot(root, host), name, host);
  const stat = host.lstat(place);
  if (stat !== null && stat.kind === 'file' && stat.size > mostBytes)
    throw new ResessionError(`the file is too large: ${String(stat.size)} bytes`, name, 'Move it away and run again.');
  return present(place, host)?.bytes.toString('utf8') ?? null;
}

/** Writes it, with the folders it needs. Throws `ResessionError` where the system or what is there does not let us. */
export async function keepOwnText(root: string, name: string, text: string, host: Host): Promise<void> {
  const home = realRoot(root, host);
  const place = placeInside(home, name, host);
  present(place, host);
  try {
    for (const folder of foldersAbove(name).map((above) => placeInside(home, above, host)))
      if (host.lstat(folder) === null) host.mkdir(folder);
    await host.write(place, Buffer.from(text, 'utf8'));
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw cannot('write', name, error);
  }
}

/** Takes it away, with its folder where nothing else is in it. */
export function dropOwnText(root: string, name: string, host: Host): void {
  const home = realRoot(root, host);
  const place = placeInside(home, name, host);
  if (present(place, host) === null) return;
  try {
    host.remove(place);
    const [folder] = foldersAbove(name).slice(-1);
    if (folder !== undefined && host.readdir(placeInside(home, folder, host)).length === 0)
      host.rmdir(placeInside(home, folder, host));
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw cannot('remove', name, error);
  }
}

function foldersAbove(name: string): readonly string[] {
  const parts = name.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
