// What npm packs comes out again.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packedFiles } from './packed-files.ts';
import { folder, lay } from './sandbox.test.kit.ts';

test('every file by its path, long ones too, with its bytes', () => {
  const root = folder();
  const deep = `${'deep/'.repeat(22)}x.js`;
  const files = {
    'package.json': '{"name":"p","version":"1.0.0"}',
    'a.js': 'a'.repeat(512),
    'empty.js': '',
    [deep]: 'x',
  };
  lay(root, files);
  execFileSync('npm', ['pack', '--silent'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const found = packedFiles(fs.readFileSync(path.join(root, 'p-1.0.0.tgz')));
  expect(Object.fromEntries([...found].map(([name, bytes]) => [name, bytes.toString('utf8')]))).toEqual(files);
});

test('what is no archive is an error, not an endless loop', () => {
  expect(() => packedFiles(Buffer.from('no gzip'))).toThrow();
  expect(() => packedFiles(gzipSync(Buffer.alloc(2048, 'x')))).toThrow('not a tar archive');
  const backwards = Buffer.alloc(1024, 'x');
  backwards.write('-1000\0', 124);
  expect(() => packedFiles(gzipSync(backwards))).toThrow('not a tar archive');
});
