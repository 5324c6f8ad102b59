// From a condition that went blind to its finding: certain where the error is the SDK's, a question where it may be.

import type { Change, Choice, Explanation, Finding } from '../codemod.ts';
import { formulaText } from '../recogniser/vector/condition.ts';
import type { Source } from '../source.ts';
import { endOf, startOf } from '../tree.ts';
import type { Whose } from './error-source.ts';
import type { Ported } from './port.ts';

/** A message with its reason. */
export type Said = readonly [id: string, message: string, reason: string];

/** What the codemod says in each case. */
export interface PortMessages {
  readonly needle: string;
  readonly fix: Said;
  /** It is not clear whose error is tested. */
  readonly ask: Said;
  /** No change was found that keeps every test. */
  readonly todo: Said;
  readonly skip: Said;
  /** The labels of the choices: the SDK's errors alone, those of another client as well, none. */
  readonly choices: { readonly move: string; readonly both: string; readonly keep: string };
}

const origins: Readonly<Record<Whose, string>> = {
  ours: 'a call of an MCP client',
  mixed: 'a call of an MCP client, or of another one beside it',
  open: 'not to be seen in this file',
  foreign: 'something else than an MCP client',
};

const othersThan: Readonly<Record<Whose, string>> = {
  ours: 'errors of another client that come to the same test',
  mixed: 'a `try` of its own for each client',
  open: 'a request of an MCP client in the try, or a class of the SDK beside it',
  foreign: 'a request of an MCP client in the same try',
};
const othersThanTodo = 'a name of its own for each of the things that are tested';

/** The finding of one condition. */
export function portFinding(source: Source, ported: Ported, messages: PortMessages): Finding {
  const { whose, change } = ported;
  if (whose === 'foreign') return { ...said(ported, messages.skip), kind: 'skip' };
  if (change === undefined)
    return { ...said(ported, messages.todo), kind: 'todo', explanation: explained(source, ported, messages) };
  if (whose === 'ours')
    return { ...said(ported, messages.fix), kind: 'fix', change, explanation: explained(source, ported, messages) };
  const careful = ported.careful();
  const choices = [
    choice('move', messages.choices.move, change),
    ...(careful ? [choice('both', messages.choices.both, careful)] : []),
  ];
  return asked(source, ported, messages, messages.ask, choices);
}

/** A question with these choices, and the one to leave it. */
export function asked(
  source: Source,
  ported: Ported,
  messages: PortMessages,
  question: Said,
  choices: readonly Choice[],
): Finding {
  return {
    ...said(ported, question),
    kind: 'ask',
    explanation: explained(source, ported, messages),
    choices: [...choices, choice('keep', messages.choices.keep, { edits: [], imports: [] })],
  };
}

/** One answer. */
export function choice(id: string, label: string, change: Change): Choice {
  return { id, label, change };
}

/** Where a finding stands and what it says. */
export function said(
  { formula }: Pick<Ported, 'formula'>,
  [messageId, message, reason]: Said,
): { start: number; end: number; messageId: string; message: string; reason: string } {
  return { start: startOf(formula.node), end: endOf(formula.node), messageId, message, reason };
}

function explained(
  source: Source,
  { formula, whose, rows, lost, change }: Ported,
  { needle }: PortMessages,
): Explanation {
  const words = [...new Set(lost.map((row) => row.words))].join('; ');
  const seen = change === undefined ? 'Does not see under SDK v2' : 'Sees again under SDK v2';
  return {
    needle,
    origin: origins[whose],
    formula: formulaText(formula, source.text),
    rows,
    changes: words === '' ? [] : [`${seen}: ${words}.`],
    otherwise: change === undefined ? othersThanTodo : othersThan[whose],
  };
}

/** The messages by id, as a codemod record lists them. */
export function messageTable(...all: readonly Said[]): Readonly<Record<string, string>> {
  return Object.fromEntries(all.map(([id, message]) => [id, message]));
}
