// Lays a codemod out in a copy of this folder and runs the fixture test there: it has to fail, and to pass once written.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, resolveConfig } from 'prettier';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scaffold, ScaffoldProblem } from './new.ts';

const repository = fileURLToPath(new URL('..', import.meta.url));
const copy = realpathSync(mkdtempSync(join(tmpdir(), 'resession-new-')));
const transforms = join(copy, 'transforms');
const id = 'some-guess-to-code';

beforeAll(() => {
  const left = new Set(['node_modules', 'dist']);
  cpSync(join(repository, 'transforms'), transforms, { recursive: true, filter: (path) => !left.has(basename(path)) });
  cpSync(join(repository, '.config'), join(copy, '.config'), { recursive: true });
  cpSync(join(repository, '.prettierrc.json'), join(copy, '.prettierrc.json'));
  cpSync(join(repository, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

/** Runs the fixture test of the copy; the tests that failed, and the exit code. */
function fixtures(): { readonly failed: readonly string[]; readonly code: number | null } {
  const argv = [
    'vitest',
    'run',
    '--config',
    '.config/vitest.config.ts',
    '--reporter=json',
    '-t',
    id,
    'transforms/fixtures.test.ts',
  ];
  const { stdout, status } = spawnSync('npx', argv, { cwd: copy, encoding: 'utf8' });
  const report = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
    testResults: { assertionResults: { title: string; status: string }[] }[];
  };
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  return { failed: results.filter(({ status }) => status === 'failed').map(({ title }) => title), code: status };
}

test('the fixtures of a new codemod fail until it is written', async () => {
  const written = await scaffold(transforms, id);
  expect(written).toContain(`${id}/index.ts`);
  const list = readFileSync(join(transforms, 'index.ts'), 'utf8');
  expect(list).toContain(`import { codemod as someGuessToCode } from './${id}/index.ts';`);
  expect(list).toMatch(/codemods: readonly Codemod\[\] = \[[^\]]*\bsomeGuessToCode,?\s*\]/);
  const searched = readFileSync(join(transforms, 'needles.ts'), 'utf8');
  expect(searched).toContain(`import { needles as someGuessToCode } from './${id}/needles.ts';`);
  expect(searched).toContain(`['${id}', someGuessToCode],`);
  const config = await resolveConfig(join(repository, 'transforms/index.ts'));
  expect(await check(list, { ...config, parser: 'typescript' })).toBe(true);

  expect(fixtures()).toEqual({ failed: ['changes', 'untouched'], code: 1 });

  const path = join(transforms, id, 'index.ts');
  const inspect = `inspect({ text }) {
    const before = text.indexOf('before');
    const alike = text.indexOf('lookAlike');
    const base = { messageId: 'found', message: messages.found, reason: 'It is one.' };
    const edits = [{ start: before, end: before + 6, text: 'after' }];
    if (before !== -1) return [{ ...base, kind: 'fix', start: before, end: before + 6, change: { edits, imports: [] } }];
    return alike === -1 ? [] : [{ ...base, kind: 'skip', start: alike, end: alike + 9 }];
  },`;
  writeFileSync(path, readFileSync(path, 'utf8').replace(/inspect\(\) \{[^}]*\},/, inspect));
  const looked = join(transforms, id, 'needles.ts');
  writeFileSync(looked, readFileSync(looked, 'utf8').replace("[['TODO']]", "[['export']]"));
  expect(fixtures()).toEqual({ failed: [], code: 0 });
}, 120_000);

test('refuses what is no id, and an id that is taken', async () => {
  await expect(scaffold(transforms, 'Something')).rejects.toThrow(ScaffoldProblem);
  await expect(scaffold(transforms, '../a-to-b')).rejects.toThrow(ScaffoldProblem);
  await expect(scaffold(transforms, 'stock-to-patched-transport')).rejects.toThrow('is there already');
});
