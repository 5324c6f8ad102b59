// Each codemod alone, by a real `npx jscodeshift` process: from the source tree, and from the packed package.

import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { codemods } from '@resession/transforms';
import { noFacts } from '@resession/transforms/lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runFixture } from '../transforms/lib/fixtures.ts';

const repository = fileURLToPath(new URL('..', import.meta.url));
const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'resession-plain-')));
const installed = join(temporary, 'installed');
const extensions = '--extensions=ts,tsx,mts,cts,js,jsx,mjs,cjs';

beforeAll(async () => {
  await run('npx', ['tsc', '-b', 'transforms'], repository);
  await run('npm', ['pack', '--pack-destination', temporary], join(repository, 'transforms'));
  const tarball = readdirSync(temporary).find((name) => name.endsWith('.tgz'));
  mkdirSync(installed);
  writeFileSync(join(installed, 'package.json'), '{ "private": true }\n');
  await run('npm', ['install', '--no-audit', '--no-fund', join(temporary, tarball ?? '')], installed);
}, 300_000);

afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

/** Stdout of a command that has to end well; the error of one that does not holds its output. */
async function run(command: string, argv: readonly string[], cwd: string): Promise<string> {
  return (await promisify(execFile)(command, argv, { cwd })).stdout;
}

/** The fixtures of a codemod as one folder of sources, and what each must become without facts. */
function sources(id: string, folder: string): ReadonlyMap<string, { readonly input: string; readonly path: string }> {
  const root = join(repository, 'transforms', id, 'fixtures');
  mkdirSync(folder, { recursive: true });
  const files = new Map<string, { input: string; path: string }>();
  for (const name of readdirSync(root)) {
    const file = readdirSync(join(root, name)).find((each) => each.startsWith('input.')) ?? '';
    const options = join(root, name, 'options.json');
    const { path: as } = existsSync(options) ? (JSON.parse(readFileSync(options, 'utf8')) as { path?: string }) : {};
    // Some are about files of a place: tests.
    const path = (as ?? file).replace('input', name);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, name, file), join(folder, path));
    files.set(path, { input: readFileSync(join(root, name, file), 'utf8'), path });
  }
  return files;
}

describe.each(codemods)('$id', (codemod) => {
  test.each([
    ['the source tree', repository, `transforms/${codemod.id}/index.ts`],
    ['the packed package', installed, `node_modules/@resession/transforms/dist/${codemod.id}/index.js`],
  ])('from %s', { timeout: 120_000 }, async (name, cwd, transform) => {
    const folder = join(temporary, `${codemod.id} ${name}`);
    const files = sources(codemod.id, folder);
    const output = await run('npx', ['jscodeshift', '-t', transform, extensions, '--parser=ts', folder], cwd);

    let changed = 0;
    let reported = 0;
    for (const [path, { input }] of files) {
      const expected = runFixture(codemod, { path, input, facts: noFacts, checkStyle: 'code' });
      expect(readFileSync(join(folder, path), 'utf8'), path).toBe(expected.output);
      if (expected.output !== input) changed += 1;
      const candidate = codemod.needles.some((group) => group.every((needle) => input.includes(needle)));
      if (candidate) reported += expected.findings.filter(({ kind }) => kind === 'ask' || kind === 'todo').length;
    }
    // Some need to know more than one file before they are certain of anything.
    expect(changed + reported).toBeGreaterThan(0);
    expect(output).toContain('0 errors');
    expect(output).toContain(`${changed} ok`);
    expect(output.split('\n').filter((line) => / REP /.test(line))).toHaveLength(reported);
  });
});

test('the package ships no fixtures and no tests', () => {
  const packed = join(installed, 'node_modules/@resession/transforms');
  const shipped = readdirSync(packed, { recursive: true }).map(String);
  expect(shipped.filter((path) => /fixtures\/|\.test\./.test(path))).toEqual([]);
  expect(existsSync(join(packed, 'dist/index.js'))).toBe(true);
});
