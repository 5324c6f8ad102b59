// A consumer's own tests, under Vitest and under Jest: green before, green after, and red where the errors that they build
// are not changed along.

import { mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mustRun, run } from './command.ts';
import { commitAll, setUpSample } from './consumer.ts';
import { installPackedCli, type PackedCli } from './packed-cli.ts';

const minutes = 60_000;
const suites = ['test:vitest', 'test:jest'] as const;

let parent: string;
let cli: PackedCli;

beforeAll(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'resession-own-tests-')));
  cli = await installPackedCli(parent);
}, 5 * minutes);

afterAll(() => rm(parent, { recursive: true, force: true }));

async function outcomeIn(folder: string, suite: string): Promise<string> {
  const { code, stdout, stderr } = await run(['npm', 'run', suite], folder);
  return code === 0 ? 'green' : `red\n${stdout}\n${stderr}`;
}

describe.each(['v1-own-tests', 'v2-own-tests'])('%s', (name) => {
  let folder: string;
  const outcomeOf = (suite: string): Promise<string> => outcomeIn(folder, suite);

  beforeAll(async () => {
    folder = await setUpSample(name, parent);
  }, 5 * minutes);

  it.each(suites)('%s: green before', { timeout: minutes }, async (suite) => {
    expect(await outcomeOf(suite)).toBe('green');
  });

  describe('with the check and the transport alone', () => {
    const alone = ['--only', 'expiry-guess-to-code', '--only', 'stock-to-patched-transport'];

    beforeAll(async () => {
      const { stdout } = await cli.migrate('--write', ...alone, folder);
      expect(stdout).toContain('Wrote');
    }, 3 * minutes);

    it.each(suites)('%s: red', { timeout: minutes }, async (suite) => {
      expect(await outcomeOf(suite)).toMatch(/^red[^]*(?:AssertionError|Expected: )/);
    });

    afterAll(async () => {
      await mustRun(['git', 'reset', '--quiet', '--hard'], folder);
      await mustRun(['git', 'clean', '--quiet', '-d', '--force'], folder);
    });
  });

  describe('with all of it', () => {
    beforeAll(async () => {
      const { code, stdout, stderr } = await cli.migrate('--write', folder);
      expect(code, `${stdout}\n${stderr}`).toBe(0);
    }, 3 * minutes);

    it.each(suites)('%s: green', { timeout: minutes }, async (suite) => {
      expect(await outcomeOf(suite)).toBe('green');
    });

    it('type-checks, its tests included', { timeout: minutes }, async () => {
      await mustRun(['npm', 'run', 'typecheck'], folder);
    });

    it('leaves nothing for a second run', { timeout: minutes }, async () => {
      const { code, stdout, stderr } = await cli.migrate('--check', '--allow-dirty', folder);
      expect(code, `${stdout}\n${stderr}`).toBe(0);
    });
  });
});

describe('v1-own-tests on its way to SDK v2', () => {
  const move = ['--from', 'v1', '--to', 'v2'];
  const byTheSdk = async (folder: string): Promise<void> => {
    await run(['npx', 'mcp-codemod', 'v1-to-v2', '.'], folder);
    await mustRun(['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund'], folder);
    await commitAll(folder, 'By the codemod of the SDK');
  };
  const migrated = async (folder: string, ...flags: readonly string[]): Promise<void> => {
    const { code, stdout, stderr } = await cli.migrate('--write', ...flags, folder);
    expect(code, `${stdout}\n${stderr}`).toBe(0);
    await commitAll(folder, 'Migrated');
  };
  const ways = {
    'in one command': (folder: string) => migrated(folder, ...move),
    'on v1 first, then the move': async (folder: string) => {
      await migrated(folder);
      await migrated(folder, ...move);
    },
    'by the codemod of the SDK first, then the move of what it passed by': async (folder: string) => {
      await byTheSdk(folder);
      await migrated(folder, ...move);
    },
  };
  const setUp = async (way: string): Promise<string> => {
    await mkdir(join(parent, way));
    const folder = await setUpSample('v1-own-tests', join(parent, way));
    const exact = ['--save-dev', '--save-exact', '--prefer-offline', '--no-audit', '--no-fund'];
    await mustRun(['npm', 'install', ...exact, '@modelcontextprotocol/codemod@2.3.1'], folder);
    await commitAll(folder, 'The codemod of the SDK');
    return folder;
  };

  describe.each(Object.entries(ways))('%s', (way, go) => {
    let folder: string;

    beforeAll(async () => {
      folder = await setUp(way.replaceAll(/\W+/g, '-'));
    }, 5 * minutes);

    it('is green before, and green after, on SDK v2 alone', { timeout: 5 * minutes }, async () => {
      for (const suite of suites) expect(await outcomeIn(folder, suite)).toBe('green');
      await go(folder);
      for (const suite of suites) expect(await outcomeIn(folder, suite)).toBe('green');
      await mustRun(['npm', 'run', 'typecheck'], folder);
      const manifest = await readFile(join(folder, 'package.json'), 'utf8');
      expect(manifest).toContain('"@modelcontextprotocol/client"');
      expect(manifest).not.toContain('@modelcontextprotocol/sdk');
      const { code, stdout, stderr } = await cli.migrate('--check', ...move, folder);
      expect(code, `${stdout}\n${stderr}`).toBe(0);
    });
  });

  it('by the codemod of the SDK alone: red', { timeout: 5 * minutes }, async () => {
    const folder = await setUp('the-sdk-alone');
    await byTheSdk(folder);
    for (const suite of suites) expect(await outcomeIn(folder, suite)).toMatch(/^red/);
  });
});
