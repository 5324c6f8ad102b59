// The Action as a runner starts it, from a release alone in a folder: `check` and `fix`.

import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Log } from '../../packages/bot/src/index.ts';
import { violations } from '../ci/sarif-schema.ts';
import { migrate } from '../cli/command-line.ts';
import { folderOf, git, guess, manifest, repositoryOf, sample, tree } from '../cli/sample.ts';
import { push } from './events.ts';
import { releaseOf } from './release.ts';
import { type Ended, runAction, type Step } from './runner.ts';

let release: string;

beforeAll(async () => {
  release = await releaseOf();
});

const jobToken = 'ghs_abcdefghijklmnopqrstuvwxyz0123456789';

const step = (
  workspace: string,
  inputs: Readonly<Record<string, string>> = {},
  more: Partial<Step> = {},
): Promise<Ended> =>
  runAction(release, {
    with: inputs,
    workspace,
    event: push(git(workspace, 'rev-parse', 'HEAD').trim()),
    jobToken,
    ...more,
  });

const named = (ended: Ended, name: string): readonly string[] =>
  ended.commands.filter((command) => command.name === name).map(({ properties }) => properties['file'] ?? '');

const logIn = (file: string): Log => JSON.parse(readFileSync(file, 'utf8')) as Log;

/** One question: the try connects as well. */
const asking = guess.replace('    await client.callTool', '    await client.connect(t);\n    await client.callTool');

/** Its SDK is named in a catalog. */
const inCatalog = {
  'package.json': '{ "name": "top", "private": true, "packageManager": "pnpm@10.0.0" }\n',
  'pnpm-workspace.yaml': "packages: ['packages/*']\ncatalog: { '@modelcontextprotocol/client': ^2.0.0 }\n",
  'packages/a/package.json': manifest.replace('^2.0.0', 'catalog:'),
  'packages/a/src/client.ts': guess,
};

