// One codemod over one file: whether it has to look at it, and what it says, whatever it does.

import type { Codemod, Source, Todo } from '@resession/transforms/lib';
import { type Answers, holdsNeedle, inspect, type Inspected } from '../inspect.ts';
import type { Round } from './round.ts';

/** Whether a codemod has to look at a file: for a text that it holds, or a name that it imports. */
export function concerns({ follows }: Round, codemod: Codemod, path: string, text: string): boolean {
  return holdsNeedle(codemod, text) || follows(codemod, path);
}

/** What a codemod finds; one that fails leaves the file to a person and the run goes on. */
export function inspected(
  codemod: Codemod,
  source: Source,
  { checkStyle, analysis }: Pick<Round, 'checkStyle' | 'analysis'>,
  answers: Answers,
): Inspected {
  try {
    return inspect(codemod, source, checkStyle, answers, analysis.around(source));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const reason = `It said: ${message}. It changed nothing in this file; look at it by hand.`;
    const said = `The codemod ${codemod.id} failed on this file.`;
    const todo: Todo = { kind: 'todo', start: 0, end: 0, messageId: 'codemod-failed', message: said, reason };
    return { findings: [todo], asked: new Set() };
  }
}
