// What goes with a reset: the statement, and a branch that held nothing else.

import type { Node } from '@babel/types';
import type { Edit } from '../lib/codemod.ts';
import { lineStart, nextLine, startsLine } from '../lib/lines.ts';
import { isPure } from '../lib/purity.ts';
import { sdkThing } from '../lib/recogniser/catalogue/sdk-names.ts';
import { removeNodes } from '../lib/removal.ts';
import { scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { endOf, startOf } from '../lib/tree.ts';

/** The deletion of the statement, with an `if` that only asked for its sake; undefined where a function would be empty. */
export function withoutReset(source: Source, statement: Node): readonly Edit[] | undefined {
  const { parentOf } = scopesOf(source);
  let gone = statement;
  for (;;) {
    const parent = parentOf(gone)?.node;
    if (parent === undefined) return undefined;
    if (parent.type === 'IfStatement') {
      if (parent.alternate != null || !onlyReads(parent.test)) return undefined;
      gone = parent;
      continue;
    }
    if (parent.type !== 'BlockStatement') return parent.type === 'Program' ? removed(source, gone) : undefined;
    if (parent.body.length > 1) return removed(source, gone);
    if (parentOf(parent)?.node.type !== 'IfStatement') return undefined;
    gone = parent;
  }
}

/** With the comment directly above where it is about the id; one about the recovery as a whole stays. */
function removed(source: Source, node: Node): readonly Edit[] {
  const edits = removeNodes(source, [node]);
  const [only, ...more] = edits;
  const comment = node.leadingComments?.at(-1);
  if (only === undefined || more.length > 0 || comment === undefined || !/\bid\b|sessionId/i.test(comment.value))
    return edits;
  const { text } = source;
  const start = lineStart(text, startOf(comment));
  const whole = startsLine(text, startOf(comment)) && nextLine(text, endOf(comment)) === only.start;
  return whole ? [{ ...only, start }] : edits;
}

function onlyReads(test: Node): boolean {
  return isPure(test, (callee) => sdkThing(callee)?.name === 'isSessionExpired');
}
