import type { Node } from '@babel/types';
import { expect, test } from 'vitest';
import { scopesOf } from '../../scopes.ts';
import { makeSource } from '../../source.ts';
import { walk } from '../../tree.ts';
import { usedFurther } from './truth-only.ts';

/** Who takes more than yes or no from the first call of `exec` or `find`. */
function taker(text: string): string | undefined {
  const source = makeSource('x.ts', text);
  scopesOf(source);
  let part: Node | undefined;
  walk(source.file.program, (node) => {
    if (node.type === 'CallExpression' && /\b(?:exec|find|test)$/.test(text.slice(0, node.callee.end ?? 0)))
      part ??= node;
    return part === undefined;
  });
  if (part === undefined) throw new Error('no part');
  const found = usedFurther(source, part);
  return found && text.slice(found.start ?? 0, found.end ?? 0);
}

test.each([
  ['if (/x/.exec(t)) go();', undefined],
  ['const m = /x/.exec(t); if (!m) go();', undefined],
  ['const m = /(x)/.exec(t); if (m) go(m[1]);', 'm[1]'],
  ['const [, code] = /(x)/.exec(t) ?? [];', '[, code] = /(x)/.exec(t) ?? []'],
  ['report(/x/.exec(t));', 'report(/x/.exec(t))'],
  ['const said = `${/x/.exec(t)}`;', '`${/x/.exec(t)}`'],
  ['const f = (t) => Boolean(/x/.exec(t));', undefined],
  ['const f = (t) => rules.find((rule) => rule(t));', undefined],
  ['report(/x/.test(t));', undefined],
])('%s', (text, expected) => {
  expect(taker(text)).toBe(expected);
});
