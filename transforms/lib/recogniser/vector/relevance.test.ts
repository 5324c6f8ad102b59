import { expect, test } from 'vitest';
import { fileIn, nodeIn } from '../../modules.test.kit.ts';
import { functionOf } from '../names/callee.ts';
import { frame } from '../language/environment.ts';
import { relevanceOf } from './relevance.ts';
import { object, type Value } from '../language/value.ts';

const files = {
  'rules.ts': 'export const isGone = (e) => e.code === 404;\n',
  'main.ts':
    "import { isGone } from './rules';\nconst handler = (e) => { const tidy = (x) => x; return isGone(e); };\nconst beside = (x) => x + 1;\n",
};

/** What caused the error that is put in. */
const cause = object();
const error = object([
  ['code', 404],
  ['message', 'Session not found'],
  ['cause', cause],
]);

const source = fileIn({ files }, 'main.ts');
const owner = nodeIn(source, /\(e\) => \{.*\}/.exec(files['main.ts'])?.[0] ?? '');
const condition = nodeIn(source, 'isGone(e)');
const beside = nodeIn(source, '(x) => x + 1');
const enters = relevanceOf(source, condition, owner, error);

test('what the condition is made of is run, whatever it is given', () => {
  const isGone = condition.type === 'CallExpression' ? functionOf(source, condition.callee) : undefined;
  if (isGone === undefined) throw new Error('no function');
  expect(enters(isGone, [])).toBe(true);
});

test('what is defined in the body that is run is run', () => {
  expect(enters(nodeIn(source, '(x) => x'), [])).toBe(true);
});

test.each<[string, readonly Value[], boolean]>([
  ['nothing', [], false],
  ['the error', [error], true],
  ['the error in a list', [{ kind: 'list', items: [1, error] }], true],
  ['what caused it', [cause], true],
  ['its code', [404], true],
  ['its message', ['Session not found'], true],
  ['its message in lower case', ['session not found'], true],
  ['a piece of its message', ['not found'], true],
  ['its message in another text', ['Failed: Session not found!'], true],
  ['an answer about it', [true], true],
  [
    'a function that is run',
    [{ kind: 'function', node: nodeIn(source, '(x) => x'), environment: frame(undefined), self: undefined }],
    true,
  ],
  ['another number', [500], false],
  ['another text', ['https://example.com'], false],
  ['two letters of its message', ['no'], false],
  ['nothing at all', [null, undefined], false],
  ['another object', [object()], false],
  [
    'a function of another place',
    [{ kind: 'function', node: beside, environment: frame(undefined), self: undefined }],
    false,
  ],
])('another function, given %s: %s', (_name, given, expected) => {
  expect(enters(beside, given)).toBe(expected);
});

test('an error that lies deeper than errors are wrapped is not looked for', () => {
  const wrapped = (depth: number): Value => (depth === 0 ? error : { kind: 'list', items: [wrapped(depth - 1)] });
  expect([enters(beside, [wrapped(3)]), enters(beside, [wrapped(4)])]).toEqual([true, false]);
});
