// Whether the SDK itself has the code of an expired session, so that nothing of ours is needed for it.

import type { Context } from './codemod.ts';

/**
 * True where the SDK v2 that a file's package gets throws the code by itself. A package that others install is judged as
 * without: what they get beside it may be another release.
 */
export function isNative({ facts }: Pick<Context, 'facts'>): boolean {
  const answer = facts.ask('native-expiry');
  return answer?.kind === 'native' && !answer.published;
}
