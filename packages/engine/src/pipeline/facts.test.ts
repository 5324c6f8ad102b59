// What lies outside a file, asked by codemods of a whole run: real folders, the real host.

import { createRequire } from 'node:module';
import { type Codemod, type Facts, type Finding, type Source } from '@resession/transforms/lib';
import { expect, test } from 'vitest';
import { explain } from '../explain.ts';
import { nodeHost } from '../host.ts';
import { plan } from '../pipeline.ts';
import { folder, lay } from '../sandbox.test.kit.ts';
import { calls, doing, optionsAt, replacing } from '../toy.test.kit.ts';

/** A codemod that notes on every call of `guess` what it could find out. */
function noting(
  ask: (facts: Facts, source: Source, at: { start: number; end: number }) => unknown,
  more: Partial<Codemod> = {},
): Codemod {
  const inspect: Codemod['inspect'] = (source, { facts }) =>
    calls(source.file, 'guess').map(({ start, end }): Finding => {
      const reason = JSON.stringify(ask(facts, source, { start, end })) ?? 'nothing';
      return { kind: 'skip', start, end, messageId: 'alike', message: 'Noted.', reason };
    });
  return doing('guess-to-note', inspect, { needles: [['guess(']], ...more });
}

async function notes(
  files: Readonly<Record<string, string>>,
  codemods: readonly Codemod[],
): Promise<Record<string, unknown>> {
  const root = folder();
  lay(root, { 'package.json': '{ "private": true }', ...files });
  const { findings } = await plan(optionsAt(root), nodeHost, codemods);
  return Object.fromEntries(
    findings
      .filter(({ kind }) => kind === 'skip')
      .map(({ path, reason }) => [path, reason === 'nothing' ? reason : JSON.parse(reason)]),
  );
}

const isLoaded = (): boolean =>
  Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes('ts-morph'));

test('where a specifier leads, and what the file there says', async () => {
  const target = noting(({ modules }, { path }) => {
    const found = modules?.resolve(path, '@/codes');
    return found?.kind === 'file' ? found.source.file.program.body[0]?.type : found;
  });
  const files = {
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
    'src/codes.ts': 'export const GONE = 404;',
    'a.ts': 'guess();',
  };
  expect(await notes(files, [target])).toEqual({ 'a.ts': 'ExportNamedDeclaration' });
  expect(isLoaded()).toBe(false);
});

test('who loads a file and who calls a method', async () => {
  const users = noting(({ modules }, { path }) => [
    modules?.importers(path, 'isGone').map((each) => each.path),
    modules?.memberUsers(path, 'retry').map((each) => each.path),
  ]);
  const files = {
    'a.ts': 'export const isGone = () => guess();',
    'index.ts': "export * from './a.js';",
    'b.ts': "import { isGone } from '.'; isGone(); pool.retry();",
    'c.ts': 'const isGone = 1; pool.retry();',
  };
  expect(await notes(files, [users])).toEqual({ 'a.ts': [['b.ts'], ['b.ts', 'c.ts']] });
  expect(isLoaded()).toBe(false);
});

test('who calls a method may have been handed the object, and load nothing of its package', async () => {
  const users = noting(({ modules }, { path }) => modules?.memberUsers(path, 'isGone').map((each) => each.path));
  const others = ['red', 'green', 'blue'].flatMap((name) => [
    [`${name}/package.json`, `{ "name": "${name}" }`],
    [`${name}/a.js`, ''],
  ]);
  const files = {
    'speaks/package.json': '{ "name": "speaks", "dependencies": { "retry": "*" } }',
    'speaks/a.js': "import { retry } from 'retry';\nretry({ isGone: () => guess() }); // mcp",
    'retry/package.json': '{ "name": "retry" }',
    'retry/index.js': 'export const retry = (policy) => policy.isGone(fetch());',
    ...(Object.fromEntries(others) as Record<string, string>),
  };
  expect(await notes(files, [users])).toEqual({ 'speaks/a.js': ['retry/index.js'] });
});

test('other files are seen as the round has them, and so are types', async () => {
  const renamed = doing(
    'a-to-b',
    ({ file, path }) =>
      path === 'pool.ts' ? calls(file, 'old').map(({ callee }) => replacing(callee, callee + 3, 'fresh')) : [],
    { needles: [['old(']] },
  );
  const seen: string[] = [];
  const looking = noting(
    ({ modules }, { path }) => {
      const found = modules?.resolve(path, './pool');
      if (found?.kind === 'file') seen.push(found.source.text);
      return 'looked';
    },
    { after: ['a-to-b'] },
  );
  await notes({ 'pool.ts': 'old();', 'use.ts': "import './pool';\nguess();" }, [renamed, looking]);
  // A round sees what it started with, whatever the order of the files; the one that verifies sees the result.
  expect(seen).toEqual(['old();', 'fresh();']);
});

