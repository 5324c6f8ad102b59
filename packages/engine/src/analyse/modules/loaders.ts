// The way back along all edges at once: which files load a file, directly or through files that hand it on.

import { memo } from './memo.ts';
import type { Edges } from './round.ts';

/** For a file, those of `files`, sorted, that load it; it is not among them itself. */
export function loadersIn(files: readonly string[], edges: (path: string) => Edges): (of: string) => readonly string[] {
  const loading = new Map<string, string[]>();
  const handing = new Map<string, string[]>();
  const reached = new Set<string>();
  for (const path of files) {
    for (const target of edges(path).all) {
      put(loading, target, path);
      reached.add(target);
    }
  }
  // A set is walked in the order it grows.
  for (const path of reached) {
    for (const target of edges(path).handedOn) {
      put(handing, target, path);
      reached.add(target);
    }
  }
  return memo((of) => {
    const ends = new Set([of]);
    for (const end of ends) for (const path of handing.get(end) ?? []) ends.add(path);
    const found = new Set([...ends].flatMap((end) => loading.get(end) ?? []));
    found.delete(of);
    return [...found].sort();
  });
}

function put(map: Map<string, string[]>, key: string, value: string): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
