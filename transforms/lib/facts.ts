// What lies outside the file under inspection comes as facts. A codemod asks; the engine's analyse stage answers.

import type { FindingKind, Generation } from './codemod.ts';

/** A place in the repository: path relative to the root with forward slashes, line from 1. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

/** A file that constructs, extends or re-exports a Streamable HTTP client transport. */
export interface TransportSite extends Place {
  readonly generation: Generation;
  /** True when it is the patched transport already. */
  readonly patched: boolean;
  /** Set when nothing in the file will change: it is not of the run, or its package cannot take the dependency. */
  readonly outside?: true;
}

/** A finding of an earlier codemod, or an expiry check that is already in the new form (`kind: 'done'`). */
export interface CheckSite extends Place {
  readonly kind: FindingKind | 'done';
  readonly generation: Generation | 'either';
}

/**
 * A question and, under `answer`, the shape of what comes back. Questions are about the file under inspection; its
 * package is the nearest package.json above it.
 */
export interface Questions {
  /**
   * Which transports feed the errors of this package: built in the package itself or in a workspace package it
   * depends on (transitively); which dependencies of the package bring an MCP client of their own; and whether the
   * client transport of the old SSE protocol is built there as well.
   */
  'transport-origin': {
    readonly built: readonly TransportSite[];
    readonly dependencies: readonly string[];
    readonly sse?: boolean;
  };
  /**
   * Which expiry checks the errors of this package's transports can reach: in the package itself or in a workspace
   * package that depends on it (transitively).
   */
  'expiry-checks': { readonly checks: readonly CheckSite[] };
}

export type QuestionKind = keyof Questions;

/** Answers a question about the file under inspection; `undefined` means not known (yet), never "no". */
export interface Facts {
  ask<Kind extends QuestionKind>(kind: Kind): Questions[Kind] | undefined;
}

/** Knows nothing: what a plain jscodeshift run has. Codemods are then more careful, never less. */
export const noFacts: Facts = { ask: () => undefined };