test('what an expression is, and where a method is declared', async () => {
  const typed = noting(({ types }, source, { start, end }) => {
    const at = source.text.indexOf('run(');
    const found = types?.definition(source.path, at);
    return [
      types?.typeOf(source.path, start, end)?.names,
      found?.kind === 'file' ? `${found.source.path} ${found.offset}` : found,
    ];
  });
  const files = {
    'pool.ts':
      'export class Base {}\nexport class Pool extends Base { run() {} }\nexport const guess = () => new Pool();',
    'use.ts': "import { guess } from './pool.js';\nguess().run();",
  };
  expect(await notes(files, [typed])).toEqual({
    'use.ts': [['Pool', 'Base'], `pool.ts ${files['pool.ts'].indexOf('run(')}`],
  });
  expect(isLoaded()).toBe(true);
});

test('a file that was changed in the round has no types any longer, its offsets would be others', async () => {
  const renamed = doing(
    'a-to-b',
    ({ file }) => calls(file, 'old').map(({ callee }) => replacing(callee, callee + 3, 'fresh')),
    {
      needles: [['old(']],
    },
  );
  const asking = noting(({ types, modules }) => [types !== undefined, modules !== undefined], { after: ['a-to-b'] });
  const found = await notes({ 'a.ts': 'old(); guess();', 'b.ts': 'guess();' }, [renamed, asking]);
  expect(found).toMatchObject({ 'a.ts': [false, true], 'b.ts': [true, true] });
});

const leading = noting((_facts, { path }) => path, {
  needles: [['guess(', 'needle']],
  leadNeedles: [['404']],
  leads: ({ text }) => [
    ...(text.match(/(?<=export const )\w+(?= = 404)/g) ?? []),
    ...(text.includes('export default 404') ? ['default'] : []),
  ],
});

test('a file without a needle is looked at where it imports a name that carries one', async () => {
  const found = await notes(
    {
      'needle.ts': '// needle of mcp\nguess();',
      'codes.ts': 'export const GONE = 404;\nguess();',
      'fallback.ts': 'export default 404;',
      'index.ts': "export * from './codes.js';",
      'follows.ts': "import { GONE } from './index.js';\nguess(GONE);",
      'default.ts': "import code from './fallback';\nguess(code);",
      'apart.ts': 'const GONE = 1;\nguess(GONE);',
    },
    [leading],
  );
  expect(Object.keys(found)).toEqual(['default.ts', 'follows.ts', 'needle.ts']);
});

test('also where another codemod looks at it for a needle of its own, or a suppression stands in it', async () => {
  const files = {
    'codes.ts': 'export const GONE = 404; // mcp',
    'other.ts': "import { GONE } from './codes.js';\nguess(GONE); other();",
    'ignored.ts': "import { GONE } from './codes.js';\nguess(GONE); // resession-ignore-line -- for now",
  };
  const other = doing('other', () => [], { needles: [['other(']] });
  expect(Object.keys(await notes(files, [leading, other]))).toEqual(['ignored.ts', 'other.ts']);
});

test('where nothing speaks of MCP, and in packages that have to do with none that does, nothing is followed', async () => {
  const codes = 'export const GONE = 404;';
  const follows = "import { GONE } from './codes.js';\nguess(GONE);";
  const manifest = (name: string, uses?: string): string =>
    JSON.stringify({ name, dependencies: uses === undefined ? {} : { [uses]: '*' } });
  const silent = { 'package.json': '{}', 'codes.ts': codes, 'follows.ts': follows };
  expect(Object.keys(await notes(silent, [leading]))).toEqual([]);
  const found = await notes(
    {
      'package.json': '{}',
      'apart/package.json': manifest('apart'),
      'apart/codes.ts': codes,
      'apart/follows.ts': follows,
      'apart/more.ts': '',
      'apart/still-more.ts': '',
      'shared/package.json': manifest('shared'),
      'shared/codes.ts': codes,
      'speaks/package.json': manifest('speaks'),
      'speaks/client.ts': '// mcp',
      'uses/package.json': manifest('uses', 'speaks'),
      'uses/follows.ts': "import { GONE } from '../shared/codes.js';\nguess(GONE);",
    },
    [leading],
  );
  expect(Object.keys(found)).toEqual(['uses/follows.ts']);
});

test('why a file without a needle is silent', async () => {
  const root = folder();
  lay(root, {
    'package.json': '{}',
    'codes.ts': 'export const GONE = 404;',
    'follows.ts': "import { GONE } from './codes.js';\nuse(GONE);",
    'apart.ts': 'guess(); // mcp',
  });
  const silence = async (file: string): Promise<string | undefined> =>
    (await explain(optionsAt(root), nodeHost, [leading], file)).silence?.text;
  expect(await silence('follows.ts')).toContain('imports GONE of codes.ts');
  expect(await silence('apart.ts')).toContain('imports no name that stands for one');
});

test('leads of files outside of the paths of the run count, the files themselves are not looked at', async () => {
  const root = folder();
  lay(root, {
    'package.json': '{}',
    'lib/codes.ts': 'export const GONE = 404;',
    'lib/too.ts': "import { GONE } from './codes.js';\nguess(GONE); // mcp",
    'app/a.ts': "import { GONE } from '../lib/codes.js';\nguess(GONE);",
  });
  const { findings } = await plan({ ...optionsAt(root), paths: ['app'] }, nodeHost, [leading]);
  expect(findings.map(({ path }) => path)).toEqual(['app/a.ts']);
});
