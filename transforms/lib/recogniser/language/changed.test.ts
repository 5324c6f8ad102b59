import { expect, test } from 'vitest';
import { scopesOf } from '../../scopes.ts';
import { makeSource } from '../../source.ts';
import { changesOf } from './changed.ts';

/** The texts that change what `x` holds. */
function changes(text: string): readonly string[] {
  const source = makeSource('x.ts', text);
  const scopes = scopesOf(source);
  const binding = scopes.root.bindings.get('x');
  if (binding === undefined) throw new Error('no x');
  return changesOf(binding, scopes).map(({ start, end }) => text.slice(start ?? 0, end ?? 0));
}

test.each([
  'x.push(1)', 'x.add(1)', 'x?.set("a", 1)', 'x.a = 1', 'x.a.b = 1', 'x["a"]++', 'delete x.a', 'x.list.push(1)', '(x as any).a = 1',
  'Object.assign(x, { a: 1 })', 'Reflect.set(x, "a", 1)', 'x.a ||= 1', 'x!.length = 0',
])('%s', (change) => {
  expect(changes(`const x: any = {};\nfunction f() { ${change}; }`)).toEqual([change]);
}); // prettier-ignore

test.each([
  'x.has(1)',
  'f(x.a)',
  'const y = x.a',
  'g(Object.assign({}, x))',
  'x.map((y) => y + 1)',
  'y.push(x)',
  'y[x.a] = 1',
])('%s changes nothing', (use) => {
  expect(changes(`const x: any = {};\nfunction f() { ${use}; }`)).toEqual([]);
});
