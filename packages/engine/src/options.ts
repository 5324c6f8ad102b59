// What a run is asked to do. The CLI fills this in from its flags.

import type { CheckStyle } from '@resession/transforms/lib';
import type { Decision } from './decision.ts';

/** The packed transport that ships with the tool. */
export interface Tarball {
  /** Absolute path of the packed file. */
  readonly path: string;
  readonly version: string;
  /** `sha512-<base64>` of its bytes. */
  readonly integrity: string;
}

/** What is going on, for a progress line on stderr. */
export interface Progress {
  readonly stage: 'discover' | 'prefilter' | 'inspect' | 'analyse' | 'verify' | 'types' | 'manifests';
  readonly done: number;
  /** Null while the end is not known. */
  readonly total: number | null;
}

export interface PlanOptions {
  /** Files and folders, absolute or relative to `cwd`; none means `cwd` itself. */
  readonly paths: readonly string[];
  readonly cwd: string;
  /** The root as the user gave it (`--cwd`); else it is found from `paths`. */
  readonly rootOverride?: string;
  /** Ids of the codemods to run; null runs all. */
  readonly only: readonly string[] | null;
  /** Globs (gitignore syntax, relative to the root) of files to leave alone. */
  readonly ignore: readonly string[];
  readonly checkStyle: CheckStyle;
  readonly transport: 'vendor' | 'registry';
  /** Leave a comment in the code at what is left to a person; without it, only those that are there are kept up to date. */
  readonly mark?: boolean;
  /**
   * Move from SDK v1 to v2 first, with the SDK's own codemod: the one that is installed, or one that the package manager
   * fetches. Absent: the generations stay what they are.
   */
  readonly upgrade?: 'installed' | 'fetched';
  /** Ask the consumer's own compiler, on a copy of the tree, and take back what it objects to. */
  readonly typeCheck?: boolean;
  /** A command of the user's as argv, run on copies of the tree before and after; where it newly fails, all is taken back. */
  readonly verify?: readonly string[];
  /** What people decided about findings; those of findings that are not there any more do nothing. */
  readonly decisions?: readonly Decision[];
  /** What becomes of a fix nobody decided about: it is made (so unless said), or held until somebody does. */
  readonly undecided?: 'make' | 'hold';
  /** Say of each finding and choice what would become of its site: `diff`. */
  readonly previews?: boolean;
  /** Null where none was built: manifests that need it are then an error. */
  readonly tarball: Tarball | null;
  readonly toolVersion: string;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}
