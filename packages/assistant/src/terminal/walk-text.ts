// What the review says beside the sites: at its start, at its end, and to `?`.

import type { Colors } from '../colors.ts';
import { visibleLine } from '../visible.ts';
import { wrapped } from '../wrapped.ts';
import { openSites, type Review } from './answering.ts';

const meanings: Readonly<Record<string, string>> = {
  y: 'make this change',
  n: 'leave it as it is, now and in later runs',
  a: 'make this change and those that follow; what is left to decide or to write is still shown',
  j: 'go on, and decide this one another time',
  d: 'leave this one and the rest undecided, and go on to writing',
  q: 'quit; what was decided is kept, and nothing is written',
  e: 'open the editor: on the file with the proposed change, or, where there is none, on the file at this line',
  u: 'take the last answer back',
  '?': 'this help',
};

/** What the keys do, those of the site in question. */
export function helpText(keys: readonly string[], width: number, colors: Colors): string {
  const rows = keys.flatMap((key) => {
    const said = /^\d$/.test(key) ? `take choice ${key}` : (meanings[key] ?? '');
    const [first = '', ...more] = wrapped(said, Math.max(16, width - 4));
    return [`${colors.cyan(key.padEnd(3))} ${first}`, ...more.map((row) => `    ${row}`)];
  });
  return `${rows.join('\n')}\n`;
}

/** How much there is, and how much of it is decided. */
export function openingText(review: Review, width: number): string {
  const all = review.sites.length;
  const open = openSites(review).length;
  if (all === 0) return '';
  const sites = all === 1 ? '1 site' : `${String(all)} sites`;
  if (open === all) return folded(`${sites} to go through; ? says what the keys do.`, width);
  const decided = `${String(all - open)} of ${sites} ${all - open === 1 ? 'is' : 'are'} decided already`;
  const next = open === 0 ? '' : '; on with the others';
  return folded(`${decided}${next} (npx resession decisions lists them).`, width);
}

/** What was decided, and what was written by the person. */
export function closingText(review: Review, runs: ReadonlyMap<string, string>, width: number): string {
  const decided = review.sites.filter((site) => !openSites(review).includes(site));
  const answers = decided.map((site) => review.decisions.find(({ id }) => id === site.id)?.answer);
  const count = (answer: string, what: string): readonly string[] => {
    const number = answers.filter((each) => each === answer).length;
    return number === 0 ? [] : [`${String(number)} ${what}`];
  };
  const open = review.sites.length - decided.length;
  const told = [
    ...count('make', 'to make'),
    ...count('choose', 'chosen'),
    ...count('leave', 'left as they are'),
    ...(open === 0 ? [] : [`${String(open)} not decided`]),
  ];
  const sum = told.length === 0 ? '' : folded(`${told.join(', ')}.`, width);
  const own = [...runs].map(([path, run]) =>
    folded(`${visibleLine(path)} is as you edited it; npx resession undo ${run} takes that back.`, width),
  );
  return [sum, ...own].join('');
}

/** A sentence in lines that fit, with a newline. */
export function folded(text: string, width: number): string {
  return `${wrapped(text, Math.max(16, width)).join('\n')}\n`;
}
