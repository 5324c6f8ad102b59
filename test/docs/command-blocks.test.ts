// Every command of the guides is run, in a copy of a sample consumer, with the CLI as it is packed.

import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mustRun, run } from '../e2e/command.ts';
import { commitAll, type Consumer, setUpConsumer } from '../e2e/consumer.ts';
import { installPackedCli, type PackedCli } from '../e2e/packed-cli.ts';
import { type Block, blocksOf, commandBlocks, type Guide, guides } from './blocks.ts';

const minutes = 60_000;

// The author that `git commit` asks for.
const author = {
  GIT_AUTHOR_NAME: 'Somebody',
  GIT_AUTHOR_EMAIL: 'somebody@example.com',
  GIT_COMMITTER_NAME: 'Somebody',
  GIT_COMMITTER_EMAIL: 'somebody@example.com',
};

let parent: string;
let cli: PackedCli;
let samples: Readonly<Record<Guide, Consumer>>;
let globals: string;

beforeAll(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'resession-docs-')));
  cli = await installPackedCli(parent);
  const [onV1, onV2] = [await setUpConsumer('v1-typescript', parent), await setUpConsumer('v2-typescript', parent)];
  const more = await withMore(onV2);
  samples = { 'guide.md': more, 'migration.md': onV2, 'migration-SKILL.md': more, 'v1-to-v2.md': onV1 };
  // Stands for what `npx resession` would fetch: it is there, and the repository does not know of it.
  globals = join(parent, 'globals');
  await mustRun(['npm', 'install', '--global', '--prefix', globals, '--prefer-offline', cli.tarball], parent);
}, 3 * minutes);

afterAll(() => rm(parent, { recursive: true, force: true }));

/** The sample with something to decide, and something to write by hand. */
async function withMore({ name, folder, entry }: Consumer): Promise<Consumer> {
  const more = join(parent, 'with-more');
  await cp(folder, more, { recursive: true, verbatimSymlinks: true });
  await cp(fileURLToPath(new URL('../guide/sample/', import.meta.url)), more, { recursive: true });
  await commitAll(more, 'More of it');
  return { name, folder: more, entry };
}

/** The registry's `resession` is the packed one here. */
function withPackedCli(commands: string): string {
  return commands.replace('--save-dev resession', `--save-dev ${cli.tarball}`);
}

/** The lines that a guide shows as what a command prints: of the `text` block right behind it, those between dots. */
function outputOf({ guide, line, text }: Block): readonly string[] {
  const lines = text.trimEnd().split('\n').length;
  const shown = blocksOf(guide).find(
    (block) =>
      block.language === 'text' &&
      block.words.includes('printed') &&
      block.line - line - lines < 4 &&
      block.line > line,
  );
  return (shown?.text ?? '').split('\n').filter((each) => each !== '' && each !== '…');
}

const sessionOf = ({ guide, line, values }: Block): string => {
  if (values['session'] === undefined) throw new Error(`${guide}:${line} belongs to no session`);
  return values['session'];
};

describe.each(guides)('%s', (guide) => {
  const own = commandBlocks.filter((block) => block.guide === guide);
  const sessions = [...new Set(own.map(sessionOf))];

  it.each(sessions)('the commands of session %s do what the guide says', { timeout: 4 * minutes }, async (session) => {
    const folder = join(parent, `${guide}-${session}`);
    const variables = { ...author, npm_config_prefix: globals, npm_config_yes: 'false' };
    await cp(samples[guide].folder, folder, { recursive: true, verbatimSymlinks: true });
    for (const block of own.filter((each) => sessionOf(each) === session)) {
      const { code, stdout, stderr } = await run(['sh', '-ec', withPackedCli(block.text)], folder, variables);
      const said = `${guide}:${block.line}\n${block.text}\n${stdout}\n${stderr}`;
      expect(code, said).toBe(Number(block.values['exit'] ?? 0));
      for (const line of outputOf(block)) expect(`${stdout}\n${stderr}`, said).toContain(line);
    }
  });

  it('never starts `migrate` where it was not installed before', () => {
    for (const block of own.filter(({ text }) => /\bnpx migrate\b/.test(text))) {
      expect(block.text.split('npx migrate')[0]).toContain('npm install --save-dev resession');
    }
  });
});
