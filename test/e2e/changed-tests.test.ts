// Every test file that a fixture of test-error-to-expired-error changes, really run: green with the old check, red with the
// new one, and green again once it builds the expired error.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codemods } from '../../transforms/index.ts';
import type { Questions } from '../../transforms/lib/facts.ts';
import { factsOf, runFixture } from '../../transforms/lib/fixtures.ts';
import { run } from './command.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const fixtures = join(repository, 'transforms/test-error-to-expired-error/fixtures');
const sides = ['old check', 'new check', 'changed along'] as const;

type Tree = Readonly<Record<string, string>>;
type Side = (typeof sides)[number];

interface Case {
  readonly name: string;
  readonly trees: Readonly<Record<Side, Tree>>;
}

function json<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

function treeIn(folder: string): Tree {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')];
    }),
  );
}

/** The cases in which a check is rewritten; one that stood before was red before. */
const cases = readdirSync(fixtures).flatMap((name): Case[] => {
  const folder = join(fixtures, name);
  if (!existsSync(join(folder, 'output.ts'))) return [];
  const facts = json<Partial<Questions>>(join(folder, 'facts.json'));
  const checks = facts['expiry-checks']?.checks ?? [];
  if (checks.some(({ kind }) => kind !== 'fix')) return [];
  // What the move to SDK v2 makes of a check takes the whole move: own-tests.test.ts has it.
  if (facts['declared-sdk']?.moved === true) return [];
  const { path } = json<{ path: string }>(join(folder, 'options.json'));
  const old = treeIn(join(folder, 'beside'));
  // A file of helpers is tested by the one beside it.
  const isHelper = Object.keys(old).some((each) => each.endsWith('.test.ts'));
  const test = isHelper ? path : path.replace(/\.ts$/, '.test.ts');
  const [input = '', output = ''] = ['input.ts', 'output.ts'].map((file) => readFileSync(join(folder, file), 'utf8'));
  const now = { ...old };
  for (const { path: at } of checks) now[at] = withNewCheck(at, old, facts);
  const trees = {
    'old check': { ...old, [test]: input },
    'new check': { ...now, [test]: input },
    'changed along': { ...now, [test]: output },
  };
  return [{ name, trees }];
});

function withNewCheck(path: string, beside: Tree, answers: Partial<Questions>): string {
  let text = beside[path] ?? '';
  for (const id of ['expiry-guess-to-code', 'stock-to-patched-transport']) {
    const codemod = codemods.find((each) => each.id === id);
    if (codemod === undefined) throw new Error(`there is no ${id}`);
    const { [path]: _itself, ...others } = beside;
    text = runFixture(codemod, {
      path,
      input: text,
      facts: factsOf(answers),
      checkStyle: 'code',
      beside: others,
    }).output;
  }
  return text;
}

// The transport is linked here; installed, it would lie in node_modules, which Vitest leaves to Node.
const config = `import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { 'node:test': 'vitest' } },
  test: { globals: true, server: { deps: { external: [/packages.transport.dist/] } }, setupFiles: ['./setup.ts'], include: ['*/test/*.test.ts'], reporters: ['json'], outputFile: 'told.json' },
});
`;
const setup = "import { vi } from 'vitest';\n\nObject.assign(globalThis, { jest: vi });\n";

let parent: string;
const told = new Map<string, boolean>();

beforeAll(async () => {
  parent = realpathSync(mkdtempSync(join(tmpdir(), 'resession-changed-tests-')));
  symlinkSync(join(repository, 'node_modules'), join(parent, 'node_modules'), 'dir');
  for (const side of sides) {
    const root = join(parent, side);
    const files = cases.flatMap(({ name, trees }) =>
      Object.entries(trees[side]).map(([path, text]) => [`${name}/${path}`, text] as const),
    );
    for (const [path, text] of [...files, ['vitest.config.mts', config] as const, ['setup.ts', setup] as const]) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const { stderr } = await run(['npx', 'vitest', 'run'], root);
    if (!existsSync(join(root, 'told.json'))) throw new Error(stderr);
    const { testResults } = json<{ testResults: readonly { name: string; status: string }[] }>(join(root, 'told.json'));
    for (const { name, status } of testResults)
      told.set(relative(parent, name).split(sep).slice(0, 2).join('/'), status === 'passed');
  }
}, 300_000);

afterAll(() => {
  rmSync(parent, { recursive: true, force: true });
});

test('there are cases', () => {
  expect(cases.length).toBeGreaterThan(15);
});

test.each(cases)('$name', ({ name }) => {
  const outcomes = sides.map((side) => told.get(`${side}/${name}`));
  expect(outcomes).toEqual([true, false, true]);
});
