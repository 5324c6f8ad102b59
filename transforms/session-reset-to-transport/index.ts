// The patched transport clears its session id before it throws. Code that reaches into it to do the same has become
// superfluous; where it is reached for other reasons too, it may mean something else, and stays.

import type { Node } from '@babel/types';
import type { Change, Codemod, Context, Finding, Generation } from '../lib/codemod.ts';
import { explained, generationOf, leftAlone, type Patched, patchedHere } from '../lib/patched.ts';
import { inspectionOf } from '../lib/recogniser/inspection.ts';
import type { Source } from '../lib/source.ts';
import { surround } from '../lib/surroundings.ts';
import { toTransform } from '../lib/to-transform.ts';
import { isWithin, spanOf } from '../lib/tree.ts';
import { onlyAfterExpiry } from './after-expiry.ts';
import { withoutInterception } from './fetch-wrapper.ts';
import { type Interception, interceptionsOf } from './interceptions.ts';
import { needles } from './needles.ts';
import { isOwn } from './own-transport.ts';
import { withoutReset } from './removable.ts';
import { field, type Reset, resetsOf } from './resets.ts';

const messages = {
  reset: 'Clears the session id of a transport that clears it by itself.',
  'reset-elsewhere': 'Clears the session id of a transport, not only after it expired.',
  'reset-alone': 'Clears the session id of a transport, and what is around it exists for nothing else.',
  'stock-reset': 'Clears the session id of a stock transport, which does not do so by itself.',
  interception:
    'Takes a 404 of a session to itself before the transport sees it, which tells an expired session by it.',
} as const;

export const codemod = {
  id: 'session-reset-to-transport',
  title: 'Leave the session id to the transport',
  needles,
  after: ['expiry-guess-to-code', 'stock-to-patched-transport'],
  messages,
  inspect: (source, context) => inspect(source, context),
} satisfies Codemod;

/** What the verdicts on one file rest on. */
interface Ground {
  readonly source: Source;
  readonly patched: Patched;
  readonly generations: ReadonlySet<Generation>;
}

function inspect(source: Source, context: Context): readonly Finding[] {
  surround(source, context.facts);
  const inspection = inspectionOf(source, context);
  if (inspection === undefined || !(inspection.imports || inspection.mentions)) return [];
  const generation = generationOf(source);
  const generations = new Set<Generation>(generation === 'either' ? ['v1', 'v2'] : [generation]);
  const ground = { source, generations, patched: patchedHere(source, context, generation) };
  const resets = resetsOf(source);
  const cleared = new Map(
    resets.flatMap(({ node, isStatement, object, whose }) =>
      isStatement && whose === 'proven' ? [[node, object] as const] : [],
    ),
  );
  const interceptions = interceptionsOf(source);
  const apart = resets.filter(({ node }) => !interceptions.some(({ branch }) => isWithin(node, branch)));
  return [
    ...apart.flatMap((reset) => ofReset(ground, reset) ?? []),
    ...interceptions.map((interception) => ofInterception(ground, interception, cleared)),
  ].sort((a, b) => a.start - b.start);
}

function say(node: Node, messageId: keyof typeof messages, reason: string, otherwise: string) {
  const needle = messageId === 'interception' ? 'mcp-session-id' : field;
  return {
    ...spanOf(node),
    messageId,
    message: messages[messageId],
    reason,
    explanation: explained(needle, otherwise),
  };
}

function ofReset({ source, patched, generations }: Ground, { node, isStatement, whose }: Reset): Finding | undefined {
  const after = onlyAfterExpiry(source, node, generations);
  // A field of that name, of something that nobody can place, is somebody's own.
  if (whose === 'other' && !after) return undefined;
  const alone = leftAlone(patched);
  if (alone !== undefined)
    return { ...say(node, 'stock-reset', alone, 'the patched transport in this package'), kind: 'skip' };
  const edits = isStatement ? withoutReset(source, node) : undefined;
  if (edits === undefined) {
    const reason = after
      ? 'Without it nothing is left of what is around it: remove that by hand, with what calls it.'
      : 'Where it is only meant for an expired session, remove what is around it by hand; where it forces a new session, it stays.';
    return { ...say(node, 'reset-alone', reason, 'a statement beside others'), kind: 'todo' };
  }
  const change: Change = { edits, imports: [] };
  const choices = [
    { id: 'remove', label: 'It is only meant for an expired session: remove it', change },
    { id: 'keep', label: 'Leave it as it is', change: { edits: [], imports: [] } },
  ];
  const ask = (messageId: 'reset' | 'reset-elsewhere', reason: string, otherwise: string): Finding => ({
    ...say(node, messageId, reason, otherwise),
    kind: 'ask',
    choices,
  });
  if (!after) {
    const reason =
      'It is reached for other reasons too: there it forces a new session, which the transport does not do.';
    return ask('reset-elsewhere', reason, 'a branch that asks for the expired code alone');
  }
  if (whose !== 'proven')
    return ask(
      'reset',
      'Nothing here says that it is the transport of the SDK.',
      'a type or a construction of the class',
    );
  if (patched === 'unknown')
    return ask(
      'reset',
      'Whether the transport is the patched one is not known yet.',
      'a run over the whole repository: npx resession',
    );
  const reason = 'The patched transport cleared the id before it threw the code that leads here.';
  return { ...say(node, 'reset', reason, 'a way here that no expired session leads'), kind: 'fix', change };
}

function ofInterception(
  { source, patched }: Ground,
  interception: Interception,
  cleared: ReadonlyMap<Node, Node>,
): Finding {
  const { branch, given } = interception;
  const alone = leftAlone(patched);
  if (alone !== undefined)
    return { ...say(branch, 'stock-reset', alone, 'the patched transport in this package'), kind: 'skip' };
  const edits = withoutInterception(source, interception, cleared);
  if (edits === undefined) {
    if ([...cleared].some(([reset, object]) => isWithin(reset, branch) && !isOwn(source, object, interception))) {
      const reason = 'It clears the id of a transport that never sees this answer: only this does so.';
      return {
        ...say(branch, 'interception', reason, 'a reset of the transport that is given this fetch'),
        kind: 'todo',
      };
    }
    const reason =
      'Let the answer pass and ask for the error code where the request is made: the transport decides on the same 404.';
    return { ...say(branch, 'interception', reason, 'a branch that only clears the id'), kind: 'todo' };
  }
  const change: Change = { edits, imports: [] };
  if (given !== undefined && patched === 'patched') {
    const reason = 'It only clears the id, which the patched transport does on the same answer.';
    return { ...say(branch, 'interception', reason, 'a branch that does more'), kind: 'fix', change };
  }
  const choices = [
    { id: 'remove', label: 'It is the fetch of the patched transport: remove it', change },
    { id: 'keep', label: 'Leave it as it is', change: { edits: [], imports: [] } },
  ];
  const reason = 'It only clears the id; whether it is the fetch of the patched transport is not known.';
  return { ...say(branch, 'interception', reason, 'the transport that is given this fetch'), kind: 'ask', choices };
}

export default toTransform(codemod);
