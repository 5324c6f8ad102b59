// Writes what is generated in docs/reference: cli.md, and a page for each codemod. Tests fail while one is out of date.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { codemods } from '@resession/transforms';
import { codemodPages } from '../src/codemod-pages.ts';
import { buildProgram } from '../src/program.ts';
import { referencePage } from '../src/reference.ts';

const repository = new URL('../../../', import.meta.url);
const reference = new URL('docs/reference/', repository);

writeFileSync(new URL('cli.md', reference), referencePage(buildProgram('0.0.0', () => Promise.resolve())));

const described = codemods.map(({ id, title, messages }) => ({
  id,
  title,
  messages,
  readme: readFileSync(new URL(`transforms/${id}/README.md`, repository), 'utf8'),
}));
const folder = new URL('codemods/', reference);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const [name, text] of codemodPages(described)) writeFileSync(new URL(name, folder), text);
