// Where things are, as SARIF names it: percent-encoded and relative to the top of the repository, whatever machine it lies on.

import type { Plan, ReportFinding } from '@resession/engine';
import type { Artifact, ArtifactLocation, Location, Message, Region } from './log.ts';
import { moved, type Replacement, replacementsOf } from '../replacements.ts';

/** What all locations are relative to. No URI is given for it: that would be a path of the machine that ran. */
export const base = '%SRCROOT%';

/** A path as a relative URI reference. A `:` or `//` in it makes no scheme or host. */
export function pathUri(path: string): string {
  const sound = path.replace(/\p{Surrogate}/gu, '\ufffd');
  return sound.split('/').map(encodeURIComponent).join('/');
}

/** The files of a log, each named once, and the places in them. */
export interface Places {
  readonly artifacts: readonly Artifact[];
  artifact(path: string): ArtifactLocation;
  /** A line of a file as it was when the plan was made. */
  line(path: string, line: number, message?: Message): Location;
  site(finding: Pick<ReportFinding, 'path' | 'line' | 'column' | 'endLine' | 'endColumn'>): Location;
}

/**
 * @param under where the root of the plan lies below the top of the repository; '' where it is that
 * @param written the plan has been written: places are told as they are now
 */
export function placesIn({ files }: Plan, under: string, written: boolean): Places {
  const artifacts: Artifact[] = [];
  const indices = new Map<string, number>();
  const planned = new Map(files.map((file) => [file.path, file]));
  const steps = new Map<string, readonly Replacement[]>();
  const stepsOf = (path: string): readonly Replacement[] => {
    let known = steps.get(path);
    if (known === undefined) {
      known = written ? replacementsOf(planned.get(path)?.diff ?? '') : [];
      steps.set(path, known);
    }
    return known;
  };

  const artifact = (path: string): ArtifactLocation => {
    const uri = pathUri(under === '' ? path : `${under}/${path}`);
    let index = indices.get(path);
    if (index === undefined) {
      index = artifacts.length;
      indices.set(path, index);
      // Of a file that stays as it is the plan knows no hash; of a written one, only the hash from before.
      const hash = written ? null : (planned.get(path)?.before ?? null);
      const location = { uri, uriBaseId: base };
      artifacts.push({ location, ...(hash !== null && { hashes: { 'sha-256': hash } }) });
    }
    return { uri, uriBaseId: base, index };
  };
  const location = (path: string, region: Region, message?: Message): Location => ({
    physicalLocation: { artifactLocation: artifact(path), region },
    ...(message && { message }),
  });

  return {
    artifacts,
    artifact,
    line: (path, line, message) => {
      const startLine = moved(stepsOf(path), { line, column: 1 }).line;
      return location(path, { startLine }, message);
    },
    site: ({ path, line, column, endLine, endColumn }) => {
      const start = moved(stepsOf(path), { line, column });
      const end = moved(stepsOf(path), { line: endLine, column: endColumn });
      return location(path, {
        startLine: start.line,
        startColumn: start.column,
        endLine: end.line,
        endColumn: end.column,
      });
    },
  };
}
