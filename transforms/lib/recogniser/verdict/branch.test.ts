import { expect, test } from 'vitest';
import { scopesOf } from '../../scopes.ts';
import { makeSource } from '../../source.ts';
import { branchOf, onlyTells } from './branch.ts';
import { conditionsOf } from '../vector/condition.ts';

test.each([
  ['if (gone) throw new Error("wrong url");', true],
  ['if (gone) return { kind: "gone" };', true],
  ['if (gone) { console.error("gone"); throw new ToolError("x"); }', true],
  ['if (gone) return true;', false],
  ['if (gone) await reopen();', false],
  ['if (gone) throw error;', false],
  ['if (online && gone) return "gone";', true],
  ['const said = gone ? "gone" : "other";', true],
  ['const said = gone ? reopen() : "other";', false],
])('%s', (text, expected) => {
  const source = makeSource('x.ts', text.replaceAll('gone)', 'isGone(e))').replaceAll('gone ?', 'isGone(e) ?'));
  scopesOf(source);
  const [condition] = conditionsOf(source.file.program);
  if (condition === undefined) throw new Error('no condition');
  const branch = branchOf(source, condition);
  expect(branch !== undefined && onlyTells(branch)).toBe(expected);
});
