// What is to be said of the suppressions themselves: one that cannot be followed is work, one that is not needed a note.

import {
  type Finding,
  type Skip,
  type Source,
  type Span,
  type Suppression,
  suppress,
  suppressionMessages,
  suppressionOf,
  suppressionOpening,
  suppressionsOf,
} from '@resession/transforms/lib';
import type { Found } from './draft.ts';
import type { Order } from './order.ts';

/** The name under which the engine itself reports what no codemod can say. */
export const engineId = 'resession';

/** True where a text may hold one: only then it is parsed for it. */
export function holdsSuppression(text: string): boolean {
  return text.includes(suppressionOpening);
}

/**
 * The findings of a codemod that are suppressed, as they are reported. Suppressions are read in the file as it was, so
 * that no edit of an earlier codemod comes between a comment and its line.
 */
export function coveredIn(
  original: Source,
  codemod: string,
  findings: readonly Finding[],
  placeOf: (finding: Finding) => Span,
): ReadonlyMap<Finding, Skip> {
  const covered = new Map<Finding, Skip>();
  for (const finding of findings) {
    if (finding.kind === 'skip') continue;
    const suppression = suppressionOf(original, codemod, placeOf(finding));
    if (suppression !== undefined) covered.set(finding, suppress(original, finding, suppression));
  }
  return covered;
}

/** The findings about the suppressions of a file. A place that is left alone anyway may need its suppression another day. */
export function aboutSuppressions(
  source: Source,
  spoken: readonly Pick<Found, 'codemod' | 'span'>[],
  order: Order,
): readonly Finding[] {
  const { all, unclear } = suppressionsOf(source);
  const used = new Set(spoken.map(({ codemod, span }) => suppressionOf(source, codemod, span)));
  return [
    ...unclear.map(({ need, ...span }) => aboutOne('todo', 'suppression-unclear', span, need)),
    ...all.flatMap((suppression) =>
      strangers(suppression, order).map((name) => {
        const need = `There is no codemod ${name}; there are ${order.ids.join(' and ')}.`;
        return aboutOne('todo', 'suppression-unclear', suppression, need);
      }),
    ),
    ...all
      .filter((suppression) => !used.has(suppression) && wasAsked(suppression, order))
      .map((suppression) => {
        const where = suppression.line === null ? 'in this file' : `on line ${suppression.line}`;
        return aboutOne('skip', 'suppression-unused', suppression, `Nothing is found ${where}; the comment can go.`);
      }),
  ];
}

function aboutOne(
  kind: 'todo' | 'skip',
  messageId: 'suppression-unclear' | 'suppression-unused',
  { start, end }: Span,
  reason: string,
): Finding {
  return { kind, start, end, messageId, message: suppressionMessages[messageId], reason };
}

function strangers({ codemods }: Suppression, { ids }: Order): readonly string[] {
  return (codemods ?? []).filter((id) => !ids.includes(id));
}

/** A codemod that does not run cannot say whether it would be needed. */
function wasAsked({ codemods }: Suppression, { ids, active }: Order): boolean {
  const named = (codemods ?? ids).filter((id) => ids.includes(id));
  return named.length > 0 && named.every((id) => active.has(id));
}
