import { expect, test } from 'vitest';
import { modulesOf } from './modules.test.kit.ts';
import { makeSource } from './source.ts';
import { reached, surround, surroundingsOf } from './surroundings.ts';

const modules = modulesOf({ files: {} });

test('a file is alone until it is surrounded', () => {
  const source = makeSource('a.ts', '');
  expect(surroundingsOf(source)).toEqual({});
  surround(source, { modules });
  expect(surroundingsOf(source).modules).toBe(modules);
});

test('what a file leads to is read with what the file is read with', () => {
  const [from, to] = [makeSource('a.ts', ''), makeSource('b.ts', '')];
  surround(from, { modules });
  expect(reached(to, from)).toBe(to);
  expect(surroundingsOf(to)).toBe(surroundingsOf(from));
});

test('a later round takes the place of an earlier one', () => {
  const [from, to] = [makeSource('a.ts', ''), makeSource('b.ts', '')];
  surround(to, { modules });
  const later = { modules: modulesOf({ files: {} }) };
  surround(from, later);
  reached(to, from);
  expect(surroundingsOf(to)).toBe(later);
});
