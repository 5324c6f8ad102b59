// From a condition that went blind to its finding: certain where the error is the SDK's, a question where it may be.

import type { Finding } from '../codemod.ts';
import { formulaText } from '../recogniser/condition.ts';
import type { Source } from '../source.ts';
import { endOf, startOf } from '../tree.ts';
import type { Ported } from './port.ts';

/** What the codemod says in each case. */
export interface PortMessages {
  readonly needle: string;
  readonly fix: readonly [id: string, message: string, reason: string];
  readonly ask: readonly [id: string, message: string, reason: string, choice: string];
  readonly todo: readonly [id: string, message: string, reason: string];
  readonly skip: readonly [id: string, message: string, reason: string];
}

/** The finding of one condition. */
export function portFinding(source: Source, ported: Ported, messages: PortMessages): Finding {
  const { formula, whose, change, rows, lost } = ported;
  const say = ([messageId, message, reason]: readonly [string, string, string, string?]) => ({
    start: startOf(formula.node),
    end: endOf(formula.node),
    messageId,
    message,
    reason,
  });
  if (whose === 'foreign') return { ...say(messages.skip), kind: 'skip' };
  if (change === undefined) return { ...say(messages.todo), kind: 'todo' };
  const explanation = {
    needle: messages.needle,
    origin: whose === 'ours' ? 'a call of an MCP client' : 'not to be seen in this file',
    formula: formulaText(formula, source.text),
    rows,
    changes: [`Sees again under SDK v2: ${lost.map(({ words }) => words).join('; ')}.`],
  };
  if (whose === 'ours') return { ...say(messages.fix), kind: 'fix', change, explanation };
  return {
    ...say(messages.ask),
    kind: 'ask',
    explanation: {
      ...explanation,
      otherwise: 'a request of an MCP client in the try, or a class of the SDK beside it',
    },
    choices: [
      { id: 'move', label: messages.ask[3], change },
      { id: 'keep', label: 'Leave it as it is', change: { edits: [], imports: [] } },
    ],
  };
}

/** The messages by id, as a codemod record lists them. */
export function messageTable({ fix, ask, todo, skip }: PortMessages): Readonly<Record<string, string>> {
  return Object.fromEntries([fix, ask, todo, skip].map(([id, message]) => [id, message]));
}
