// Answers about nodes that are worked out once as long as the files around are the same. What was cut off, because it lay
// too deep or came back to where it was, is not kept.

import type { Node } from '@babel/types';
import { sourceOf } from '../../scopes.ts';
import { surroundingsOf } from '../../surroundings.ts';

/** Gives the answer for a node, kept where it was asked for at the top; undefined where it is being worked out already. */
export type PerRound<Answer> = (node: Node, depth: number, answer: () => Answer | undefined) => Answer | undefined;

type Answers<Answer> = WeakMap<Node, { readonly answer: Answer | undefined }>;

const alone = {};

/** Questions of one kind lead to those of another and back, so that all of them count as one way. */
const way = { open: 0, cuts: 0, number: 0 };

/** A memory for one kind of question. */
export function perRound<Answer>(): PerRound<Answer> {
  const rounds = new WeakMap<object, Answers<Answer>>();
  const running = new Set<Node>();
  let passing: { readonly number: number; readonly answers: Answers<Answer> } | undefined;
  /** Answers that hold for the question at the top only: they were cut off on a way that began there. */
  const ofWay = (): Answers<Answer> => {
    if (passing?.number !== way.number) passing = { number: way.number, answers: new WeakMap() };
    return passing.answers;
  };
  return (node, depth, answer) => {
    const source = sourceOf(node);
    if (source === undefined) return answer();
    const round = surroundingsOf(source).modules ?? alone;
    const known: Answers<Answer> = rounds.get(round) ?? new WeakMap();
    rounds.set(round, known);
    const before = known.get(node) ?? ofWay().get(node);
    if (before !== undefined) return before.answer;
    if (running.has(node)) {
      way.cuts += 1;
      return undefined;
    }
    const { cuts } = way;
    running.add(node);
    way.open += 1;
    try {
      const found = answer();
      const whole = cuts === way.cuts || way.open === 1;
      if (depth === 0 && whole) known.set(node, { answer: found });
      else if (!whole) ofWay().set(node, { answer: found });
      return found;
    } finally {
      running.delete(node);
      way.open -= 1;
      if (way.open === 0) way.number += 1;
    }
  };
}
