// The dictionary knows the words that reports and explanations use.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { catalogue } from '../../transforms/lib/recogniser/catalogue/catalogue.ts';

const all = catalogue({ generations: new Set(['v1', 'v2']), sse: true });
const words = readFileSync(fileURLToPath(new URL('../../docs/words.md', import.meta.url)), 'utf8');

it.each([...new Set(all.map(({ kind }) => kind))])('the kind of row %s', (kind) => {
  const [, listed = ''] = words.split('**kind of a row.**');
  expect(listed.split('\n\n')[0]).toContain(`\`${kind}\``);
});

it('the rows it gives as examples are in the catalogue', () => {
  const [, examples = ''] = words.split('**row.**');
  const quoted = [...(examples.split('\n\n')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, text]) => text);
  expect(quoted.length).toBeGreaterThan(0);
  const rows = all.map((row) => row.words);
  for (const text of quoted) expect(rows).toContain(text);
});

it('every word has one entry', () => {
  const entries = [...words.matchAll(/^\*\*([^.*]+)\.\*\*/gm)].flatMap(([, names = '']) => names.split(', '));
  expect(entries).toEqual([...new Set(entries)]);
  expect(entries.length).toBeGreaterThan(50);
});
