// Whom GitHub would ask for a review of some files: CODEOWNERS by its rules, in which the last pattern that fits decides.

import type { Reviewers } from './code-host.ts';

/** Where the file may be; the first one that is there counts. */
export const codeOwnersPlaces = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

/** GitHub reads none that is larger. */
export const largestCodeOwners = 3 * 1024 * 1024;

/** GitHub asks no more people than that. */
const mostReviewers = 15;

interface Rule {
  readonly fits: (path: readonly string[]) => boolean;
  readonly owners: readonly string[];
}

/** The owners of these files (paths from the top of the repository), without `author`; teams of `organisation` only. */
export function ownersOf(
  text: string,
  paths: readonly string[],
  { author, organisation }: { readonly author: string; readonly organisation: string },
): Reviewers {
  // Last match wins.
  const rules = text.slice(0, largestCodeOwners).split('\n').flatMap(ruleOf).reverse();
  const owners = new Set(paths.flatMap((path) => rules.find(({ fits }) => fits(path.split('/')))?.owners ?? []));
  const people: string[] = [];
  const teams: string[] = [];
  for (const owner of owners) {
    const [, name = '', team] = /^@([\w.-]+)(?:\/([\w.-]+))?$/.exec(owner) ?? [];
    if (team !== undefined && name.toLowerCase() === organisation.toLowerCase()) teams.push(team);
    else if (team === undefined && name !== '' && name.toLowerCase() !== author.toLowerCase()) people.push(name);
  }
  return { people: people.slice(0, mostReviewers), teams: teams.slice(0, Math.max(0, mostReviewers - people.length)) };
}

function ruleOf(line: string): readonly Rule[] {
  const words = (/^((?:\\#|[^#])*)/.exec(line)?.[1] ?? '').trim().split(/(?<!\\)\s+/);
  const [pattern = '', ...owners] = words;
  // It knows neither negation nor classes.
  if (pattern === '' || pattern.startsWith('!') || pattern.includes('[')) return [];
  return [{ fits: matcher(pattern.replaceAll(/\\([# ])/g, '$1')), owners }];
}

/** As gitignore says it, but that a star at the end of a path means the files right there and none below. */
function matcher(pattern: string): Rule['fits'] {
  const anchored = pattern.replace(/\/$/, '').includes('/');
  const folder = pattern.endsWith('/');
  const parts = pattern.split('/').filter((part) => part !== '');
  const last = parts.at(-1);
  const below = folder || (last !== '**' && !(anchored && last === '*'));
  const whole = anchored ? parts : ['**', ...parts];
  return (path) => {
    const reached = endsAfter(whole, path);
    // What the pattern names is the file itself, or a folder above it.
    return reached.some((end) => (end === path.length ? !folder : below && end > 0));
  };
}

/** How many segments of the path the pattern can take; every way at once, so that no pattern takes long. */
function endsAfter(parts: readonly string[], path: readonly string[]): readonly number[] {
  let ends = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    for (const end of ends) {
      if (part === '**') for (let at = end; at <= path.length; at += 1) next.add(at);
      else if (end < path.length && fitsSegment(part, path[end] ?? '')) next.add(end + 1);
    }
    ends = next;
  }
  return [...ends];
}

/** `*` is any run of characters, `?` one. */
function fitsSegment(pattern: string, text: string): boolean {
  let [at, inText, star, resume] = [0, 0, -1, 0];
  while (inText < text.length) {
    if (pattern[at] === '*') {
      [star, resume] = [at, inText];
      at += 1;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[inText])) {
      at += 1;
      inText += 1;
    } else if (star !== -1) {
      resume += 1;
      [at, inText] = [star + 1, resume];
    } else return false;
  }
  return [...pattern.slice(at)].every((character) => character === '*');
}
