// A package.json as a file of the tree.

import { ResessionError } from './error.ts';
import type { Host } from './host.ts';
import { fileBelow, placeInside } from './inside.ts';

/** Path of the manifest of a folder. */
export function manifestIn(folder: string): string {
  return folder === '' ? 'package.json' : `${folder}/package.json`;
}

/** A package.json with more bytes nobody wrote: it is told as one that cannot be used. */
export const largestManifest = 2 * 1024 * 1024;

/** A manifest as it is read. */
export interface ManifestText {
  /** Its byte order mark, or nothing. */
  readonly mark: string;
  /** The rest. */
  readonly text: string;
}

/** The text of a manifest. Throws `ResessionError` where it is not UTF-8. */
export function readManifestText(root: string, path: string, host: Host): ManifestText {
  const bytes = host.read(placeInside(root, path, host), largestManifest);
  const text = bytes.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(bytes)) {
    throw new ResessionError('the file is not UTF-8', path, 'Save it as UTF-8 and run again.');
  }
  return text.startsWith('\uFEFF') ? { mark: '\uFEFF', text: text.slice(1) } : { mark: '', text };
}

/** What a manifest (absolute path) below a root says; undefined where there is none that can be read as JSON. */
export function manifestJson(host: Host, root: string, file: string): unknown {
  try {
    const found = fileBelow(host, root, file);
    if (found === null || typeof found === 'string') return undefined;
    const text = host.read(found.path, largestManifest).toString('utf8');
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // Whoever has to have it says why it cannot be used.
    return undefined;
  }
}
