// Few file handles, many files: a run opens one at a time, and says what is wrong where there are not even those to start.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Report } from '../../packages/engine/src/report.ts';
import { type Finished, run } from '../e2e/command.ts';
import { fingerprint, git, guess, manifest, repositoryOf, sample } from '../cli/sample.ts';

const command = path.join(import.meta.dirname, '../../packages/cli/bin/migrate.js');

/** Runs the built command where no process may hold more files open. */
function migrate(handles: number, root: string, args: readonly string[]): Promise<Finished> {
  const limited = `ulimit -n ${String(handles)} && exec "$@"`;
  return run(['sh', '-c', limited, 'sh', process.execPath, command, ...args], root);
}

it(
  '20,000 files, 200 of them changed, with 48 handles: all are written, and taken back',
  { timeout: 300_000 },
  async () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `src/d${String(index % 200)}/f${String(index)}.ts`);
    const guesses = names.filter((_, index) => index % 100 === 7);
    const others = names.map((name) => [name, 'export const value = 1;\n']);
    const guessing = guesses.map((name) => [name, guess]);
    const root = repositoryOf({ 'package.json': manifest, ...Object.fromEntries([...others, ...guessing]) });
    const before = fingerprint(root);
    const written = await migrate(48, root, ['--write', '--no-install', '--format', 'json']);
    expect(written.stderr).toBe('');
    expect(written.code).toBe(0);
    const { findings, project } = JSON.parse(written.stdout) as Report;
    expect(project.files.scanned).toBe(20_000);
    expect([...new Set(findings.map(({ path: file }) => file))].sort()).toEqual([...guesses].sort());
    const changed = git(root, 'diff', '--name-only', '-z')
      .split('\0')
      .filter((name) => name.endsWith('.ts'));
    expect(changed.sort()).toEqual([...guesses].sort());
    const undone = await migrate(48, root, ['undo']);
    expect(undone.code, undone.stderr).toBe(0);
    // Git keeps notes of its own on what it has looked at.
    const files = (all: Readonly<Record<string, string>>): object =>
      Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith('.git/')));
    expect(files(fingerprint(root))).toEqual(files(before));
  },
);

it(
  'too few handles to load what a run needs: exit 2, the limit is named, nothing is written',
  { timeout: 120_000 },
  async () => {
    const root = repositoryOf(sample);
    const refused: number[] = [];
    for (let handles = 17; handles < 40; handles += 2) {
      const { code, stdout, stderr } = await migrate(handles, root, ['--dry-run']);
      if (code === 2) {
        refused.push(handles);
        expect(stdout).toBe('');
        expect(stderr).toMatch(/^resession[: ].*EMFILE/);
        expect(stderr).not.toMatch(/\n\s+at /);
      } else if (stdout === '') {
        // Node itself could not start; nothing of ours was read yet.
        expect(stderr, String(handles)).not.toMatch(/open '[^']*\/(?:dist|node_modules)\//);
      }
    }
    expect(refused.length).toBeGreaterThan(2);
    const few = await migrate(refused.at(-1) ?? 0, root, ['--write', '--no-install']);
    expect([0, 2]).toContain(few.code);
    expect(readFileSync(path.join(root, 'src/client.ts'), 'utf8') === guess).toBe(few.code === 2);
  },
);
