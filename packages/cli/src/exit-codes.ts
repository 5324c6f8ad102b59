// What a script can rely on. `--format` and the terminal change none of it.

import type { ReportStatus } from '@resession/engine';

/** The whole vocabulary of exit codes (docs/reference/exit-codes.md). */
export const exitCodes = {
  /** Nothing is left to do. */
  clean: 0,
  /** A fix is not written, or a person has to decide or write. */
  workLeft: 1,
  /** Usage, configuration, a tree that cannot be worked on, a crash. */
  error: 2,
  /** Ctrl-C: nothing was written, or it was taken back. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A run's exit code is its report's status, whatever the format. */
export function codeOf(status: ReportStatus): ExitCode {
  return { clean: exitCodes.clean, 'work-left': exitCodes.workLeft, failed: exitCodes.error }[status];
}
