// Which files load a file, directly or through others: a test says nothing of a check that it never reaches.

import type { Modules } from '../lib/facts.ts';

/** So many files on the way from a check to its tests are followed. */
const mostFollowed = 300;

const known = new WeakMap<Modules, Map<string, ReadonlySet<string>>>();

/** Whether a file loads another one, be it through other files. */
export function loads(modules: Modules, from: string, of: string): boolean {
  return loadersOf(modules, of).has(from);
}

/** All that load a file, be it through others. */
export function loadersOf(modules: Modules, of: string): ReadonlySet<string> {
  const all = known.get(modules) ?? new Map<string, ReadonlySet<string>>();
  known.set(modules, all);
  const loaders = all.get(of) ?? collect(modules, of);
  all.set(of, loaders);
  return loaders;
}

function collect(modules: Modules, of: string): ReadonlySet<string> {
  const found = new Set([of]);
  for (const path of found) {
    for (const each of modules.importers(path, '')) found.add(each.path);
    if (found.size > mostFollowed) break;
  }
  found.delete(of);
  return found;
}
