// A consumer's own tests, under Vitest and under Jest: green before, green after, and red where the errors that they build
// are not changed along.

import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mustRun, run } from './command.ts';
import { setUpSample } from './consumer.ts';
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

describe.each(['v1-own-tests', 'v2-own-tests'])('%s', (name) => {
  let folder: string;
  const outcomeOf = async (suite: string): Promise<string> => {
    const { code, stdout, stderr } = await run(['npm', 'run', suite], folder);
    return code === 0 ? 'green' : `red\n${stdout}\n${stderr}`;
  };

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
