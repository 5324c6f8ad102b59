// An experiment over again in a changed text: the same condition and the same error, by where they went.

import type { Node } from '@babel/types';
import type { Span } from '../../codemod.ts';
import type { Source } from '../../source.ts';
import { endOf, startOf, walk } from '../../tree.ts';
import { casesOf, formulaOf, isCase, type Formula } from '../vector/condition.ts';
import type { Experiment } from '../vector/observe.ts';

/** The twin of an experiment in the changed text; undefined where its condition or its error is not to be found there. */
export function twinOf(experiment: Experiment, source: Source, moved: (span: Span) => Span): Experiment | undefined {
  const { place, condition, asks } = experiment;
  const span = moved(spanOf(condition.node));
  const node =
    asks === 'result' ? nodeStarting(source, span.start, condition.node) : conditionIn(source, span, condition);
  const root = rootStarting(source, moved(spanOf(place.root)).start, place.root);
  if (node === undefined || root === undefined) return undefined;
  const formula: Formula = asks === 'result' ? { kind: 'leaf', node } : formulaOf(node);
  return { ...experiment, source, condition: formula, place: { root, path: place.path } };
}

function spanOf(node: Node): Span {
  return { start: startOf(node), end: endOf(node) };
}

function conditionIn(source: Source, { start, end }: Span, like: Formula): Node | undefined {
  if (isCase(like.node)) return casesOf(source.file.program).find((comparison) => startOf(comparison) === start);
  return nodeBetween(source, start, end);
}

/** The outermost expression inside a span, which may have gained parentheses. */
function nodeBetween(source: Source, start: number, end: number): Node | undefined {
  let found: Node | undefined;
  walk(source.file.program, (node) => {
    if (found !== undefined || endOf(node) <= start || startOf(node) >= end) return false;
    const inside = startOf(node) >= start && endOf(node) <= end;
    if (inside && !node.type.endsWith('Statement')) found = node;
    return found === undefined;
  });
  return found;
}

/** The error where it was; what took it apart may have become a name. */
function rootStarting(source: Source, start: number, like: Node): Node | undefined {
  const named = like.type === 'ObjectPattern' ? nodeStarting(source, start, { type: 'Identifier' }) : undefined;
  return nodeStarting(source, start, like) ?? named;
}

/** The node of the same type that starts at an offset; of a name in short form, `{ error }`, what declares it. */
function nodeStarting(source: Source, start: number, like: Pick<Node, 'type'>): Node | undefined {
  let found: Node | undefined;
  walk(source.file.program, (node) => {
    if (node.start === start && node.type === like.type && (found === undefined || node.type === 'Identifier'))
      found = node;
    return startOf(node) <= start && start < endOf(node);
  });
  return found;
}