describe('mode check', () => {
  it('fails on what is left, tells it in every way, and writes nothing', async () => {
    const workspace = repositoryOf(sample);
    const before = tree(workspace);
    const ended = await step(
      workspace,
      { 'sarif-file': '../log.sarif' },
      { variables: { RUNNER_TEMP: path.dirname(workspace) } },
    );
    expect(ended.code).toBe(1);
    expect(ended.outputs).toMatchObject({ outcome: 'work-left', changed: 'false', fixes: '2', asks: '0', todos: '0' });
    expect(named(ended, 'error')).toEqual(['src/client.ts', 'src/client.ts', '']);
    expect(ended.summary).toContain('`src/client.ts:14:9`');
    expect(ended.log).toContain('resession: MCP session expiry: 2 to fix');
    expect(violations(logIn(ended.outputs['sarif-file'] ?? ''))).toEqual([]);
    expect(tree(workspace)).toEqual(before);
    expect(git(workspace, 'status', '--short')).toBe('');
    expect(ended.environment).toBe('');
    expect(ended.commands.filter(({ name }) => name === 'add-mask').map(({ message }) => message)).toEqual([jobToken]);
    expect(ended.all).not.toContain(jobToken);
  });

  it('is content where nothing is left', async () => {
    const ended = await step(repositoryOf({ 'package.json': '{}', 'src/a.ts': 'export {};\n' }));
    expect(ended.code).toBe(0);
    expect(ended.outputs).toMatchObject({ outcome: 'clean', fixes: '0', 'sarif-file': '', 'pull-request-number': '' });
    expect(named(ended, 'error')).toEqual([]);
    expect(ended.summary).toContain('nothing to do');
  });

  it.each([
    ['fix', 1],
    ['ask,todo', 0],
    ['ask\n fix', 1],
    ['never', 0],
  ])('fails on %j as it is told', async (failOn, code) => {
    const ended = await step(repositoryOf(sample), { 'fail-on': failOn });
    expect(ended.code).toBe(code);
    expect(ended.outputs['outcome']).toBe('work-left');
    expect(named(ended, code === 1 ? 'error' : 'warning').length).toBeGreaterThan(1);
    expect(named(ended, code === 1 ? 'warning' : 'error')).toEqual([]);
  });

  it('looks at a part, in a folder of the workspace, with some codemods, and names files from the top', async () => {
    const workspace = repositoryOf({
      'a/package.json': manifest,
      'a/src/x.ts': guess,
      'a/old/y.ts': guess,
      'a/src/z.ts': guess,
    });
    const inputs = {
      'working-directory': 'a',
      paths: 'src\n',
      ignore: '**/z.ts',
      only: 'expiry-guess-to-code, stock-to-patched-transport',
    };
    expect(named(await step(workspace, inputs), 'error')).toEqual(['a/src/x.ts', 'a/src/x.ts', '']);
  });

  it.each([
    ['mode', 'write', 'It takes check, fix, pr.'],
    ['only', 'nothing-to-something', 'It takes '],
    ['fail-on', 'errors', 'It takes fix, ask, todo, never.'],
    ['install', 'on', 'It takes true, false.'],
    ['working-directory', 'elsewhere', 'there is no such folder'],
    ['sarif-file', 'no/such/log.sarif', 'its folder is not there'],
    ['sarif-file', '../../log.sarif', 'the log may not be written there'],
    ['sarif-file', '.git/config', 'the log may not be written there'],
    ['sarif-file', 'linked/log.sarif', 'the log may not be written there'],
    ['sarif-file', 'link.sarif', 'the log may not be written there'],
    ['sarif-file', '.', 'the log may not be written there'],
  ])('says what is wrong with %s: %s', async (name, value, said) => {
    const workspace = repositoryOf({ 'package.json': '{}' });
    symlinkSync(path.dirname(workspace), path.join(workspace, 'linked'));
    symlinkSync('.git/config', path.join(workspace, 'link.sarif'));
    const ended = await step(workspace, { [name]: value });
    expect(ended.code).toBe(1);
    expect([ended.outputs, ended.summary]).toEqual([{ outcome: 'failed' }, '']);
    const [told] = ended.commands.filter((command) => command.name === 'error');
    expect(told?.message).toContain(said);
    expect(readFileSync(path.join(workspace, '.git/config'), 'utf8')).toContain('[core]');
  });

  it('obeys nothing that files and code are called', async () => {
    const name = 'src/a\n::error::owned\r::add-mask::x,title=y%0A::debug::z ##[error]w.ts';
    const why = '-- ::stop-commands::x ##[error]owned %0A::error::y <script>@eve</script>\n';
    const workspace = repositoryOf({
      'package.json': manifest,
      [name]: guess,
      'src/b.ts': guess.replace('    if (error', `    // resession-ignore-next-line ${why}    if (error`),
      'src/ghadelimiter_x\n': guess,
      'src/c.ts': `${guess}\n const = "::error::owned";\n`,
    });
    const ended = await step(workspace);
    expect(Object.keys(ended.outputs).sort()).toEqual(
      Object.keys(ended.outputs)
        .filter((key) => /^[a-z-]+$/.test(key))
        .sort(),
    );
    expect(ended.outputs['outcome']).toBe('work-left');
    const [mask, ...others] = ended.commands;
    expect(mask?.message).toBe(jobToken);
    for (const { name: command, properties } of others) {
      expect(['error', 'warning', 'notice']).toContain(command);
      expect(
        Object.keys(properties).every((key) => ['file', 'line', 'endLine', 'col', 'endColumn', 'title'].includes(key)),
      ).toBe(true);
      expect(properties['title']).toMatch(/^(?:to fix|to do|resession|suppression)/);
    }
    for (const line of ended.log.split(/\r\n|\n|\r/)) expect(line).not.toMatch(/^\s*::|##\[/);
    expect(ended.summary).not.toMatch(/<script>|(?<!&#8203;)@eve|^::/m);
  });

  it.each([
    ['v1, CommonJS', filesBelow('consumers/v1-commonjs')],
    ['v2, with a question about types', filesBelow('corpus/consumers/v2/text')],
    ['pnpm, with a catalog', inCatalog],
  ])('finds what the command line finds: %s', { timeout: 120_000 }, async (_what, files) => {
    const workspace = repositoryOf(files);
    const ended = await step(workspace, { 'sarif-file': 'log.sarif', 'fail-on': 'never' });
    expect(ended.code).toBe(0);
    const { stdout } = await migrate(workspace, ['--check', '--no-cache', '--format', 'sarif']);
    const text = readFileSync(path.join(workspace, 'log.sarif'), 'utf8');
    expect((JSON.parse(text) as Log).runs[0].results.length).toBeGreaterThan(0);
    expect(text).toBe(stdout);
  });

  it('leaves decisions and places that wait for one to the person', async () => {
    const ended = await step(repositoryOf({ ...sample, 'src/client.ts': asking }), { 'fail-on': 'fix' });
    const { asks = '', todos = '' } = ended.outputs;
    expect([ended.code, Number(asks) + Number(todos) > 0]).toEqual([0, true]);
  });
});

describe('mode fix', () => {
  it('writes what the command line writes, and commits nothing', async () => {
    const [fixed, written] = [repositoryOf(sample), repositoryOf(sample)];
    const head = git(fixed, 'rev-parse', 'HEAD');
    const ended = await step(fixed, { mode: 'fix', install: 'false' });
    expect(ended.code).toBe(0);
    expect(ended.outputs).toMatchObject({ outcome: 'clean', changed: 'true', fixes: '0' });
    expect((await migrate(written, ['--write', '--no-install'])).code).toBe(0);
    expect(tree(fixed)).toEqual(tree(written));
    expect(git(fixed, 'diff')).toContain('+');
    expect([git(fixed, 'rev-parse', 'HEAD'), git(fixed, 'diff', '--cached')]).toEqual([head, '']);
    const again = await step(fixed, { mode: 'fix', install: 'false' });
    expect(again.outputs).toMatchObject({ outcome: 'clean', changed: 'false' });
  });

  it('does not write over what is not committed', async () => {
    const workspace = repositoryOf(sample);
    writeFileSync(path.join(workspace, 'src/client.ts'), `${guess}// mine\n`);
    const ended = await step(workspace, { mode: 'fix', install: 'false' });
    expect(ended.code).toBe(1);
    expect(ended.commands.find(({ name }) => name === 'error')?.message).toContain('uncommitted');
    expect(readFileSync(path.join(workspace, 'src/client.ts'), 'utf8')).toBe(`${guess}// mine\n`);
  });

  it('lets no other program give commands', async () => {
    const programs = folderOf({});
    const says = ['::error::owned', '##[error]owned', '::add-path::/owned', '::stop-commands::x', '::x::'];
    const script = `#!/bin/sh\n${says.map((line) => `echo '${line}'; echo '${line}' >&2\n`).join('')}`;
    writeFileSync(path.join(programs, 'npm'), script, { mode: 0o755 });
    const variables = { PATH: `${programs}${path.delimiter}${process.env['PATH'] ?? ''}` };
    const ended = await step(repositoryOf({ ...sample, 'package-lock.json': '{}\n' }), { mode: 'fix' }, { variables });
    expect(ended.log).toContain('resession: ::error::owned');
    expect(ended.commands.filter(({ name, message }) => name !== 'add-mask' && message.includes('owned'))).toEqual([]);
    expect(ended.commands.map(({ name }) => name)).not.toContain('add-path');
  });

  it('keeps the rights of the job from the compiler of the project', async () => {
    const told = path.join(folderOf({}), 'told');
    const workspace = withCompiler(told);
    const variables = {
      GITHUB_TOKEN: jobToken,
      ACTIONS_RUNTIME_TOKEN: 'runtime-secret',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'id-secret',
    };
    const ended = await step(workspace, { mode: 'fix', install: 'false' }, { variables });
    expect(ended.code).toBe(0);
    const environment = readFileSync(told, 'utf8');
    expect(environment).toContain('GITHUB_WORKSPACE');
    expect(environment).not.toMatch(
      /abcdefghijklmnop|runtime-secret|id-secret|INPUT_|GITHUB_(?:ENV|PATH|OUTPUT|STATE|STEP)/,
    );
    expect(ended.environment).toBe('');
  });

  it('asks no compiler in a check', async () => {
    const told = path.join(folderOf({}), 'told');
    await step(withCompiler(told));
    expect(() => readFileSync(told)).toThrow('ENOENT');
  });
});

/** A consumer whose compiler tells what it was started with. */
function withCompiler(told: string): string {
  const fake = `require('fs').appendFileSync(${JSON.stringify(told)}, JSON.stringify(process.env));\n`;
  const workspace = repositoryOf({
    ...sample,
    '.gitignore': 'node_modules\n',
    'tsconfig.json': '{ "include": ["src"] }\n',
  });
  const typescript = path.join(workspace, 'node_modules/typescript');
  mkdirSync(path.join(typescript, 'bin'), { recursive: true });
  writeFileSync(
    path.join(typescript, 'package.json'),
    '{ "name": "typescript", "version": "5.9.3", "bin": { "tsc": "bin/tsc" } }',
  );
  writeFileSync(path.join(typescript, 'bin/tsc'), fake);
  return workspace;
}

it('loads from its own folder and from Node only, what is late included', async () => {
  const probe = new URL('../cli/loaded-modules.mjs', import.meta.url).href;
  const home = `${release}/action/dist/`;
  const names = new Set<string>();
  for (const files of [filesBelow('corpus/consumers/v2/text'), inCatalog]) {
    const ended = await step(repositoryOf(files), {}, { variables: { NODE_OPTIONS: `--import ${probe}` } });
    expect(ended.code).toBe(1);
    const loaded = ended.log.split('\n').filter((line) => /^(?:file:\/\/|\/)/.test(line));
    const places = loaded.map((place) => place.replace('file://', ''));
    expect(places.filter((place) => !place.startsWith(home) && !place.endsWith('/loaded-modules.mjs'))).toEqual([]);
    for (const place of places) names.add(place.replace(home, ''));
  }
  const late = readdirSync(home).filter((name) => name.endsWith('.cjs'));
  expect(late.length).toBeGreaterThan(8);
  expect(late.filter((name) => !names.has(name))).toEqual([]);
});

/** Files of the samples, by path. */
function filesBelow(place: string): Readonly<Record<string, Uint8Array>> {
  const folder = fileURLToPath(new URL(`../${place}`, import.meta.url));
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = all.map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)));
  const own = paths.filter((file) => !/(?:^|\/)node_modules\//.test(file));
  return Object.fromEntries(own.map((file) => [file, readFileSync(path.join(folder, file))]));
}
