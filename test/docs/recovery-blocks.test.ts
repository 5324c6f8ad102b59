// What the guides say to do on an expired session is done, against a server that forgets it.

import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observe } from '../e2e/conversation.ts';
import { expiryAnswers } from '../e2e/servers/answers.ts';
import { type Block, codeBlocks } from './blocks.ts';

const packages = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** One line in, one line out, as `observe` speaks to a consumer. */
const main = `
import { createInterface } from 'node:readline';
import { echo } from './block.js';
for await (const line of createInterface({ input: process.stdin })) {
  const { content } = await echo(line);
  console.log(JSON.stringify({ ok: true, text: content[0].text }));
}
process.exit();
`;

let parent: string;
beforeAll(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'resession-recovery-')));
  await symlink(packages, join(parent, 'node_modules'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

async function writeConsumer({ guide, line, text }: Block): Promise<string> {
  const folder = join(parent, `${guide}-${line}`);
  const source = text.replace(`'https://example.com/mcp'`, 'process.argv[2] as string');
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
  await writeFile(join(folder, 'block.js'), ts.transpileModule(source, { compilerOptions }).outputText);
  await writeFile(join(folder, 'main.js'), main);
  return folder;
}

const runnable = codeBlocks.filter(({ words }) => words.includes('runs'));

it('there are such blocks', () => {
  expect(runnable.length).toBeGreaterThanOrEqual(4);
});

describe.each(runnable.map((block) => [`${block.guide}:${block.line}`, block] as const))('%s', (name, block) => {
  it('recovers whatever the server answers', async () => {
    const folder = await writeConsumer(block);
    const seen = await Promise.all(expiryAnswers.map((answer) => observe({ name, folder, entry: 'main.js' }, answer)));
    for (const { outcome, sessionsOpened } of seen) expect([outcome, sessionsOpened]).toEqual(['recovered', 2]);
  });
});
