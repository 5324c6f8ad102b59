// Every place of a file that takes a name which moves.

import type { Source } from '../source.ts';
import { importSites } from './imports.ts';
import { loadSites } from './loads.ts';
import { mockSites } from './mocks.ts';
import type { Move, Site } from './move.ts';

/** The sites by import, load and mock. */
export function moveSites(source: Source, move: Move): readonly Site[] {
  return [...importSites(source, move), ...loadSites(source, move), ...mockSites(source, move)];
}
