// What the server was started with, and what every call gets to work on.

import { nodeHost, type Host, type PlanOptions, type Tarball } from '@resession/engine';
import type { Guide } from './guides.ts';

/** Fixed from the start of the server to its end. */
export interface Served {
  readonly version: string;
  readonly tarball: Tarball | null;
  /** The folder it was started for; absolute. */
  readonly folder: string;
  /** Nothing is written. */
  readonly readOnly: boolean;
  /** A command of the user's as argv. No agent can give one. */
  readonly verify: readonly string[] | null;
  readonly guides: readonly Guide[];
}

/** One call. */
export interface Call {
  /** Absolute, links resolved, inside the bounds. */
  readonly root: string;
  /** The bounds. */
  readonly folders: readonly string[];
  readonly signal: AbortSignal;
  readonly tell: NonNullable<PlanOptions['onProgress']>;
}

export const host: Host = nodeHost;
