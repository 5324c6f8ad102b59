// A repository that names programs of its own wherever a tool might start one: none of them runs.

import { chmodSync, existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { migrate } from '../cli/command-line.ts';
import { folderOf, git, guess, repositoryOf, sample } from '../cli/sample.ts';

/** A program that leaves a trace wherever it is started, and lets through what it is given. */
function spy(): { readonly program: string; readonly trace: string } {
  const folder = folderOf({});
  const [program, trace] = [path.join(folder, 'spy.sh'), path.join(folder, 'trace')];
  writeFileSync(program, `#!/bin/sh\necho "$@" >> '${trace}'\ncat\n`);
  chmodSync(program, 0o755);
  return { program, trace };
}

const settings = [
  ...['core.fsmonitor', 'core.pager', 'core.editor', 'core.sshCommand', 'core.askPass', 'core.alternateRefsCommand'],
  ...[
    'diff.external',
    'diff.spy.command',
    'diff.spy.textconv',
    'filter.spy.clean',
    'filter.spy.smudge',
    'merge.spy.driver',
  ],
  ...['filter.proc.process', 'credential.helper', 'gpg.program', 'sequence.editor', 'uploadpack.packObjectsHook'],
  ...[
    'alias.status',
    'alias.ls-files',
    'alias.rev-parse',
    'alias.check-ignore',
    'alias.config',
    'pager.status',
    'pager.ls-files',
  ],
];

it('the configuration of git: monitors, filters, drivers, pagers, aliases, hooks', { timeout: 120_000 }, async () => {
  const { program, trace } = spy();
  const root = repositoryOf(sample);
  for (const name of settings) git(root, 'config', name, name.startsWith('alias.') ? `!${program}` : program);
  git(root, 'config', 'filter.spy.required', 'true');
  git(root, 'config', 'core.hooksPath', path.join(root, '.git/hooks'));
  for (const hook of [
    'post-index-change',
    'fsmonitor-watchman',
    'pre-commit',
    'post-checkout',
    'reference-transaction',
  ]) {
    writeFileSync(path.join(root, '.git/hooks', hook), readFileSync(program), { mode: 0o755 });
  }
  writeFileSync(path.join(root, '.git/info/attributes'), '*.ts filter=spy diff=spy merge=spy\n*.json filter=proc\n');
  // Other times than the index knows: git has to look into the files again.
  for (const name of ['src/client.ts', 'package.json']) utimesSync(path.join(root, name), 1, 1);
  for (const args of [
    ['--dry-run'],
    ['--check'],
    ['--write', '--no-install'],
    ['undo'],
    ['explain', 'src/client.ts'],
  ]) {
    const { code, stderr } = await migrate(root, args);
    expect([0, 1], `${args.join(' ')}: ${stderr}`).toContain(code);
  }
  expect(existsSync(trace) ? readFileSync(trace, 'utf8') : '').toBe('');
});

it('files that others would load or run', { timeout: 120_000 }, async () => {
  const { program, trace } = spy();
  const loud = `require('node:fs').appendFileSync(${JSON.stringify(trace)}, __filename);\n`;
  const module = `import fs from 'node:fs';\nfs.appendFileSync(${JSON.stringify(trace)}, import.meta.url);\n`;
  const scripts = Object.fromEntries(
    ['preinstall', 'install', 'postinstall', 'prepare', 'test', 'pretest'].map((name) => [name, program]),
  );
  const root = repositoryOf({
    ...sample,
    'package.json': JSON.stringify({ ...(JSON.parse(sample['package.json']) as object), scripts, prettier: './p.cjs' }),
    ...Object.fromEntries(
      [
        'p.cjs',
        '.prettierrc.js',
        'babel.config.js',
        '.eslintrc.cjs',
        '.pnp.cjs',
        '.pnpmfile.cjs',
        'jest.config.js',
        'resession.config.cjs',
      ].map((name) => [name, loud]),
    ),
    ...Object.fromEntries(
      ['eslint.config.mjs', 'vite.config.mts', 'resession.config.mjs', '.pnp.loader.mjs'].map((name) => [name, module]),
    ),
    '.yarnrc.yml': 'yarnPath: ./p.cjs\nplugins:\n  - ./p.cjs\n',
    'tsconfig.json': '{ "compilerOptions": { "plugins": [{ "name": "./p.cjs" }] } }\n',
    'node_modules/typescript/index.js': loud,
    'node_modules/typescript/package.json': '{ "name": "typescript", "version": "5.9.3", "main": "index.js" }\n',
    'node_modules/@modelcontextprotocol/client/index.js': loud,
    'node_modules/@modelcontextprotocol/client/package.json':
      '{ "name": "@modelcontextprotocol/client", "version": "2.4.0", "main": "index.js" }\n',
    'src/other.ts': guess,
  });
  for (const bin of ['git', 'node', 'tsc', 'npm']) {
    writeFileSync(path.join(root, bin), readFileSync(program), { mode: 0o755 });
  }
  for (const args of [
    ['--dry-run', '--format', 'json'],
    ['--write', '--no-install', '--allow-dirty'],
  ]) {
    const { code, stderr } = await migrate(root, args);
    expect([0, 1], stderr).toContain(code);
  }
  expect(existsSync(trace) ? readFileSync(trace, 'utf8') : '').toBe('');
});
