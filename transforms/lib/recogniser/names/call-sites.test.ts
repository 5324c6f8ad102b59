import { expect, test } from 'vitest';
import type { Types } from '../../facts.ts';
import { factsAround, fileIn, nodeIn } from '../../modules.test.kit.ts';
import { sourceOf } from '../../scopes.ts';
import { surround } from '../../surroundings.ts';
import { callersOf } from './call-sites.ts';
import { functionOf } from './callee.ts';
import { isFunction } from '../language/functions.ts';

/** Path and line of every caller of `isGone` of `src/gone.ts`, and what told it. */
function callers(
  text: string,
  files: Readonly<Record<string, string>>,
  types?: (home: string) => Types,
): readonly string[] {
  const repository = { files: { ...files, 'src/gone.ts': text } };
  const source = fileIn(repository, 'src/gone.ts');
  if (types !== undefined) surround(source, { ...factsAround(repository, [source]), types: types(text) });
  const method = nodeIn(source, 'isGone');
  const owner = functionOf(source, method) ?? nodeIn(source, /(?:private )?isGone\(e\) \{.*?\}/.exec(text)?.[0] ?? '');
  if (!isFunction(owner)) throw new Error('no function');
  const { sites, open } = callersOf(source, owner, 'isGone');
  const places = sites.map(({ call, bare, by }) => {
    const home = sourceOf(call);
    return `${home?.path ?? '?'}:${home?.position(call.start ?? 0).line ?? 0} ${by}${bare ? ', handed on' : ''}`;
  });
  return open ? [...places, 'and others'] : places;
}

const exported = 'export function isGone(e) { return e.code === 404; }\n';
const policy = 'export class Policy { isGone(e) { return e.code === 404; } }\n';
const named = "import { isGone } from './gone';\n";

test.each<[string, string, Record<string, string>, readonly string[]]>([
  ['in its own file', `${exported}isGone(x);`, {}, ['src/gone.ts:2 text']],
  ['in another file', exported, { 'src/a.ts': `${named}isGone(x);` }, ['src/a.ts:2 index']],
  [
    'as an arrow function',
    'export const isGone = (e) => e.code === 404;',
    { 'src/a.ts': `${named}isGone(x);` },
    ['src/a.ts:2 index'],
  ],
  [
    'handed to somebody unknown',
    exported,
    { 'src/a.ts': `${named}pRetry(job, isGone);` },
    ['src/a.ts:2 index, handed on'],
  ],
  [
    'handed to one who calls it',
    exported,
    { 'src/a.ts': `${named}const retry = (when) => when(x);\nretry(isGone);` },
    ['src/a.ts:2 index'],
  ],
  ['not exported', 'function isGone(e) { return e.code === 404; }', { 'src/a.ts': `${named}isGone(x);` }, []],
  ['only named', exported, { 'src/a.ts': `${named}type T = typeof isGone;` }, []],
  ['of a test', exported, { 'src/gone.test.ts': `${named}isGone(x);` }, []],
  [
    'a method of what is made elsewhere',
    policy,
    { 'src/a.ts': "import { Policy } from './gone';\nnew Policy().isGone(x);" },
    ['src/a.ts:2 index'],
  ],
  [
    'a method of what a parameter is',
    policy,
    { 'src/a.ts': "import { Policy } from './gone';\nconst f = (p: Policy) => p.isGone(x);" },
    ['src/a.ts:2 index'],
  ],
  [
    'a method of a subclass',
    policy,
    { 'src/a.ts': "import { Policy } from './gone';\nclass P extends Policy { f() { this.isGone(x); } }" },
    ['src/a.ts:2 index'],
  ],
  ['a method of something else', policy, { 'src/a.ts': 'class Shop { isGone(e) {} }\nnew Shop().isGone(x);' }, []],
  [
    'a method of a client',
    policy,
    { 'src/a.ts': "import { Client } from '@modelcontextprotocol/client';\nnew Client(i).isGone(x);" },
    [],
  ],
  ['a method that one class has', policy, { 'src/a.ts': 'policies.get(k).isGone(x);' }, ['src/a.ts:1 index']],
  [
    'a method that two classes have',
    policy,
    { 'src/a.ts': 'class Shop { isGone(e) {} }\npolicies.get(k).isGone(x);' },
    ['and others'],
  ],
  ['a private method', policy.replace('isGone', 'private isGone'), { 'src/a.ts': 'policies.get(k).isGone(x);' }, []],
])('%s', (_name, text, files, expected) => {
  expect(callers(text, files)).toEqual(expected);
});

test('a method of the same name in its own file is another one', () => {
  const two = `${policy}class Shop { isGone(e) {} f() { this.isGone(x); } }\n`;
  expect(callers(two, {})).toEqual([]);
});

test('tests count for what tests define', () => {
  const files = { 'src/a.test.ts': "import { isGone } from './kit.test';\nisGone(x);" };
  const source = fileIn({ files: { ...files, 'src/kit.test.ts': exported } }, 'src/kit.test.ts');
  const owner = functionOf(source, nodeIn(source, 'isGone'));
  expect(owner && callersOf(source, owner, 'isGone').sites).toHaveLength(1);
});

test('where the syntax does not tell whose method it is, the types do', () => {
  const two = { 'src/a.ts': 'class Shop { isGone(e) {} }\npolicies.get(k).isGone(x);' };
  const said =
    (kind: 'here' | 'package') =>
    (home: string): Types => ({
      typeOf: () => undefined,
      definition: () =>
        kind === 'package'
          ? { kind, name: 'shop' }
          : {
              kind: 'file',
              source: fileIn({ files: { 'src/gone.ts': home } }, 'src/gone.ts'),
              offset: home.indexOf('isGone'),
            },
    });
  expect(callers(policy, two, said('here'))).toEqual(['src/a.ts:2 types']);
  expect(callers(policy, two, said('package'))).toEqual([]);
});
