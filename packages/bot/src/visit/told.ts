// What a visit's process has said, read back.

import { ResessionError } from '@resession/engine';
import type { Outcome } from '../pull-request/outcome.ts';
import type { Redact } from '../redactor.ts';
import type { Ran, TooMuch, Visited } from './visit.ts';

/** It did not come to an end of its own. */
export interface Failed {
  readonly kind: 'failed';
  readonly what: string;
  readonly where: string;
  readonly next: string;
  /** Whether another try may help. */
  readonly passing: boolean;
  /** Seconds that the API asks everybody to wait; null where it names none. */
  readonly wait: number | null;
  readonly writes: number;
}

/** An error as data. */
export function failedBy(error: unknown, { passing, wait }: Pick<Failed, 'passing' | 'wait'>, writes: number): Failed {
  const told =
    error instanceof ResessionError
      ? { what: error.what, where: error.where, next: error.next }
      : {
          what: error instanceof Error ? error.message : String(error),
          where: '',
          next: 'Report it: npm bugs resession',
        };
  return { kind: 'failed', ...told, passing, wait, writes };
}

const outcomes = new Set(['nothing', 'opened', 'updated', 'unchanged', 'closed', 'declined', 'stopped']);

/** Reads the JSON of `migrate pr`. A process that said nothing has failed, is worth another try, and may have made `most` calls. */
export function visitedBy({ code, stdout, stderr }: Ran, most: number, redact: Redact): Visited {
  const said = parsed(stdout);
  if (said === null) return heapIsFull(stderr) ?? unheard(code, redact(stderr), most);
  const { schema: _schema, writes, would, ...rest } = said;
  const count = typeof writes === 'number' ? writes : 0;
  if (rest['kind'] === 'failed') return { ...(rest as unknown as Failed), writes: count };
  // Our own words, of this very version.
  return { kind: 'outcome', outcome: rest as unknown as Outcome, writes: count, would: (would ?? []) as string[] };
}

function parsed(stdout: string): Readonly<Record<string, unknown>> | null {
  // Nothing is said by a run that has nothing to propose, in words; in JSON it always is.
  try {
    const value: unknown = JSON.parse(stdout);
    if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
    return typeof value.kind === 'string' && (outcomes.has(value.kind) || value.kind === 'failed')
      ? { ...value }
      : null;
  } catch {
    return null;
  }
}

/** Node ends by itself where its heap is full. */
function heapIsFull(stderr: string): TooMuch | null {
  return /JavaScript heap out of memory/.test(stderr) ? { kind: 'too-much', bound: 'memory' } : null;
}

function unheard(code: number | null, stderr: string, most: number): Failed {
  const last = stderr.trim().split('\n').slice(0, 1).join('').slice(0, 300);
  return {
    kind: 'failed',
    what: `the process of the visit ended without a word (${code === null ? 'killed' : `exit code ${String(code)}`})${last === '' ? '' : `: ${last}`}`,
    where: '',
    next: 'Run again; if it stays so, run migrate pr in a checkout of the repository.',
    passing: true,
    wait: null,
    writes: most,
  };
}
