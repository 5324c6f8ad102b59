// A page for the browser, written where the user says: over a page of the same kind, and over nothing else.

import path from 'node:path';
import { visibleLine } from '@resession/assistant';
import { nodeHost } from '@resession/engine';
import type { Stream } from './output.ts';
import { UsageError } from './usage-error.ts';

const kinds = { directory: 'a folder', symlink: 'a symlink', other: 'something else' } as const;

/** Before the work. Throws `UsageError`: a name that cannot be written, or that is something else's, is told at once. */
export function refusePage(typed: string, file: string, generator: string): void {
  const refuse = (what: string, next: string): never => {
    throw new UsageError(what, typed === '' ? '--html' : typed, next);
  };
  const name = 'Name a file: --html report.html';
  if (typed === '' || typed === '-') refuse('--html needs the name of a file', name);
  const there = nodeHost.lstat(file);
  if (there === null) {
    if (nodeHost.lstat(path.dirname(file)) === null) refuse('the folder of the page is not there', 'Make it first.');
    return;
  }
  if (there.kind !== 'file') refuse(`that is ${kinds[there.kind]}, not a file`, name);
  const start = Buffer.alloc(2048);
  nodeHost.readInto(file, start);
  if (there.size > 0 && !start.includes(`content="${generator}"`))
    refuse('that file is there and is no page of ours', 'Name another one, or remove it first.');
}

/** Writes it and says where. Throws `UsageError`. */
export async function writePage(file: string, page: string, err: Stream): Promise<void> {
  await nodeHost.write(file, Buffer.from(page)).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`the page cannot be written: ${why}`, file, 'Name a file in a folder that is there.');
  });
  err.write(`Wrote the page; open it in a browser: ${visibleLine(file)}\n`);
}
