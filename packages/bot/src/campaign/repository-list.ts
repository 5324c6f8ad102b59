// A list of repositories as people keep it: one owner/name a line, blank lines, comments.

import { placeNamed } from '../github/place.ts';
import { keyOf } from './campaign.ts';

/** A line that is not taken, with its number from 1. */
export interface Fault {
  readonly line: number;
  readonly text: string;
  readonly why: 'no name of a repository' | 'there already';
  /** Of what is there already: the line before. */
  readonly first: number | null;
}

export interface ReadList {
  readonly repos: readonly string[];
  readonly faults: readonly Fault[];
}

/** Of a bad line no more is told. */
const longestShown = 100;

/** Reads it. What follows `#` at the start of a line or after a blank is a comment. */
export function readList(text: string): ReadList {
  const repos = new Map<string, { readonly repo: string; readonly line: number }>();
  const faults: Fault[] = [];
  for (const [at, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = at + 1;
    const name = raw.replace(/(^|\s)#.*$/, '').trim();
    if (name === '') continue;
    const shown = name.slice(0, longestShown);
    if (!isName(name)) faults.push({ line, text: shown, why: 'no name of a repository', first: null });
    else {
      const earlier = repos.get(keyOf(name));
      if (earlier === undefined) repos.set(keyOf(name), { repo: name, line });
      else faults.push({ line, text: shown, why: 'there already', first: earlier.line });
    }
  }
  return { repos: [...repos.values()].map(({ repo }) => repo), faults };
}

function isName(text: string): boolean {
  try {
    placeNamed(text);
    return true;
  } catch {
    return false;
  }
}
