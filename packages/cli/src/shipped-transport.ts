// The packed transport beside the program, as `npm run build` (and so the packed CLI) lays it down.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Tarball } from '@resession/engine';

/** The tarball that ships with this program; null in a checkout that was not built. */
export function shippedTransport(folder = new URL('../vendor/', import.meta.url)): Tarball | null {
  const note = new URL('transport.json', folder);
  if (!existsSync(note)) return null;
  const { file, version, integrity }: Partial<Record<string, unknown>> = JSON.parse(readFileSync(note, 'utf8'));
  if (typeof file !== 'string' || typeof version !== 'string' || typeof integrity !== 'string') {
    throw new Error(`${fileURLToPath(note)} is not what the build writes`);
  }
  return { path: fileURLToPath(new URL(file, folder)), version, integrity };
}
