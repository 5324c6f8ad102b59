// What the Action promises in three places (action.yml, its sources, its guide) is one thing, and what a release holds is all it needs.

import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { outputNames } from '../../packages/bot/src/action/done.ts';
import { inputNames, readInputs } from '../../packages/bot/src/action/inputs.ts';
import { fitting, outputLines, spoken } from '../../packages/bot/src/action/runner.ts';
import { codemods } from '../../transforms/index.ts';
import { problemsOfAction } from './github-parser.ts';
import { releaseOf } from './release.ts';
import { keyValues, manifestOf, obey } from './runner.ts';

const bot = fileURLToPath(new URL('../../packages/bot/', import.meta.url));
const guide = readFileSync(new URL('../../docs/action.md', import.meta.url), 'utf8');
const { inputs, outputs, runs } = manifestOf(bot);

/** The rows of the table under a heading of the guide, without its padding. */
function table(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = guide.split(`\n## ${heading}\n`);
  const rows = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  const cells = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return cells.slice(2);
}

describe('action.yml', () => {
  it("is one by GitHub's own parser", () => {
    const content = readFileSync(path.join(bot, 'action.yml'), 'utf8');
    expect(problemsOfAction(content)).toEqual([]);
    expect(problemsOfAction(content.replace('node24', 'node25'))).not.toEqual([]);
    expect(problemsOfAction(content.replace('  main:', '  mian:'))).not.toEqual([]);
  });

  it('declares what is read and what is written', () => {
    expect(Object.keys(inputs)).toEqual(inputNames);
    expect(Object.keys(outputs)).toEqual(outputNames);
    expect(runs.using).toBe('node24');
  });

  it('has no default that is none', () => {
    const variables = Object.entries(inputs).map(([name, { default: usual = '' }]) => [
      `INPUT_${name.toUpperCase()}`,
      usual.replace('${{ github.token }}', 'ghs_x'),
    ]);
    const read = (all: Readonly<Record<string, string>>): unknown =>
      readInputs(
        all,
        codemods.map(({ id }) => id),
      );
    const settings = read(Object.fromEntries(variables) as Record<string, string>);
    expect(settings).toMatchObject({
      mode: 'check',
      token: 'ghs_x',
      install: true,
      typeCheck: true,
      dryRun: false,
      only: null,
    });
    // As by hand: what has no default means the same left out.
    expect(
      read({ INPUT_INSTALL: 'TRUE', 'INPUT_TYPE-CHECK': 'true', INPUT_TOKEN: 'ghs_x', INPUT_LABELS: 'resession' }),
    ).toEqual(settings);
  });

  it('is in the guide, word for word', () => {
    const named = (text: string): string => (text === '' ? '' : `\`${text}\``);
    expect(table('Inputs')).toEqual(
      Object.entries(inputs).map(([name, { default: usual = '', description }]) => [
        named(name),
        named(usual),
        description,
      ]),
    );
    expect(table('Outputs')).toEqual(
      Object.entries(outputs).map(([name, { description }]) => [named(name), description]),
    );
  });
});

describe('a release', () => {
  let release: string;
  beforeAll(async () => {
    release = await releaseOf();
  });

  it('holds the bundle, what lies beside it, and nothing else', () => {
    expect(readdirSync(release).sort()).toEqual(['LICENSE', 'README.md', 'action', 'action.yml']);
    expect(readdirSync(path.join(release, 'action')).sort()).toEqual(['codemods', 'dist', 'package.json', 'vendor']);
    expect(readdirSync(path.join(release, 'action/codemods')).length).toBe(codemods.length + 1);
    expect(readdirSync(path.join(release, 'action/dist'))).toContain(path.basename(runs.main));
    const files = readdirSync(release, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /node_modules|\.map$|\.ts$/.test(file))).toEqual([]);
  });

  it('imports Node and its own files', () => {
    const dist = path.join(release, 'action/dist');
    const files = readdirSync(dist).filter((file) => /\.c?js$/.test(file));
    for (const file of files.filter((each) => each !== 'ts-morph.cjs')) {
      const text = readFileSync(path.join(dist, file), 'utf8');
      const imported = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
      const strange = imported.filter((name) => !isBuiltin(name) && !files.includes(name.replace(/^\.\//, '')));
      // @babel/parser loads nothing; what looks like it is a text in it.
      expect([file, strange]).toEqual([file, []]);
    }
  });

  it('carries the versions that the engine names, and their licences', () => {
    const licenses = readFileSync(path.join(release, 'action/dist/licenses.txt'), 'utf8');
    const manifest = (name: string): Readonly<Record<string, string>> =>
      (
        JSON.parse(readFileSync(new URL(`../../packages/${name}/package.json`, import.meta.url), 'utf8')) as {
          dependencies: Record<string, string>;
        }
      ).dependencies;
    const bundled = { ...manifest('engine') };
    for (const name of ['diff', 'ignore', 'jsonc-parser', 'semver', 'ts-morph', 'yaml'])
      expect(licenses).toContain(`\n${name} ${bundled[name] ?? 'of no version'} (`);
    expect(licenses).toContain('Apache License');
  });
});

describe('what is handed to a runner', () => {
  it.each(['', 'a\nb', 'a\nname<<ghadelimiter\nx\nghadelimiter', 'x=y', '\r\n::error::x'])(
    'is one output, whatever it says: %j',
    (value) => {
      expect(keyValues(outputLines('one', value) + outputLines('two', '2'))).toEqual({ one: value, two: '2' });
    },
  );

  it.each([
    '::error::x',
    ' ::add-mask::a',
    'a\r::b::c',
    'a\u2028::b::',
    '##[error]x',
    'x ##[set-env]y',
    '\u001b[31m::x::y',
  ])('is no command when it is said: %j', (text) => {
    const printed = spoken(text);
    expect(obey(printed).commands).toEqual([]);
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u2028]/);
  });

  it('ends in words that nobody can foresee', () => {
    expect(outputLines('a', 'b')).not.toBe(outputLines('a', 'b'));
  });

  it('is never a page that GitHub drops', () => {
    expect(fitting('# one\n\ntwo\n')).toBe('# one\n\ntwo\n');
    const long = fitting(`# Head\n${'ä'.repeat(600_000)}`);
    expect(long).toMatch(/^# Head\n\nThe report is longer/);
  });
});
