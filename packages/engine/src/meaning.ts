// Judges what a run makes of the code of its fixes, by answers asked again of the finished text: nothing outside expiry may
// say something else than before. The codemod asks; what is allowed to change is decided here.

import type { Answer, SecondLook, Truth } from '@resession/transforms/lib';

/**
 * Why a fix may not be written, in words; null where nothing speaks against it.
 * @param look what the codemod sees of the fix in the finished text; undefined where it finds it no more
 * @param others the same of the other fixes of the file
 */
export function objectionTo(look: SecondLook | undefined, others: readonly SecondLook[] = []): string | null {
  if (look === undefined) return 'its condition is not to be found again in the changed file.';
  const elsewhere = others.some((other) => other.frame === look.frame && recognisesAll(other));
  for (const answer of look.ways.flat()) {
    const objection = objectionOn(answer, look.wanted, elsewhere);
    if (objection !== null) return `asked again of the changed file, ${objection}.`;
  }
  if (look.ways.some((answers) => recognised(answers, look.wanted).length > 0)) return null;
  // What is recognised before it leaves nothing to recognise here.
  if (elsewhere) return null;
  return 'asked again of the changed file, it would recognise no expired session.';
}

function objectionOn(
  { error, role, before, after }: Answer,
  wanted: Truth | undefined,
  elsewhere: boolean,
): string | null {
  if (role === 'alike' || before === after) return null;
  if (role === 'other') {
    return before === 'true' || before === 'false' ? `the answer on "${error}" would change` : null;
  }
  // Recognised by a check before this one, it does not come this far.
  if (after === undefined && elsewhere) return null;
  return before === wanted ? `"${error}" would no longer be recognised` : null;
}

/** The expired sessions that are recognised in the finished text. */
function recognised(answers: readonly Answer[], wanted: Truth | undefined): readonly Answer[] {
  return answers.filter(({ role, after }) => role === 'expired' && after !== undefined && after === wanted);
}

/**
 * All expired sessions carry the one code: a check that sees one of them in some way sees each it can be asked about. What
 * it does not see (an error inside a cause) it did not see before.
 */
function recognisesAll({ ways, wanted }: SecondLook): boolean {
  return ways.some(
    (answers) =>
      recognised(answers, wanted).length > 0 &&
      answers.every(({ role, before, after }) => role !== 'expired' || after === wanted || after === before),
  );
}
