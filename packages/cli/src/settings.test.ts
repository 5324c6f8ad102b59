import { describe, expect, it, test } from 'vitest';
import type { Flags } from './program.ts';
import { runSettings, sharedSettings, type Settings } from './settings.ts';

const known = ['expiry-guess-to-code', 'stock-to-patched-transport'];
const settings = (flags: Flags, atTerminal = false): Settings => runSettings(flags, known, atTerminal);

describe('runSettings', () => {
  it('names every default', () => {
    expect(settings({})).toEqual({
      mode: 'plan',
      only: null,
      ignore: [],
      checkStyle: 'code',
      transport: 'vendor',
      mark: false,
      upgrade: null,
      install: true,
      allowDirty: false,
      telling: 'normal',
      formatWithProject: false,
      typeCheck: true,
      verify: null,
      patch: null,
      cache: false,
      format: 'text',
      cwd: process.cwd(),
    });
  });

  it.each<[Flags, boolean, string]>([
    [{}, true, 'ask'],
    [{}, false, 'plan'],
    [{ yes: true }, true, 'write'],
    [{ yes: true }, false, 'plan'],
    [{ write: true }, false, 'write'],
    [{ write: true }, true, 'write'],
    [{ dryRun: true }, true, 'plan'],
    [{ dryRun: true, yes: true }, true, 'plan'],
    [{ check: true }, true, 'check'],
    [{ check: true, dryRun: true }, false, 'check'],
  ])('%j at a terminal (%s) is %s', (flags, atTerminal, mode) => {
    expect(settings(flags, atTerminal).mode).toBe(mode);
  });

  it.each<[Flags, Settings['upgrade']]>([
    [{ from: 'v1', to: 'v2' }, 'installed'],
    [{ from: 'v1', to: 'v2', fetchCodemod: true }, 'fetched'],
  ])('%j moves to SDK v2', (flags, upgrade) => {
    expect(settings(flags).upgrade).toBe(upgrade);
  });

  it('splits the command to verify with as a shell would', () => {
    expect(settings({ verify: `node check.mjs 'two words' "and three more"` }).verify).toEqual([
      'node',
      'check.mjs',
      'two words',
      'and three more',
    ]);
  });

  it.each<[Flags, boolean]>([
    [{ write: true }, true],
    [{ dryRun: true }, true],
    [{ check: true }, false],
    [{ write: true, typeCheck: false }, false],
  ])('%j asks the compiler: %s', (flags, expected) => {
    expect(settings(flags).typeCheck).toBe(expected);
  });

  it('takes codemods in lists, once each', () => {
    expect(settings({ only: ['stock-to-patched-transport, expiry-guess-to-code', known[1] ?? ''] }).only).toEqual([
      'stock-to-patched-transport',
      'expiry-guess-to-code',
    ]);
  });

  it.each<[Flags, string, string]>([
    [{ format: 'jsn' }, "'jsn' is no value of --format", 'Did you mean json?'],
    [{ format: 'pdf' }, "'pdf' is no value of --format", 'It takes text, json, markdown, sarif, github.'],
    [{ checkStyle: 'gaurd' }, "'gaurd' is no value of --check-style", 'Did you mean guard?'],
    [{ transport: 'Vendor' }, "'Vendor' is no value of --transport", 'Did you mean vendor?'],
    [{ transport: '' }, 'nothing is no value of --transport', 'It takes vendor, registry.'],
    [
      { only: ['expiry-gues-to-code'] },
      "no codemod is called 'expiry-gues-to-code'",
      'Did you mean expiry-guess-to-code?',
    ],
    [{ only: ['x'] }, "no codemod is called 'x'", 'It takes expiry-guess-to-code, stock-to-patched-transport.'],
    [{ only: ['expiry-guess-to-code,'] }, "no codemod is called ''", 'npx resession list shows all.'],
    [{ patch: '-' }, '--patch needs the name of a file', 'Name one'],
    [{ cwd: '' }, '--cwd needs a folder', 'Name one'],
    [{ from: 'v1' }, '--from and --to go together', 'Say --from v1 --to v2.'],
    [{ to: 'v2' }, '--from and --to go together', 'Say --from v1 --to v2.'],
    [{ from: 'v2', to: 'v2' }, "'v2' is no value of --from", 'It takes v1.'],
    [{ from: 'v1', to: '2' }, "'2' is no value of --to", 'It takes v2.'],
    [{ verify: ' ' }, '--verify needs a command', 'Name one'],
    [{ fetchCodemod: true }, '--fetch-codemod has no meaning by itself', 'Add --from v1 --to v2.'],
  ])('refuses %j', (flags, what, next) => {
    expect(() => settings(flags)).toThrow(
      expect.objectContaining({ what, next: expect.stringContaining(next) as string }),
    );
  });
});

test.each<[Flags, boolean]>([
  [{}, false],
  [{ write: true }, false],
  [{ check: true }, true],
  [{ check: true, cache: false }, false],
  [{ check: true, patch: 'a.patch' }, false],
])('of %j an earlier check is believed: %s', (flags, believed) => {
  expect(settings(flags).cache).toBe(believed);
});

describe('sharedSettings', () => {
  it('takes a folder for the root only where one was given', () => {
    expect(sharedSettings({})).not.toHaveProperty('rootOverride');
    expect(sharedSettings({ cwd: '/somewhere' })).toMatchObject({ cwd: '/somewhere', rootOverride: '/somewhere' });
  });

  it('has no markdown unless the command has', () => {
    expect(() => sharedSettings({ format: 'markdown' })).toThrow("'markdown' is no value of --format");
  });
});
