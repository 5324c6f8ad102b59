// Errors on their way out: without secrets, and with what is known of whether another try helps.

import { ResessionError } from '@resession/engine';
import type { Redact } from './redactor.ts';

/** What is worth another try, and not before the server has said: a limit, a server that fails, a network that is not there. */
export class PassingError extends ResessionError {
  /** Seconds that a server asks to be left alone; null where it names none. */
  readonly wait: number | null;

  constructor(what: string, where: string, next: string, wait: number | null = null) {
    super(what, where, next);
    this.wait = wait;
  }
}

/** Whether what went wrong may be gone later, and in how many seconds a server says so. */
export function waitOf(error: unknown): { readonly passing: boolean; readonly wait: number | null } {
  return error instanceof PassingError ? { passing: true, wait: error.wait } : { passing: false, wait: null };
}

/** Does the work; what it throws has no secret in it. Errors of libraries may quote what they were given. */
export async function redacting<Result>(redact: Redact, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw cleaned(error, redact);
  }
}

function cleaned(error: unknown, redact: Redact): Error {
  if (error instanceof ResessionError) {
    const [what, where, next] = [redact(error.what), redact(error.where), redact(error.next)] as const;
    return error instanceof PassingError
      ? new PassingError(what, where, next, error.wait)
      : new ResessionError(what, where, next);
  }
  if (!(error instanceof Error)) return new Error(redact(String(error)));
  const clean = new Error(redact(error.message));
  clean.name = error.name;
  clean.stack = redact(error.stack ?? '');
  return clean;
}
