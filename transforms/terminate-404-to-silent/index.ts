// The patched transport takes a 404 on DELETE for success: the session that should end is gone. What swallowed that 404
// before is dead code now.

import type { Codemod, Context, Finding, Generation } from '../lib/codemod.ts';
import { generationOf, patchedHere } from '../lib/patched.ts';
import { inspectionOf } from '../lib/recogniser/inspection.ts';
import type { Source } from '../lib/source.ts';
import { toTransform } from '../lib/to-transform.ts';
import { endOf, startOf } from '../lib/tree.ts';
import { handlersOf } from './handlers.ts';
import { without404 } from './removal.ts';

const messages = {
  swallowed: 'Swallows the 404 of a session that is gone when it is to be ended.',
  'stock-transport': 'Swallows a 404 that the stock transport throws.',
} as const;

export const codemod = {
  id: 'terminate-404-to-silent',
  title: 'Let the transport end a session that is gone',
  needles: [['terminateSession', 'catch']],
  after: ['expiry-guess-to-code', 'stock-to-patched-transport'],
  messages,
  inspect: (source, context) => inspect(source, context),
} satisfies Codemod;

function inspect(source: Source, context: Context): readonly Finding[] {
  const inspection = inspectionOf(source, context);
  // Sessions are ended by that name elsewhere too.
  if (inspection === undefined || !(inspection.imports || inspection.mentions)) return [];
  const generation = generationOf(source);
  const generations = new Set<Generation>(generation === 'either' ? ['v1', 'v2'] : [generation]);
  return handlersOf(source).flatMap((handler): Finding[] => {
    const edits = without404(source, handler, generations);
    if (edits === undefined) return [];
    const base = {
      start: startOf(handler.node),
      end: endOf(handler.node),
      messageId: 'swallowed',
      message: messages.swallowed,
    };
    const change = { edits, imports: [] };
    switch (patchedHere(source, context, generation)) {
      case 'patched':
        return [
          {
            ...base,
            kind: 'fix',
            reason: 'The patched transport takes that 404 for success; nothing else is swallowed here.',
            change,
          },
        ];
      case 'stock':
        return [
          {
            ...base,
            kind: 'skip',
            messageId: 'stock-transport',
            message: messages['stock-transport'],
            reason: 'The transport stays the stock one, which throws it.',
          },
        ];
      default:
        return [
          {
            ...base,
            kind: 'ask',
            reason: 'With the patched transport this is dead code; whether it is in use here is not known yet.',
            choices: [
              { id: 'remove', label: 'The transport is the patched one: remove it', change },
              { id: 'keep', label: 'Leave it as it is', change: { edits: [], imports: [] } },
            ],
          },
        ];
    }
  });
}

export default toTransform(codemod);
