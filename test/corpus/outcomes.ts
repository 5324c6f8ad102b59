// The table of a consumer's outcomes, old and new, as outcomes.txt writes it; and what must hold of it.

import type { Card } from './consumer.ts';
import { rows } from './rows.ts';

/** By row name, what the door answered before and after; `after` is absent where no code changes. */
export interface Outcomes {
  readonly before: Readonly<Record<string, string>>;
  readonly after?: Readonly<Record<string, string>>;
}

/** One line per pair of outcomes, the rows it holds for behind it; the commonest last, without its rows. */
export function tableOf({ before, after }: Outcomes): string {
  const groups = new Map<string, string[]>();
  for (const { name } of rows) {
    const [old, now] = [before[name], (after ?? before)[name]];
    if (old === undefined && now === undefined) continue;
    const pair = old === now ? (old ?? '') : `${old ?? '-'} -> ${now ?? '-'}`;
    groups.set(pair, [...(groups.get(pair) ?? []), name]);
  }
  const commonest = [...groups].sort((a, b) => b[1].length - a[1].length)[0]?.[0];
  const width = Math.max(...[...groups.keys()].map(({ length }) => length));
  const line = (pair: string, text: string): string => `${pair.padEnd(width)}  ${text}\n`;
  const named = [...groups].filter(([pair]) => pair !== commonest).map(([pair, names]) => line(pair, names.join(', ')));
  const rest = commonest === undefined ? '' : line(commonest, named.length === 0 ? 'always' : 'else');
  return named.join('') + rest;
}

/** What is wrong with the outcomes, in words; empty where all is as it should be. */
export function faultsOf({ recovers }: Card, { before, after = before }: Outcomes): readonly string[] {
  const faults: string[] = [];
  const asked = rows.filter(({ name }) => name in before || name in after);
  const expired = asked.filter(({ kind }) => kind === 'expired');
  const answers = [...Object.values(before), ...Object.values(after)];
  faults.push(...answers.filter((answer) => /^broke: |^never came back$/.test(answer)));
  if (after === before) return faults;
  const recovered = recovers ?? '';
  for (const { name, kind } of asked) {
    const [old = '', now = ''] = [before[name], after[name]];
    if (kind === 'expired' && now !== recovered) faults.push(`${name}: ${now}, and not ${recovered}`);
    if (kind === 'wrapped' && now !== old && now !== recovered) faults.push(`${name}: ${old} became ${now}`);
    // Stock says the same of these as of an expired session: taken along before, told apart now.
    if (kind === 'alike' && now !== old && old !== recovered) faults.push(`${name}: ${old} became ${now}`);
    if ((kind === 'other' || kind === 'sse') && now !== old) faults.push(`${name}: ${old} became ${now}`);
  }
  if (expired.length === 0) faults.push('no expired session was put in');
  return faults;
}
