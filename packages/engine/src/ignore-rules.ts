// Rules as in a .gitignore, foreign ones included: they become regular expressions, and some of those would never end.

import type { Ignore } from 'ignore';
import { late } from './late.ts';

/** A star more makes the worst name of 255 letters a hundred times dearer; a fourth one costs a second for each path. */
const mostStars = 3;
/** The same for `**` between folders, on the deepest of paths. */
const mostJumps = 2;
/** No path is longer, and no regular expression of much more can be made. */
const longest = 4096;

/** The rules, those left out that are built to hold whoever tries them: they take nothing off. */
export function ignoring(rules: readonly string[]): Ignore {
  return late.ignore()().add(rules.filter(isCheap));
}

function isCheap(rule: string): boolean {
  if (rule.length > longest) return false;
  const segments = rule.split('/');
  const jumps = segments.slice(1, -1).filter((segment) => segment === '**').length;
  return (
    jumps <= mostJumps && segments.every((segment) => segment === '**' || segment.split('*').length <= mostStars + 1)
  );
}
