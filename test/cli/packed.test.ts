// The package as users get it: built, packed, installed in a fresh folder from the registry, started by its bin.

import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { packTransport } from '../../packages/cli/scripts/pack-transport.ts';
import type { Log } from '../../packages/bot/src/index.ts';
import { violations } from '../ci/sarif-schema.ts';
import { type Finished, mustRun, run } from '../e2e/command.ts';
import { folderOf, guess, repositoryOf, sample } from './sample.ts';

const cli = fileURLToPath(new URL('../../packages/cli/', import.meta.url));
const probe = fileURLToPath(new URL('loaded-modules.mjs', import.meta.url));

let installed: string;
let staged: string;

const resession = (cwd: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<Finished> =>
  run([path.join(installed, 'node_modules/.bin/resession'), ...args], cwd, variables);

/** Builds beside the checkout's own `dist`, so that the test neither trusts nor disturbs it. */
async function stage(): Promise<string> {
  const folder = folderOf({});
  for (const name of ['package.json', 'README.md', 'LICENSE', 'bin']) {
    cpSync(path.join(cli, name), path.join(folder, name), { recursive: true });
  }
  await mustRun(['npx', 'tsdown', '--no-clean', '--out-dir', path.join(folder, 'dist')], cli);
  const vendor = path.join(folder, 'vendor');
  if (existsSync(path.join(cli, 'vendor/transport.json')))
    cpSync(path.join(cli, 'vendor'), vendor, { recursive: true });
  else packTransport(vendor);
  return folder;
}

beforeAll(async () => {
  staged = await stage();
  const tarballs = folderOf({});
  await mustRun(['npm', 'pack', '--silent', '--pack-destination', tarballs], staged);
  const [tarball = ''] = readdirSync(tarballs);
  installed = folderOf({ 'package.json': '{ "name": "fresh", "private": true }\n' });
  await mustRun(
    ['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', path.join(tarballs, tarball)],
    installed,
  );
});

describe('the packed package', () => {
  it('holds the program, the transport, the schema, the skill, a licence and a readme', () => {
    const folder = path.join(installed, 'node_modules/resession');
    expect(readdirSync(folder).sort()).toEqual([
      'LICENSE',
      'README.md',
      'SKILL.md',
      'bin',
      'dist',
      'package.json',
      'vendor',
    ]);
    expect(readdirSync(path.join(folder, 'vendor'))).toEqual([
      expect.stringMatching(/^resession-transport-\d+\.\d+\.\d+\.tar\.gz$/),
      'transport.json',
    ]);
    expect(existsSync(path.join(folder, 'dist/report.schema.json'))).toBe(true);
    const others = readdirSync(path.join(folder, 'dist')).filter((name) => !/\.js$|^report\.schema\.json$/.test(name));
    expect(others).toEqual(['browser', 'docs']);
  });

  it('holds the guides that it serves to agents', () => {
    const docs = path.join(installed, 'node_modules/resession/dist/docs');
    const pages = readdirSync(docs, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(pages.length).toBeGreaterThan(10);
    for (const { parentPath, name } of pages) {
      const own = fileURLToPath(
        new URL(`../../docs/${path.relative(docs, path.join(parentPath, name))}`, import.meta.url),
      );
      expect(readFileSync(path.join(parentPath, name), 'utf8')).toBe(readFileSync(own, 'utf8'));
    }
  });

  it('brings the pages of the codemods, which are the help of its rules', async () => {
    const folder = repositoryOf(sample);
    const { stdout, code } = await resession(folder, ['--check', '--format', 'sarif']);
    expect(code).toBe(1);
    const log = JSON.parse(stdout) as Log;
    expect(violations(log)).toEqual([]);
    const { rules } = log.runs[0].tool.driver;
    expect(rules.map(({ id }) => id)).toContain('expiry-guess-to-code/expiry-check');
    for (const { help } of rules) expect(help.markdown?.length).toBeGreaterThan(1000);
  });

  it('brings the skill for coding agents', async () => {
    const { stdout, code } = await resession(installed, ['skill']);
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(path.join(cli, '../../docs/migration-SKILL.md'), 'utf8'));
  });

  it('declares what its chunks import, and nothing else', () => {
    const manifest = JSON.parse(readFileSync(path.join(staged, 'package.json'), 'utf8')) as { dependencies: object };
    const chunks = readdirSync(path.join(staged, 'dist')).filter((name) => name.endsWith('.js'));
    const texts = chunks.map((name) => readFileSync(path.join(staged, 'dist', name), 'utf8'));
    // What is loaded at the first question only, and without waiting, is required.
    const required = texts.flatMap((text) =>
      [...text.matchAll(/(?:createRequire\(import\.meta\.url\)|\bload(?:\$\d+)?)\("([^"]+)"\)/g)].flatMap(
        ([, name]) => name ?? [],
      ),
    );
    const imported = texts
      .flatMap((text) => ts.preProcessFile(text, true, true).importedFiles)
      .map(({ fileName }) => fileName)
      .concat(required)
      .filter((name) => !name.startsWith('.') && !isBuiltin(name))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    expect([...new Set(imported)].sort()).toEqual(Object.keys(manifest.dependencies).sort());
  });

  it('answers to both of its names', async () => {
    const bins = readdirSync(path.join(installed, 'node_modules/.bin'));
    expect(bins).toEqual(expect.arrayContaining(['migrate', 'resession']));
    expect(await mustRun(['npx', '--no', 'migrate', '--version'], installed)).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('migrates a consumer', async () => {
    const folder = repositoryOf(sample);
    const { code, stdout, stderr } = await resession(folder, ['--write', '--no-install']);
    expect(code, stdout + stderr).toBe(0);
    expect(readFileSync(path.join(folder, 'src/client.ts'), 'utf8')).toContain('ClientHttpSessionExpired');
    const [vendored = ''] = readdirSync(path.join(folder, 'vendor'));
    expect(readFileSync(path.join(folder, 'vendor', vendored))).toEqual(
      readFileSync(path.join(installed, 'node_modules/resession/vendor', vendored)),
    );
  });

  it('shows the plan as a page, with its style and its script', async () => {
    const folder = repositoryOf(sample);
    const { code, stderr } = await resession(folder, ['report', '--html', 'page.html']);
    expect(code, stderr).toBe(1);
    const browser = new URL('../../packages/assistant/src/page/browser/', import.meta.url);
    const page = readFileSync(path.join(folder, 'page.html'), 'utf8');
    for (const name of ['page.css', 'page.js']) expect(page).toContain(readFileSync(new URL(name, browser), 'utf8'));
  });

  it('heeds a suppression and leaves a marker', async () => {
    const later = guess.replace('    if (error', '    // resession-ignore-next-line -- later\n    if (error');
    const asking = guess.replace(
      '    await client.callTool',
      '    await client.connect(t);\n    await client.callTool',
    );
    const folder = repositoryOf({ ...sample, 'src/client.ts': later, 'src/asking.ts': asking });
    const { code, stdout, stderr } = await resession(folder, ['--write', '--mark', '--no-install']);
    expect(code, stdout + stderr).toBe(1);
    expect(readFileSync(path.join(folder, 'src/client.ts'), 'utf8')).toBe(later);
    expect(readFileSync(path.join(folder, 'src/asking.ts'), 'utf8')).toMatch(
      /\n {4}\/\/ TODO\(resession\): .*\]\n {4}if/,
    );
    expect(stdout).toContain('Suppressed (1)');
  });

  it('says so in a checkout that is not built', async () => {
    const folder = folderOf({});
    cpSync(path.join(cli, 'bin'), path.join(folder, 'bin'), { recursive: true });
    const { code, stderr } = await run([process.execPath, path.join(folder, 'bin/migrate.js')], folder);
    expect(stderr).toBe('resession is not built in this checkout; run: npm run build\n');
    expect(code).toBe(2);
  });

  it('shows no stack unless it is asked for one', async () => {
    // A manifest that is gone half-way is the kind of crash nobody foresees.
    const folder = folderOf({});
    cpSync(staged, folder, { recursive: true });
    mkdirSync(path.join(folder, 'node_modules'));
    cpSync(path.join(installed, 'node_modules'), path.join(folder, 'node_modules'), { recursive: true });
    writeFileSync(path.join(folder, 'vendor/transport.json'), '{ not json');
    const crash = (variables: NodeJS.ProcessEnv): Promise<Finished> =>
      run([process.execPath, path.join(folder, 'bin/migrate.js'), '--dry-run'], repositoryOf(sample), variables);
    const quiet = await crash({});
    expect(quiet.code).toBe(2);
    expect(quiet.stderr).toContain('unexpected error');
    expect(quiet.stderr).not.toMatch(/\n\s+at /);
    expect((await crash({ DEBUG: 'resession' })).stderr).toMatch(/\n\s+at /);
  });
});

describe('the start', () => {
  it('loads commander and nothing else for --help', async () => {
    const { stdout, stderr } = await resession(installed, ['--help'], { NODE_OPTIONS: `--import=${probe}` });
    expect(stdout).toContain('Usage: migrate');
    const packages = stderr
      .split('\n')
      .map((line) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(line)?.[1])
      .filter((name) => name !== undefined);
    expect([...new Set(packages)].sort()).toEqual(['commander', 'resession']);
  });

  it('sees a module that is loaded', async () => {
    const { stderr } = await resession(repositoryOf(sample), ['--dry-run'], { NODE_OPTIONS: `--import=${probe}` });
    expect(stderr).toContain('node_modules/jscodeshift/');
    expect(stderr).toContain('node_modules/picocolors/');
    expect(stderr).not.toContain('node_modules/@octokit/');
  });

  it('loads the server library for mcp alone', async () => {
    const folder = repositoryOf(sample);
    const library = /node_modules\/(?:@modelcontextprotocol\/(?:server|core)|zod)\//;
    const modules = { NODE_OPTIONS: `--import=${probe}` };
    expect((await resession(folder, ['--dry-run'], modules)).stderr).not.toMatch(library);
    expect((await resession(folder, ['list'], modules)).stderr).not.toMatch(library);
    expect((await resession(folder, ['mcp'], modules)).stderr).toMatch(library);
  });
});
