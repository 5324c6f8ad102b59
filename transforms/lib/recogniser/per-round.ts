// Answers about nodes that are worked out once as long as the files around are the same. What was cut off because it lay too
// deep is not kept.

import type { Node } from '@babel/types';
import { sourceOf } from '../scopes.ts';
import { surroundingsOf } from '../surroundings.ts';

/** Gives the answer for a node, kept where it was asked for at the top. */
export type PerRound<Answer> = (node: Node, depth: number, answer: () => Answer) => Answer;

const alone = {};

/** A memory for one kind of question. */
export function perRound<Answer>(): PerRound<Answer> {
  const rounds = new WeakMap<object, WeakMap<Node, { readonly answer: Answer }>>();
  return (node, depth, answer) => {
    const source = sourceOf(node);
    if (source === undefined) return answer();
    const round = surroundingsOf(source).modules ?? alone;
    const known = rounds.get(round) ?? new WeakMap<Node, { readonly answer: Answer }>();
    rounds.set(round, known);
    const before = known.get(node);
    if (before !== undefined) return before.answer;
    const found = answer();
    if (depth === 0) known.set(node, { answer: found });
    return found;
  };
}
