// What there is to explain of a name that moves: no condition, only the text that led there and what would change it.

import type { Explanation } from '../codemod.ts';

/** There is no condition here: what led to the place is a name. */
export function explained(needle: string, otherwise: string): Explanation {
  return { needle, origin: '', formula: '', rows: [], changes: [], otherwise };
}
