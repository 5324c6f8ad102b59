import type { Node } from '@babel/types';
import { expect, test } from 'vitest';
import { fileIn, factsAround, nodeIn } from '../../modules.test.kit.ts';
import { makeSource } from '../../source.ts';
import { surround } from '../../surroundings.ts';
import { perRound } from './per-round.ts';

/** A question about nodes whose answer is how often it was worked out. */
function counting(): (node: Node, depth?: number) => number | undefined {
  const memory = perRound<number>();
  let worked = 0;
  return (node, depth = 0) => memory(node, depth, () => ++worked);
}

const repository = { files: { 'a.ts': 'f(x);' } };

test('a node is asked about once', () => {
  const ask = counting();
  const source = fileIn(repository, 'a.ts');
  expect([ask(nodeIn(source, 'x')), ask(nodeIn(source, 'x')), ask(nodeIn(source, 'f'))]).toEqual([1, 1, 2]);
});

test('an answer of undefined is an answer', () => {
  const memory = perRound<number>();
  const node = nodeIn(fileIn(repository, 'a.ts'), 'x');
  let worked = 0;
  const answer = (): undefined => void worked++;
  memory(node, 0, answer);
  memory(node, 0, answer);
  expect(worked).toBe(1);
});

test('what was asked on the way down is not kept, for it may have been cut off', () => {
  const ask = counting();
  const node = nodeIn(fileIn(repository, 'a.ts'), 'x');
  expect([ask(node, 3), ask(node), ask(node, 3)]).toEqual([1, 2, 2]);
});

test('another round asks again', () => {
  const ask = counting();
  const source = fileIn(repository, 'a.ts');
  const node = nodeIn(source, 'x');
  ask(node);
  surround(source, factsAround(repository, [source]));
  expect(ask(node)).toBe(2);
});

test('of a node of no known file nothing is kept', () => {
  const ask = counting();
  const node = makeSource('loose.ts', 'x;').file.program;
  expect([ask(node), ask(node)]).toEqual([1, 2]);
});

/** Two names that lead to each other: each is worked out by asking for the other, and says how often that was tried. */
function circle(): { ask(node: Node): string | undefined; tried: () => number; f: Node; x: Node } {
  const memory = perRound<string>();
  const source = fileIn(repository, 'a.ts');
  const [f, x] = [nodeIn(source, 'f'), nodeIn(source, 'x')];
  let tried = 0;
  const ask = (node: Node): string | undefined =>
    memory(node, 0, () => {
      tried += 1;
      return `${node === f ? 'f' : 'x'}, then ${ask(node === f ? x : f) ?? 'nothing'}`;
    });
  return { ask, tried: () => tried, f, x };
}

test('what comes back to where it was ends there', () => {
  const { ask, f } = circle();
  expect(ask(f)).toBe('f, then x, then nothing');
});

test('what was cut off so is kept for the one that was asked, and for no other', () => {
  const { ask, tried, f, x } = circle();
  ask(f);
  expect(ask(f)).toBe('f, then x, then nothing');
  expect(tried()).toBe(2);
  expect(ask(x)).toBe('x, then f, then x, then nothing');
});

test('a question that fails can be asked again', () => {
  const memory = perRound<number>();
  const node = nodeIn(fileIn(repository, 'a.ts'), 'x');
  const failing = (): number => {
    throw new Error('too long');
  };
  expect(() => memory(node, 0, failing)).toThrow('too long');
  expect(memory(node, 0, () => 7)).toBe(7);
});
