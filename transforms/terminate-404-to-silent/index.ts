// The patched transport takes a 404 on DELETE for success: the session that should end is gone. What swallowed that 404
// before is dead code now.

import type { Codemod, Context, Finding, Generation } from '../lib/codemod.ts';
import { explained, generationOf, leftAlone, patchedHere } from '../lib/patched.ts';
import { inspectionOf } from '../lib/recogniser/inspection.ts';
import { isTransport } from '../lib/recogniser/names/transportness.ts';
import type { Source } from '../lib/source.ts';
import { surround } from '../lib/surroundings.ts';
import { toTransform } from '../lib/to-transform.ts';
import { spanOf } from '../lib/tree.ts';
import { fatedBy } from './dead.ts';
import { type Handler, handlersOf } from './handlers.ts';
import { needles } from './needles.ts';
import { isSilent } from './on-404.ts';
import { without404 } from './removal.ts';

const messages = {
  swallowed: 'Swallows the 404 of a session that is gone when it is to be ended.',
  'dead-branch': 'Does something about the 404 of a session that is gone when it is to be ended.',
  'stock-terminate': 'Swallows a 404 that the stock transport throws.',
} as const;

export const codemod = {
  id: 'terminate-404-to-silent',
  title: 'Let the transport end a session that is gone',
  needles,
  after: ['expiry-guess-to-code', 'stock-to-patched-transport'],
  messages,
  inspect: (source, context) => inspect(source, context),
} satisfies Codemod;

function inspect(source: Source, context: Context): readonly Finding[] {
  surround(source, context.facts);
  const inspection = inspectionOf(source, context);
  // Sessions are ended by that name elsewhere too.
  if (inspection === undefined || !(inspection.imports || inspection.mentions)) return [];
  return handlersOf(source).flatMap((handler) => findingFor(source, context, handler) ?? []);
}

function findingFor(source: Source, context: Context, handler: Handler): Finding | undefined {
  const whose = isTransport(source, handler.object);
  if (whose === 'no') return undefined;
  const generation = generationOf(source);
  const generations = new Set<Generation>(generation === 'either' ? ['v1', 'v2'] : [generation]);
  const fated = fatedBy(source, handler.error, generations);
  const edits = without404(source, handler, fated);
  if (edits === undefined) return undefined;
  const patched = patchedHere(source, context, generation);
  const say = (messageId: keyof typeof messages, reason: string, otherwise: string) => ({
    ...spanOf(handler.node),
    messageId,
    message: messages[messageId],
    reason,
    explanation: explained('terminateSession', otherwise),
  });
  const alone = leftAlone(patched);
  if (alone !== undefined)
    return { ...say('stock-terminate', alone, 'the patched transport in this package'), kind: 'skip' };
  const change = { edits, imports: [] };
  const choices = [
    { id: 'remove', label: 'Remove it: that 404 is a success now', change },
    { id: 'keep', label: 'Leave it as it is', change: { edits: [], imports: [] } },
  ];
  if (!isSilent(source, handler, fated)) {
    const reason = 'The patched transport takes that 404 for success: this does not run any more.';
    return { ...say('dead-branch', reason, 'a branch that only logs and goes on'), kind: 'ask', choices };
  }
  if (whose !== 'proven') {
    const reason = 'Nothing here says that it is the transport whose session ends.';
    return { ...say('swallowed', reason, 'a type or a test of the class'), kind: 'ask', choices };
  }
  if (patched === 'unknown') {
    const reason = 'With the patched transport this is dead code; whether it is in use here is not known yet.';
    return { ...say('swallowed', reason, 'a run over the whole repository: npx resession'), kind: 'ask', choices };
  }
  const reason = 'The patched transport takes that 404 for success; nothing else is swallowed here.';
  return { ...say('swallowed', reason, 'a handler of other errors too'), kind: 'fix', change };
}

export default toTransform(codemod);
