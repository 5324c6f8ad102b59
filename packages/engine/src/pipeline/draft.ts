// A file on its way through the codemods of one round, and what was found in it.

import type { Edit, Finding, Generation, Span, SyntaxProblem } from '@resession/transforms/lib';

/** A finding, where it lies in the file as it was, and who found it. */
export interface Found {
  readonly codemod: string;
  readonly finding: Finding;
  readonly span: Span;
  /** How many steps the file had taken when it was found: the finding's own span is one of the text after these. */
  readonly step: number;
  /** A suppression or a person holds back what would swap a transport for the sake of the checks. */
  readonly keepsStock?: true;
  /** A fix that is not made, because nobody has decided to. */
  readonly held?: true;
  /** Decisions that name it by another id; see `PlannedFinding`. */
  readonly claims?: readonly string[];
  /** What would swap a transport is left to a person. */
  readonly leavesStock?: true;
  /** A change that waits for what patched transports of this generation throw. */
  readonly waitsFor?: Generation;
}

/** What one codemod made of a text. */
export interface Step {
  readonly text: string;
  readonly edits: readonly Edit[];
}

export interface Draft {
  readonly path: string;
  readonly before: string;
  /** The text after the round. */
  readonly text: string;
  readonly found: readonly Found[];
  /** Every change that was made, in order, with the text that it was made in. */
  readonly steps: readonly Step[];
  /** Where the text stopped parsing: the text as it was, or one that a codemod made. */
  readonly problem: SyntaxProblem | null;
}

/** A draft while its round runs. */
export interface OpenDraft extends Draft {
  text: string;
  readonly found: Found[];
  readonly steps: Step[];
  problem: SyntaxProblem | null;
}

/** A draft before its first codemod. */
export function openDraft(path: string, text: string): OpenDraft {
  return { path, before: text, text, found: [], steps: [], problem: null };
}

/** The edits of all steps from one on. */
export function editsOf({ steps }: Draft, from = 0): readonly (readonly Edit[])[] {
  return steps.slice(from).map(({ edits }) => edits);
}
