// The pairs of the guides are no invention: the tool makes each `after` of its `before`, to the byte.

import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Finished, run } from '../e2e/command.ts';
import { type Block, generationOf, moves, pairs } from './blocks.ts';

const migrate = fileURLToPath(new URL('../../packages/cli/bin/migrate.js', import.meta.url));
const sdks = { v1: { '@modelcontextprotocol/sdk': '1.32.2' }, v2: { '@modelcontextprotocol/client': '2.4.0' } };

const pathOf = ({ guide, line, language }: Block): string => join('src', `${guide}-${line}.${language}`);

let parent: string;
beforeAll(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'resession-pairs-')));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

describe.each(['v1', 'v2'] as const)('the rewrites of the guides for SDK %s', (generation) => {
  const own = pairs.filter(({ before }) => generationOf(before) === generation);
  let folder: string;
  let finished: Finished;

  beforeAll(async () => {
    folder = join(parent, generation);
    await mkdir(join(folder, 'src'), { recursive: true });
    const manifest = { name: 'guide', private: true, dependencies: sdks[generation] };
    await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const { before } of own) await writeFile(join(folder, pathOf(before)), before.text);
    finished = await run([process.execPath, migrate, '--write', '--no-install', '--cwd', folder], folder);
  }, 60_000);

  it('leave nothing to do', () => {
    expect(finished.code, `${finished.stdout}\n${finished.stderr}`).toBe(0);
  });

  it.each(own.map((pair) => [`${pair.before.guide}:${pair.before.line}`, pair] as const))(
    'the pair at %s',
    async (_place, { before, after }) => {
      expect(await readFile(join(folder, pathOf(before)), 'utf8')).toBe(after.text);
    },
  );
});

describe('the moves of the guides to SDK v2', () => {
  let folder: string;
  let finished: Finished;

  beforeAll(async () => {
    folder = join(parent, 'moves');
    await mkdir(join(folder, 'src'), { recursive: true });
    const manifest = { name: 'guide', private: true, dependencies: sdks.v1 };
    await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const { before } of moves) await writeFile(join(folder, pathOf(before)), before.text);
    const move = ['--from', 'v1', '--to', 'v2', '--fetch-codemod', '--write', '--no-install', '--cwd', folder];
    finished = await run([process.execPath, migrate, ...move], folder);
  }, 120_000);

  it('leave nothing to do', () => {
    expect(moves.length).toBeGreaterThan(0);
    expect(finished.code, `${finished.stdout}\n${finished.stderr}`).toBe(0);
  });

  it.each(moves.map((pair) => [`${pair.before.guide}:${pair.before.line}`, pair] as const))(
    'the move at %s',
    async (_place, { before, after }) => {
      expect(await readFile(join(folder, pathOf(before)), 'utf8')).toBe(after.text);
    },
  );
});
