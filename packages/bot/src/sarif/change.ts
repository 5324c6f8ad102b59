// The change of a run as one SARIF fix. A check of the new code is right only beside the transport that throws it and the
// manifest that brings it, so no part of the change is offered by itself.

import type { Plan, PlannedFile } from '@resession/engine';
import type { ArtifactChange, Result } from './log.ts';
import type { Places } from './places.ts';
import { replacementsOf } from '../replacements.ts';

/** A fix as a result carries it. */
export type Fix = NonNullable<Result['fixes']>[number];

/** Whether regions can tell it: SARIF has no word for a file that comes or goes, and the packed transport is no text. */
const isTextChange = ({ kind, before }: PlannedFile): boolean => kind !== 'vendor' && before !== null;

/** The fix; undefined where no text changes. */
export function wholeChange({ files }: Pick<Plan, 'files'>, count: number, places: Places): Fix | undefined {
  const changes = files.filter(isTextChange).map((file) => changeOf(file, places));
  const artifactChanges = changes.filter(({ replacements }) => replacements.length > 0);
  if (artifactChanges.length === 0) return undefined;
  const rest = files.every(isTextChange)
    ? ''
    : ' The packed transport is no text: npx resession --write lays it down afterwards.';
  const what = count > 1 ? `all ${String(count)} fixes of the run, which rest on each other` : 'the change of the run';
  return { description: { text: `Makes ${what}.${rest}` }, artifactChanges };
}

function changeOf({ path, diff }: PlannedFile, places: Places): ArtifactChange {
  const replacements = replacementsOf(diff).map(({ start, end, text }) => ({
    deletedRegion: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
    ...(text !== '' && { insertedContent: { text } }),
  }));
  return { artifactLocation: places.artifact(path), replacements };
}
