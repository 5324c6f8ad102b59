// Ids of findings: the same in every run, whatever else changes above or around the site.

import { sha256 } from './digest.ts';

/** What makes a finding this finding. */
export interface Identity {
  readonly codemod: string;
  readonly path: string;
  readonly messageId: string;
  /** The names of the functions and classes around the site, so that its twin elsewhere in the file is another one. */
  readonly within: string;
  /** The text of the site without its comments; how it is spaced does not matter. */
  readonly text: string;
}

/** Hands out ids in the order of the file; sites that are alike in everything are told apart by their order. */
export function idGiver(): (identity: Identity) => string {
  const seen = new Map<string, number>();
  return ({ codemod, path, messageId, within, text }) => {
    const key = JSON.stringify([codemod, path, messageId, within, text.replace(/\s+/g, ' ').trim()]);
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return sha256(`${key}#${ordinal}`).slice(0, 16);
  };
}
