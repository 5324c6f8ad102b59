// The packed transport as the build lays it down: a tarball, and a note beside it that says which.

import path from 'node:path';
import type { Host } from './host.ts';
import type { Tarball } from './options.ts';

/** The tarball in a folder; null where none was laid there. Throws where its note is of another shape. */
export function tarballIn(folder: string, host: Pick<Host, 'lstat' | 'read'>): Tarball | null {
  const note = path.join(folder, 'transport.json');
  if (host.lstat(note) === null) return null;
  const { file, version, integrity }: Partial<Record<string, unknown>> = JSON.parse(host.read(note).toString('utf8'));
  if (typeof file !== 'string' || typeof version !== 'string' || typeof integrity !== 'string') {
    throw new Error(`${note} is not what the build writes`);
  }
  return { path: path.join(folder, file), version, integrity };
}
