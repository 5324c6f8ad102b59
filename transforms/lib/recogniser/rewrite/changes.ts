// What a rewrite changes in meaning, in plain sentences: what the guess missed, and what it took for an expired session.

import type { Truth } from '../../codemod.ts';
import type { Row } from '../catalogue/rows.ts';

/** A model error, and what the condition said of it before and says after. */
export interface Turn {
  readonly row: Row;
  readonly before: Truth | undefined;
  readonly after: Truth | undefined;
}

/** One sentence per change. `wanted` is the answer that stands for an expired session: a negated check says false. */
export function changesIn(turns: readonly Turn[], wanted: Truth | undefined): readonly string[] {
  const turned = turns.filter(({ before, after }) => before !== undefined && after !== undefined && before !== after);
  const gained = turned.filter(({ row, after }) => after === wanted && isToday(row)).map(({ row }) => row);
  const lost = turned.filter(({ row, after }) => !expiredKinds.has(row.kind) && after !== wanted).map(({ row }) => row);
  const isDead = wasDead(turns, wanted);
  const news = isDead ? gained.filter(({ kind }) => kind !== 'expired') : gained;
  return [
    ...(isDead ? [dead] : []),
    ...sentence('Now also recognised as expired', news),
    ...sentence('No longer taken for an expired session', lost),
  ];
}

const expiredKinds: ReadonlySet<string> = new Set(['expired', 'wording', 'wrapped', 'gap']);

/** How releases of years ago put it decides what a guess once meant, and nothing of what is thrown from now on. */
function isToday({ kind }: Row): boolean {
  return kind !== 'wording';
}

const dead = 'With the SDK of today it had gone dead; now expired sessions are recognised again.';

/** True where only the wording of older releases made the condition say what it was written for. */
function wasDead(turns: readonly Turn[], wanted: Truth | undefined): boolean {
  const told = (kind: Row['kind']): readonly Turn[] => turns.filter(({ row }) => row.kind === kind);
  const asked = told('expired').filter(({ after }) => after === wanted);
  return (
    asked.length > 0 &&
    asked.every(({ before }) => before !== wanted) &&
    told('wording').some(({ before }) => before === wanted)
  );
}

function sentence(opening: string, rows: readonly Row[]): readonly string[] {
  const words = [...new Set(rows.map((row) => row.words.replace(/^expired, /, '')))];
  return words.length === 0 ? [] : [`${opening}: ${words.join('; ')}.`];
}
