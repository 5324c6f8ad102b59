// The globs of a tsconfig's include and exclude, matched segment by segment: they are foreign, so no regular expressions.

/**
 * Whether a pattern of `include` takes a file in, or one of `exclude` keeps it out. Both are relative to the root. What
 * lies in a folder that the pattern matches is kept out, but taken in only where the pattern names that very folder.
 */
export function covers(pattern: string, path: string, list: 'include' | 'exclude'): boolean {
  const segments = pattern.split('/');
  const folders = list === 'exclude' || !/[*?.]/.test(segments.at(-1) ?? '');
  return matches(segments, path.split('/'), folders);
}

/** Walks the pattern over the path and remembers every `**` to come back to, so that the work is their product at most. */
function matches(pattern: readonly string[], path: readonly string[], folders: boolean): boolean {
  const reached = new Set([0]);
  const stepOver = (at: number): void => {
    if (pattern[at] !== '**' || reached.has(at + 1)) return;
    reached.add(at + 1);
    stepOver(at + 1);
  };
  stepOver(0);
  for (const segment of path) {
    const before = [...reached];
    reached.clear();
    for (const at of before) {
      const part = pattern[at];
      // The pattern ended in a folder above.
      if (part === undefined && folders) return true;
      if (part === undefined) continue;
      if (part === '**') reached.add(at);
      else if (fits(part, segment)) reached.add(at + 1);
    }
    for (const at of [...reached]) stepOver(at);
    if (reached.size === 0) return false;
  }
  return reached.has(pattern.length);
}

/** One segment against one with stars and question marks. */
function fits(part: string, segment: string): boolean {
  let [at, from] = [0, 0];
  let [star, retry] = [-1, 0];
  while (from < segment.length) {
    if (part[at] === '*') [star, retry] = [at++, from];
    else if (at < part.length && (part[at] === '?' || part[at] === segment[from])) [at, from] = [at + 1, from + 1];
    else if (star === -1) return false;
    else [at, from] = [star + 1, ++retry];
  }
  while (part[at] === '*') at += 1;
  return at === part.length;
}
