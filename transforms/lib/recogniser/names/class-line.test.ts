import type { Class } from '@babel/types';
import { expect, test } from 'vitest';
import { fileIn, told } from '../../modules.test.kit.ts';
import { lineOf, memberIn, membersNamed, sdkAncestor } from './class-line.ts';
import { isClass } from '../language/functions.ts';

const sdk = '@modelcontextprotocol/client';
const base = `import { Client } from '${sdk}';
export class Base extends Client { gone(e) { return e.status === 404; } #own() {} limit = 3; }
`;
const files = {
  'src/base.ts': base,
  'src/index.ts': "export { Base as Root } from './base';",
  'src/mine.ts': "import { Root } from '.';\nexport class Mine extends Root { limit = 4; [key] = 1; }",
};

function classIn(path: string, more: Readonly<Record<string, string>> = {}): Class {
  const source = fileIn({ files: { ...files, ...more } }, path);
  const found = source.file.program.body
    .map((node) => (node.type === 'ExportNamedDeclaration' ? node.declaration : node))
    .find((node) => node != null && isClass(node));
  if (found == null || !isClass(found)) throw new Error('no class');
  return found;
}

const names = (owner: Class): readonly string[] => lineOf(owner).map(({ id }) => id?.name ?? '?');

test('a class and what it extends, through a barrel', () => {
  expect(names(classIn('src/mine.ts'))).toEqual(['Mine', 'Base']);
});

test('the class of the SDK at its end', () => {
  expect(sdkAncestor(classIn('src/mine.ts'))).toBe('Client');
  expect(sdkAncestor(classIn('src/mine.ts', { 'src/base.ts': 'export class Base {}' }))).toBeUndefined();
  expect(sdkAncestor(classIn('src/mine.ts', { 'src/base.ts': base.replace(sdk, 'another-client') }))).toBeUndefined();
});

test('classes that extend each other come to an end', () => {
  const round = {
    'a.ts': "import { B } from './b';\nexport class A extends B {}",
    'b.ts': "import { A } from './a';\nexport class B extends A {}",
  };
  expect(names(classIn('a.ts', round))).toEqual(['A', 'B']);
});

test('members by name, the nearest first', () => {
  const mine = classIn('src/mine.ts');
  expect(membersNamed(mine, 'limit').map(told)).toEqual(['src/mine.ts limit = 4;', 'src/base.ts limit = 3;']);
  expect(membersNamed(mine, '#own').map(told)).toEqual(['src/base.ts #own() {}']);
  expect(membersNamed(mine, 'key')).toEqual([]);
});

test('what a member is declared by', () => {
  const mine = classIn('src/mine.ts');
  expect(told(memberIn(mine, 'gone'))).toBe('src/base.ts gone(e) { return e.status === 404; }');
  expect(told(memberIn(mine, 'limit'))).toBe('src/mine.ts 4');
  expect(memberIn(mine, 'lost')).toBeUndefined();
});

test('a computed superclass is no line', () => {
  const owner = classIn('a.ts', { 'a.ts': 'class A extends mixin(B) {}' });
  expect(names(owner)).toEqual(['A']);
});
