// Asks every fix again, of the texts that the whole run makes, before anything is written. No codemod vouches for itself.

import { type Fix, type SecondLook, type Side, type Source, type Span, SyntaxProblem } from '@resession/transforms/lib';
import { objectionTo } from '../meaning.ts';
import { spanForward } from '../rewrite.ts';
import { wasChosen } from './deciding.ts';
import { type Draft, editsOf, type Found } from './draft.ts';
import type { Order } from './order.ts';
import type { Parse } from './parsing.ts';
import type { Rounded } from './round.ts';

/** A fix that may not be written. Its span lies in the file as it was. */
export interface Objection {
  readonly path: string;
  readonly codemod: string;
  readonly span: Span;
  /** In words, for whoever writes the change instead. */
  readonly why: string;
}

export interface Proven {
  /** How many fixes were asked again. */
  readonly asked: number;
  readonly objections: readonly Objection[];
}

type Made = Found & { readonly finding: Fix };

/** Holds the fixes of a round against the texts it made; `after` is the round over those texts. */
export function provings(before: Rounded, after: Rounded, { all }: Order, parse: Parse): Proven {
  let asked = 0;
  const objections: Objection[] = [];
  for (const draft of before.drafts.values()) {
    if (draft.text === draft.before) continue;
    for (const codemod of all) {
      const { id, prove } = codemod;
      const made = draft.found.filter((found): found is Made => found.codemod === id && hasMeaning(found));
      if (prove === undefined || made.length === 0) continue;
      const now = parse(draft.path, draft.text);
      const looks = made.map((found): SecondLook | undefined => {
        const then = parse(draft.path, draft.steps[found.step]?.text ?? draft.text);
        if (then instanceof SyntaxProblem || now instanceof SyntaxProblem) return undefined;
        const moved = (span: Span): Span => spanForward(editsOf(draft, found.step), span);
        const sideOf = (round: Rounded, source: Source): Side => ({
          source,
          context: round.contextOf(codemod, source),
        });
        return prove(found.finding, sideOf(before, then), sideOf(after, now), moved);
      });
      asked += made.length;
      objections.push(...objectionsIn(draft, made, looks));
    }
  }
  return { asked, objections };
}

/** A fix that moved no answer of a condition (an import, a name) has none to be asked about; one that was chosen has been. */
function hasMeaning(found: Found): boolean {
  const { finding, held } = found;
  if (held === true || wasChosen(found)) return false;
  return finding.kind === 'fix' && (finding.explanation?.rows.length ?? 0) > 0;
}

function objectionsIn(
  { path }: Draft,
  made: readonly Made[],
  looks: readonly (SecondLook | undefined)[],
): readonly Objection[] {
  return made.flatMap(({ codemod, span }, index) => {
    const others = looks.flatMap((look, other) => (other === index || look === undefined ? [] : [look]));
    const why = objectionTo(looks[index], others);
    return why === null ? [] : [{ path, codemod, span, why }];
  });
}
