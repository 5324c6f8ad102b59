// Folds changes into our own sources: whatever goes, no name that was declared may end up undeclared, no import unused.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { foldChanges } from './fold.ts';
import { localName } from './names.ts';
import { scopesOf } from './scopes.ts';
import { makeSource, type Source } from './source.ts';
import { endOf, startOf, walk } from './tree.ts';

const folder = fileURLToPath(new URL('..', import.meta.url));
const paths = readdirSync(folder, { recursive: true })
  .map((path) => String(path).replaceAll('\\', '/'))
  .filter((path) => /\.ts$/.test(path) && !/node_modules|dist\/|fixtures\//.test(path));

/** Every condition of an `if` or `?:` that lies in no other. */
function conditions(source: Source): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  walk(source.file.program, (node) => {
    if (node.type !== 'IfStatement' && node.type !== 'ConditionalExpression') return undefined;
    const span = { start: startOf(node.test), end: endOf(node.test) };
    if (!found.some((other) => other.start <= span.start && span.end <= other.end)) found.push(span);
    return undefined;
  });
  return found;
}

function unusedImports(source: Source): readonly string[] {
  const imports = [...scopesOf(source).root.bindings.values()].filter(
    ({ declarations: [first] }) => first?.kind === 'import',
  );
  return imports.filter(({ references }) => references.length === 0).map(({ name }) => name);
}

const module = '@resession/transport';
const name = 'isSessionExpired';

test.each([0, 1, 2])('every third condition, from number %d on', (offset) => {
  let folded = 0;
  for (const path of paths) {
    const source = makeSource(path, readFileSync(join(folder, path), 'utf8'));
    const picked = conditions(source).filter((_span, index) => index % 3 === offset);
    if (picked.length === 0) continue;
    const changes = picked.map((span) => {
      const local = localName(source, module, name, span);
      return { edits: [{ ...span, text: `${local}(null)` }], imports: [{ module, name, local }] };
    });
    const after = makeSource(path, foldChanges(source, changes).text);
    const known = scopesOf(source).free;
    expect(
      [...scopesOf(after).free.keys()].filter((free) => !known.has(free)),
      path,
    ).toEqual([]);
    expect(unusedImports(after), path).toEqual(unusedImports(source));
    folded += 1;
  }
  expect(folded).toBeGreaterThan(20);
});
