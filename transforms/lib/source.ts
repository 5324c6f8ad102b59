// One file under inspection: its text, its tree and the positions in between.

import type { File } from '@babel/types';

/** Language by extension; `tsx` cannot parse `<any>x`, so the extension decides. */
export type Language = 'ts' | 'tsx' | 'js';

/** A position for people: line and column from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Source {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  /** The text as it is, without a byte order mark (edits never see it; the engine keeps it). */
  readonly text: string;
  readonly language: Language;
  /** The tree of jscodeshift's parser for this language (Babel nodes with `start` and `end`). */
  readonly file: File;
  position(offset: number): Position;
}
