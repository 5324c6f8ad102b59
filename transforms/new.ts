// `npm run new -- <from>-to-<to>`: lays out a codemod folder whose fixtures fail until it is written, and lists the codemod.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { foldChanges } from './lib/fold.ts';
import { makeSource } from './lib/source.ts';
import { endOf, startOf, walk } from './lib/tree.ts';

/** A codemod that cannot be laid out; the message says what to do instead. */
export class ScaffoldProblem extends Error {
  override readonly name = 'ScaffoldProblem';
}

/**
 * Writes the folder of a codemod below `transforms` and enters it in the list of codemods.
 * @returns the paths written, relative to `transforms`.
 * @throws {ScaffoldProblem} where the id is none, or is taken.
 */
export async function scaffold(transforms: string, id: string): Promise<readonly string[]> {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*-to-[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) {
    throw new ScaffoldProblem(
      `An id reads <from>-to-<to> in lower case, as in stock-to-patched-transport; got "${id}".`,
    );
  }
  if (existsSync(join(transforms, id))) throw new ScaffoldProblem(`transforms/${id} is there already.`);
  const list = (name: string): string => readFileSync(join(transforms, name), 'utf8');
  const local = camel(id);
  const files: Readonly<Record<string, string>> = {
    'index.ts': enlist(list('index.ts'), `./${id}/index.ts`, 'codemod', local, local),
    'needles.ts': enlist(list('needles.ts'), `./${id}/needles.ts`, 'needles', local, `['${id}', ${local}]`),
    [`${id}/index.ts`]: codemodText(id),
    [`${id}/needles.ts`]: needlesText,
    [`${id}/README.md`]: readmeText(id),
    [`${id}/fixtures/changes/input.ts`]: 'export const before = 1;\n',
    [`${id}/fixtures/changes/output.ts`]: 'export const after = 1;\n',
    [`${id}/fixtures/untouched/input.ts`]: 'export const lookAlike = 1;\n',
    [`${id}/fixtures/untouched/findings.json`]: findingsText,
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(transforms, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, /^[^/]*\/?(?:index|needles)\.ts$/.test(name) ? await pretty(transforms, text) : text);
  }
  return Object.keys(files);
}

const camel = (id: string): string => id.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());

/** A list with one more import and one more member. */
function enlist(text: string, module: string, name: string, local: string, member: string): string {
  const source = makeSource('list.ts', text);
  let end: number | undefined;
  walk(source.file.program, (node) => {
    if (end === undefined && node.type === 'ArrayExpression') {
      end = endOf(node.elements.at(-1) ?? { end: startOf(node) + 1 });
    }
    return undefined;
  });
  if (end === undefined) throw new ScaffoldProblem(`transforms has no list of codemods to enter ${module} in.`);
  const comma = source.text[end - 1] === '[' ? '' : ', ';
  const imports = [{ module, name, local }];
  return foldChanges(source, [{ edits: [{ start: end, end, text: comma + member }], imports }]).text;
}

async function pretty(transforms: string, text: string): Promise<string> {
  const config = await resolveConfig(join(transforms, 'index.ts'));
  return format(text, { ...config, parser: 'typescript' });
}

function codemodText(id: string): string {
  return `// TODO: its role, or the SDK fact it rests on, in one to three lines.

import type { Codemod } from '../lib/codemod.ts';
import { toTransform } from '../lib/to-transform.ts';
import { needles } from './needles.ts';

export const messages = { found: 'TODO: what was found, one sentence.' };

export const codemod = {
  id: '${id}',
  title: 'TODO: what it does, in a few words',
  needles,
  after: [],
  messages,
  inspect() {
    return [];
  },
} satisfies Codemod;

export default toTransform(codemod);
`;
}

const needlesText = `// What a file holds that this codemod looks at.

import type { Needles } from '../lib/codemod.ts';

export const needles: Needles = [['TODO']];
`;

function readmeText(id: string): string {
  return `# ${id}

TODO: what it changes and why, with one example before and after.

## What it leaves to a person

TODO
`;
}

const findingsText = `[{ "kind": "skip", "messageId": "found", "at": "1:14", "text": "lookAlike" }]\n`;

async function main(id: string): Promise<void> {
  try {
    const written = await scaffold(fileURLToPath(new URL('.', import.meta.url)), id);
    console.log(written.map((path) => `transforms/${path}`).join('\n'));
    console.log(`\nNow write it: npx vitest --config .config/vitest.config.ts transforms/fixtures.test.ts -t ${id}`);
  } catch (error) {
    if (!(error instanceof ScaffoldProblem)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) await main(argv[2] ?? '');
