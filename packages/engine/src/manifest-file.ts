// A package.json as a file of the tree: its text, and what a run would make of it.

import { unifiedDiff } from './diff.ts';
import { ResessionError } from './error.ts';
import type { Host } from './host.ts';
import { hashOf, placeInside } from './inside.ts';
import type { PlannedFile } from './plan.ts';

/** Path of the manifest of a folder. */
export function manifestIn(folder: string): string {
  return folder === '' ? 'package.json' : `${folder}/package.json`;
}

/** The text with its byte order mark, if it has one. Throws `ResessionError` where it is not UTF-8. */
export function readManifestText(root: string, path: string, host: Host): string {
  const bytes = host.read(placeInside(root, path, host));
  const text = bytes.toString('utf8');
  if (Buffer.from(text, 'utf8').equals(bytes)) return text;
  throw new ResessionError('the file is not UTF-8', path, 'Save it as UTF-8 and run again.');
}

/** The change of a manifest from one text to another. */
export function plannedManifest(path: string, before: string, after: string): PlannedFile {
  return {
    path,
    kind: 'manifest',
    before: hashOf(Buffer.from(before, 'utf8')),
    after: { encoding: 'utf8', data: after },
    diff: unifiedDiff(path, before, after),
  };
}
