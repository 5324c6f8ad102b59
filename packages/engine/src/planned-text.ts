// The change of a file from one text to another, as a plan holds it.

import { sha256 } from './digest.ts';
import { unifiedDiff } from './diff.ts';
import type { PlannedFile } from './plan.ts';

/** Both texts with their byte order marks; null where the file is not there yet. */
export function plannedText(
  path: string,
  kind: PlannedFile['kind'],
  before: string | null,
  after: string,
): PlannedFile {
  return {
    path,
    kind,
    before: before === null ? null : sha256(Buffer.from(before, 'utf8')),
    after: { encoding: 'utf8', data: after },
    diff: unifiedDiff(path, before, after),
  };
}
