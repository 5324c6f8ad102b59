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

/** What sites have in common that are alike in everything. */
export function likenessOf({ codemod, path, messageId, within, text }: Identity): string {
  return JSON.stringify([codemod, path, messageId, within, text.replace(/\s+/g, ' ').trim()]);
}

/** The id of one of the sites that are alike, by its order in the file. */
export function idAmong(likeness: string, ordinal: number): string {
  return sha256(`${likeness}#${ordinal}`).slice(0, 16);
}

/** Hands out ids in the order of the file; sites that are alike in everything are told apart by their order. */
export function idGiver(): (identity: Identity) => string {
  const seen = new Map<string, number>();
  return (identity) => {
    const key = likenessOf(identity);
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return idAmong(key, ordinal);
  };
}
