import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { codemods } from '@resession/transforms';
import { expect, it } from 'vitest';
import { codemodPages } from './codemod-pages.ts';

const repository = new URL('../../../', import.meta.url);
const folder = new URL('docs/reference/codemods/', repository);
const pages = codemodPages(
  codemods.map(({ id, title, messages }) => ({
    id,
    title,
    messages,
    readme: readFileSync(new URL(`transforms/${id}/README.md`, repository), 'utf8'),
  })),
);

it('docs/reference/codemods holds these pages and no others (npm run reference -w resession)', () => {
  expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
});

it.each([...pages])('%s is what the codemod says, and its links lead somewhere', (name, text) => {
  expect(readFileSync(new URL(name, folder), 'utf8')).toBe(text);
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target);
  for (const link of links) expect(existsSync(new URL(link, folder)), link).toBe(true);
});
