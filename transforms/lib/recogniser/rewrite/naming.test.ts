import type { Node } from '@babel/types';
import { expect, test } from 'vitest';
import { applyEdits } from '../../edits.ts';
import { scopesOf } from '../../scopes.ts';
import { makeSource } from '../../source.ts';
import { walk } from '../../tree.ts';
import { namingOf } from './naming.ts';

/** The text with a name for the first pattern, and the check in the place of `code === 404`. */
function named(text: string): string | undefined {
  const source = makeSource('x.ts', text);
  scopesOf(source);
  let root: Node | undefined;
  walk(source.file.program, (node) => {
    if (node.type === 'ObjectPattern') root ??= node;
    return root === undefined;
  });
  const naming = root && namingOf(source, { root, path: [] });
  if (naming === undefined) return undefined;
  const start = text.indexOf('code === 404');
  const made = [{ start, end: start + 'code === 404'.length, text: `gone(${naming.name})` }];
  const edits = naming.edits(made);
  return edits && applyEdits(text, [...made, ...edits]);
}

test.each([
  ['const f = ({ code }) => code === 404;', 'const f = (error) => gone(error);'],
  [
    'const f = ({ code, name: n }) => code === 404 || say({ n, n2: n });',
    'const f = (error) => gone(error) || say({ n: error.name, n2: error.name });',
  ],
  ['const f = ({ code, name = "" }) => code === 404 || name;', undefined],
  ['const f = ({ code } = {}) => code === 404;', 'const f = (error = {}) => gone(error);'],
  [
    'const error = 1; try { a(); } catch ({ code, message }: any) { if (code === 404) b(message); }',
    'const error = 1; try { a(); } catch (err: any) { const { message } = err; if (gone(err)) b(message); }',
  ],
  [
    'try {\n  a()\n} catch ({ code, ...rest }) {\n  if (code === 404) b(rest)\n}\n',
    'try {\n  a()\n} catch (error) {\n  const { code, ...rest } = error\n  if (gone(error)) b(rest)\n}\n',
  ],
  ['const f = ({ inner: { code } }) => code === 404;', 'const f = (error) => gone(error);'],
])('%s', (text, expected) => {
  expect(named(text)).toBe(expected);
});

test('a variable that is taken apart has its error beside it', () => {
  expect(named('const { code } = e; const f = code === 404;')).toBeUndefined();
});
