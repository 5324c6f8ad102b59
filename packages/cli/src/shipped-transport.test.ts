import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { shippedTransport } from './shipped-transport.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'resession-shipped-'));
const url = pathToFileURL(`${folder}/`);
const note = (text: string): void => writeFileSync(path.join(folder, 'transport.json'), text);

afterAll(() => rmSync(folder, { recursive: true }));

describe('shippedTransport', () => {
  it('is null where nothing was built', () => {
    expect(shippedTransport(url)).toBeNull();
  });

  it('reads the note of the build', () => {
    note('{ "version": "1.2.3", "file": "t.tar.gz", "integrity": "sha512-x" }');
    expect(shippedTransport(url)).toEqual({
      path: path.join(folder, 't.tar.gz'),
      version: '1.2.3',
      integrity: 'sha512-x',
    });
  });

  it('trusts no note of another shape', () => {
    note('{ "version": "1.2.3" }');
    expect(() => shippedTransport(url)).toThrow('is not what the build writes');
  });
});
