// The import rules of the house (DESIGN, "Imports run one way"), read off the sources themselves.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Module {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const leftOut = new Set(['node_modules', 'dist', 'fixtures', 'consumers', 'vendor']);

function sourcesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return leftOut.has(entry.name) ? [] : sourcesBelow(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function readModule(path: string): Module {
  const text = readFileSync(join(root, path), 'utf8');
  const imports = ts.preProcessFile(text, true, true).importedFiles.map((file) => file.fileName);
  return { path, text, imports };
}

/** What an import names: a workspace-relative path for a relative one, the specifier itself otherwise. */
function target(module: Module, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return relative(root, join(root, dirname(module.path), specifier))
    .split(sep)
    .join('/');
}

/** Every import of a set of modules that a rule refuses, as `file -> import`. */
function offences(modules: readonly Module[], refused: (name: string, module: Module) => boolean): string[] {
  return modules.flatMap((module) =>
    module.imports
      .map((specifier) => target(module, specifier))
      .filter((name) => refused(name, module))
      .map((name) => `${module.path} -> ${name}`),
  );
}

/** Tests, and what only they use (`*.test.kit.ts`). */
const isTest = (module: Module): boolean => /\.test(\.kit)?\.ts$/.test(module.path);
const all = [...sourcesBelow('packages'), ...sourcesBelow('transforms')].map(readModule);
const shipped = all.filter((module) => !isTest(module) && !module.path.includes('/scripts/'));
const inside = (folder: string): Module[] => shipped.filter((module) => module.path.startsWith(`${folder}/`));
const engine = inside('packages/engine/src');

const ours = ['@resession/transforms', '@resession/engine', '@resession/assistant', '@resession/bot', 'resession'];
const isOf = (name: string, packages: readonly string[]): boolean =>
  packages.some((other) => name === other || name.startsWith(`${other}/`));

describe('imports run one way', () => {
  it('finds the sources it speaks of', () => {
    expect(inside('transforms').length).toBeGreaterThan(10);
    expect(engine.length).toBeGreaterThan(10);
    expect(inside('packages/transport').length).toBeGreaterThan(2);
  });

  it.each([
    ['transforms', ours.filter((name) => name !== '@resession/transforms')],
    ['packages/transport/src', ours],
    ['packages/assistant/src', ['@resession/bot', 'resession']],
    ['packages/bot/src', ['@resession/assistant', 'resession']],
  ])('%s imports nothing above it', (folder, refused) => {
    expect(offences(inside(folder), (name) => isOf(name, refused))).toEqual([]);
  });

  it('the engine knows the vocabulary of codemods, not the codemods', () => {
    expect(
      offences(
        engine,
        (name) => isOf(name, ours) && name !== '@resession/transforms/lib' && !isOf(name, ['@resession/engine']),
      ),
    ).toEqual([]);
  });

  it('no package reaches into the folder of another', () => {
    const home = (path: string): string =>
      path
        .split('/')
        .slice(0, path.startsWith('packages/') ? 2 : 1)
        .join('/');
    expect(
      offences(
        shipped,
        (name, module) => /^(packages|transforms|test)\//.test(name) && home(name) !== home(module.path),
      ),
    ).toEqual([]);
  });

  it('a codemod stands on transforms/lib and its own files', () => {
    const folder = (path: string): string => path.split('/').slice(0, 2).join('/');
    const codemods = inside('transforms').filter((module) => module.path.split('/').length > 2);
    expect(
      offences(
        codemods,
        (name, module) =>
          name.startsWith('transforms/') && folder(name) !== folder(module.path) && !name.startsWith('transforms/lib/'),
      ),
    ).toEqual([]);
  });

  it('lib does not know a codemod', () => {
    expect(
      offences(
        inside('transforms/lib'),
        (name) => name.startsWith('transforms/') && !name.startsWith('transforms/lib/'),
      ),
    ).toEqual([]);
  });
});

describe('each foreign part has one door', () => {
  const systemModules = /^(node:)?(fs|fs\/promises|child_process|net|http|https|os|worker_threads)$/;

  it('only host.ts of the engine touches files and processes', () => {
    const others = engine.filter((module) => module.path !== 'packages/engine/src/host.ts');
    expect(
      offences(others, (name) => systemModules.test(name) || ['tinyexec', 'write-file-atomic'].includes(name)),
    ).toEqual([]);
  });

  it('the bot touches files and processes through that host, and git that writes in a repository of its own', () => {
    // Bounds on what is started are nothing the engine has a use for, nor is the port that webhooks come to.
    const doors = ['packages/bot/src/process/', 'packages/bot/src/app/listener.ts'];
    const others = inside('packages/bot/src').filter(({ path }) => !doors.some((door) => path.startsWith(door)));
    expect(offences(others, (name) => systemModules.test(name) || name === 'tinyexec')).toEqual([]);
    const writing = inside('packages/bot/src').filter((module) =>
      /'(?:push|commit-tree|update-index)'/.test(module.text),
    );
    expect(writing.map((module) => module.path.split('/').slice(0, 4).join('/'))).toEqual(
      writing.map(() => 'packages/bot/src/git'),
    );
    expect(writing.length).toBeGreaterThan(1);
  });

  it('the client of an API lives in one folder of the bot', () => {
    const others = shipped.filter((module) => !module.path.startsWith('packages/bot/src/github/'));
    expect(
      offences(others, (name) => name.startsWith('@octokit/') || name === 'octokit' || name === 'bottleneck'),
    ).toEqual([]);
    const doors = inside('packages/bot/src/github').filter((module) =>
      module.imports.some((name) => name.startsWith('@octokit/')),
    );
    expect(doors.map(({ path }) => path.replace('packages/bot/src/github/', ''))).toEqual([
      'app-auth.ts',
      'octokit.ts',
      'webhooks.ts',
    ]);
  });

  it('Redis has one door, which no other command leads to', () => {
    const doors: Readonly<Record<string, string>> = {
      bullmq: 'packages/bot/src/queue/bullmq.ts',
      ioredis: 'packages/bot/src/queue/redis-connection.ts',
    };
    expect(offences(shipped, (name, module) => name in doors && doors[name] !== module.path)).toEqual([]);
    const ways = inside('packages/bot/src').filter((module) =>
      module.imports.some((name) => target(module, name) === 'packages/bot/src/queue/bullmq.ts'),
    );
    expect(ways.map((module) => module.path)).toEqual(['packages/bot/src/queue/redis.ts']);
    expect(offences(shipped, (name) => name === 'packages/bot/src/queue/redis.ts')).toEqual([]);
    // Loaded when it is asked for.
    const loading = shipped.filter((module) => /(?<!import\()'@resession\/bot\/redis'/.test(module.text));
    expect(loading.filter((module) => !/import type [^;]*'@resession\/bot\/redis'/.test(module.text))).toEqual([]);
  });

  it('nothing that the command line always loads leads to it', () => {
    const index = new Set(['packages/bot/src/index.ts']);
    for (const path of index)
      for (const module of shipped.filter((each) => each.path === path))
        for (const name of module.imports.map((each) => target(module, each)))
          if (name.startsWith('packages/')) index.add(name);
    expect(index.size).toBeGreaterThan(5);
    expect([...index].filter((path) => /\/(?:github|git|pull-request)\//.test(path))).toEqual([]);
  });

  it('codemods do no I/O', () => {
    const codemods = inside('transforms').filter((module) => module.path !== 'transforms/new.ts');
    expect(offences(codemods, (name) => systemModules.test(name) || name === 'ts-morph')).toEqual([]);
  });

  it('ts-morph lives in analyse', () => {
    const others = shipped.filter((module) => !module.path.startsWith('packages/engine/src/analyse'));
    expect(offences(others, (name) => name === 'ts-morph' || name === 'typescript')).toEqual([]);
  });

  it('commander and the console live in cli', () => {
    const others = shipped.filter(
      (module) => !module.path.startsWith('packages/cli/') && module.path !== 'transforms/new.ts',
    );
    expect(offences(others, (name) => name === 'commander')).toEqual([]);
    expect(others.filter((module) => /\bconsole\./.test(module.text)).map((module) => module.path)).toEqual([]);
  });

  it('the transport needs no node: module', () => {
    expect(offences(inside('packages/transport/src'), (name) => name.startsWith('node:'))).toEqual([]);
  });
});

describe('stages do not know each other', () => {
  /** The way through, in order; only the pipeline knows it. */
  const stages = [
    'discover',
    'prefilter',
    'inspect',
    'analyse',
    'rewrite',
    'verify',
    'meaning',
    'mark',
    'apply',
    'undo',
  ];
  const stageOf = (path: string): string | undefined =>
    stages.find(
      (stage) => path === `packages/engine/src/${stage}.ts` || path.startsWith(`packages/engine/src/${stage}/`),
    );

  it('no stage imports another', () => {
    const modules = engine.filter((module) => stageOf(module.path) !== undefined);
    expect(modules.length).toBeGreaterThan(5);
    expect(
      offences(modules, (name, module) => {
        const other = stageOf(name);
        return other !== undefined && other !== stageOf(module.path);
      }),
    ).toEqual([]);
  });
});

describe('the house', () => {
  it('has only the agreed rooms at the top', () => {
    const agreed = [
      'LICENSE',
      'README.md',
      'docs',
      'node_modules',
      'package-lock.json',
      'package.json',
      'packages',
      'test',
      'transforms',
      'tsconfig.json',
    ];
    // What `npm pack` leaves behind is no room.
    const found = readdirSync(root).filter((name) => !name.startsWith('.') && !name.endsWith('.tgz'));
    expect(found.filter((name) => !agreed.includes(name))).toEqual([]);
  });

  it('has no room named after nothing', () => {
    const names = all
      .map((module) => module.path)
      .filter((path) => /(^|\/)(utils?|helpers?|common|managers?|misc)(\/|\.ts$)/.test(path));
    expect(names).toEqual([]);
  });

  it('gives every codemod a README and fixtures', () => {
    const folders = readdirSync(join(root, 'transforms'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name.includes('-to-'))
      .map((entry) => entry.name);
    expect(folders.length).toBeGreaterThanOrEqual(2);
    for (const folder of folders) {
      expect(readdirSync(join(root, 'transforms', folder))).toEqual(
        expect.arrayContaining(['README.md', 'fixtures', 'index.ts']),
      );
    }
  });
});
