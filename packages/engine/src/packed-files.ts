// The files of a packed npm package, read from its gzipped tar, so that an installed copy can be held against them.

import { gunzipSync } from 'node:zlib';

const blockSize = 512;
/** More than any transport needs, and little enough for memory: the bytes lie in the consumer's tree. */
const largest = 64 * 1024 * 1024;

/** By path below the folder of the package. Throws where the bytes are no gzipped tar, or unpack to more than 64 MiB. */
export function packedFiles(tarball: Uint8Array): ReadonlyMap<string, Buffer> {
  const tar = gunzipSync(tarball, { maxOutputLength: largest });
  const files = new Map<string, Buffer>();
  for (let at = 0; at + blockSize <= tar.length && tar[at] !== 0;) {
    const size = Number.parseInt(field(tar, at + 124, 12), 8);
    if (!Number.isSafeInteger(size) || size < 0) throw new TypeError('not a tar archive');
    const start = at + blockSize;
    const prefix = field(tar, at + 345, 155);
    const name = `${prefix === '' ? '' : `${prefix}/`}${field(tar, at, 100)}`;
    // Everything lies in one folder, `package/` by npm's custom.
    if (field(tar, at + 156, 1) === '0') files.set(name.replace(/^[^/]*\//, ''), tar.subarray(start, start + size));
    at = start + Math.ceil(size / blockSize) * blockSize;
  }
  return files;
}

function field(tar: Buffer, start: number, length: number): string {
  const bytes = tar.subarray(start, start + length);
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? length : end);
}
