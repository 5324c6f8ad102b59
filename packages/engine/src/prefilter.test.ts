import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Host, nodeHost } from './host.ts';
import { sha256 } from './digest.ts';
import { type Filtered, largestParsed, prefilter } from './prefilter.ts';
import { folder, lay } from './sandbox.test.kit.ts';

const needles = [['alpha', 'beta'], ['gamma']];

function scan(files: Readonly<Record<string, string | Buffer>>, host: Host = nodeHost): Filtered {
  const root = folder();
  lay(root, files);
  return prefilter(root, Object.keys(files).sort(), needles, host);
}

test('every needle of one group', () => {
  const { scanned, candidates, unread } = scan({
    'both.ts': 'alpha\nbeta',
    'half.ts': 'alpha only',
    'other.ts': 'x gamma y',
    'none.ts': 'Gamma',
    'empty.ts': '',
  });
  expect(candidates.map(({ path: name }) => name)).toEqual(['both.ts', 'other.ts']);
  expect(scanned).toBe(5);
  expect(unread).toEqual([]);
});

test('a short file after a long one sees nothing of it', () => {
  expect(scan({ 'a.ts': `${' '.repeat(1000)}gamma`, 'b.ts': 'short' }).candidates).toHaveLength(1);
});

test('the text is what is on disk, the byte order mark kept apart', () => {
  const text = '#!/usr/bin/env node\r\n\tgamma();';
  const { candidates } = scan({ 'a.ts': `\uFEFF${text}`, 'b.ts': text });
  expect(candidates).toEqual([
    { path: 'a.ts', hash: sha256(Buffer.from(`\uFEFF${text}`)), text, mark: '\uFEFF' },
    { path: 'b.ts', hash: sha256(Buffer.from(text)), text, mark: '' },
  ]);
});

test('what cannot be parsed is told where it holds a needle, and passed over elsewhere', () => {
  const large = (text: string): Buffer => Buffer.concat([Buffer.alloc(5 * 1024 * 1024, 'x\n'), Buffer.from(text)]);
  const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
  const { candidates, unread } = scan({
    'binary.ts': Buffer.from('\0\0\u0001gamma'),
    'binary-other.ts': Buffer.from('\0\0\u0001'),
    'large.ts': large('gamma'),
    'large-other.ts': large(''),
    'latin1.ts': Buffer.from('gamma \xe9', 'latin1'),
    'latin1-other.ts': Buffer.from('\xe9', 'latin1'),
    'utf16.ts': wide('\uFEFFgamma'),
    'utf16-other.ts': wide('\uFEFFdelta'),
    'utf16-unmarked.ts': wide('gamma'),
    'utf16be.ts': wide('\uFEFFgamma').swap16(),
  });
  expect(candidates).toEqual([]);
  expect(unread.map(({ path: name, obstacle }) => [name, obstacle])).toEqual([
    ['binary.ts', 'binary'],
    ['large.ts', 'too-large'],
    ['latin1.ts', 'not-utf8'],
    ['utf16-unmarked.ts', 'not-utf8'],
    ['utf16.ts', 'not-utf8'],
    ['utf16be.ts', 'not-utf8'],
  ]);
  expect(unread[1]?.why).toBe('it is too large to parse (5.0 MiB, the limit is 2 MiB)');
});

test('a file of the largest size is still a candidate', () => {
  const bytes = Buffer.alloc(largestParsed, ' ');
  bytes.write('gamma', largestParsed - 5);
  expect(scan({ 'a.ts': bytes }).candidates).toHaveLength(1);
});

test('an unreadable file is told, for it may hold a needle', () => {
  const host: Host = {
    ...nodeHost,
    readInto: (file, into) => {
      if (file.endsWith('closed.ts')) throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
      return nodeHost.readInto(file, into);
    },
  };
  const { candidates, unread } = scan({ 'closed.ts': 'gamma', 'open.ts': 'gamma' }, host);
  expect(unread).toEqual([{ path: 'closed.ts', obstacle: 'unreadable', why: 'it cannot be read (EACCES)' }]);
  expect(candidates).toHaveLength(1);
});

test('links, folders, pipes and files that are gone are no files', () => {
  const root = folder();
  lay(root, { 'a.ts': 'gamma', 'folder.ts/x': '' });
  fs.symlinkSync('a.ts', path.join(root, 'link.ts'));
  fs.symlinkSync('loop.ts', path.join(root, 'loop.ts'));
  execFileSync('mkfifo', [path.join(root, 'pipe.ts')]);
  const names = ['a.ts', 'folder.ts', 'gone.ts', 'link.ts', 'loop.ts', 'pipe.ts'];
  const { scanned, candidates, unread } = prefilter(root, names, needles, nodeHost);
  expect({ scanned, unread, paths: candidates.map((each) => each.path) }).toEqual({
    scanned: 1,
    unread: [],
    paths: ['a.ts'],
  });
});

test('further needles are looked for along, and make no candidate', () => {
  const root = folder();
  lay(root, {
    'both.ts': 'gamma delta',
    'tells.ts': '\uFEFFdelta',
    'none.ts': 'epsilon',
    'binary.ts': Buffer.from('\0delta'),
    'large.ts': `delta${' '.repeat(largestParsed)}`,
  });
  const paths = ['binary.ts', 'both.ts', 'large.ts', 'none.ts', 'tells.ts'];
  const { candidates, unread, telling } = prefilter(root, paths, needles, nodeHost, () => undefined, [
    [['delta']],
    [['epsilon'], ['gamma']],
  ]);
  expect(candidates.map(({ path: name }) => name)).toEqual(['both.ts']);
  expect(unread).toEqual([]);
  expect(telling).toEqual([
    ['binary.ts', 'both.ts', 'large.ts', 'tells.ts'],
    ['both.ts', 'none.ts'],
  ]);
});
