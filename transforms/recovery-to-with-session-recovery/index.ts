// A recovery by hand that does what withSessionRecovery does, and nothing else, can be left to it. An offer: what is there
// works, so that it is only asked about where somebody wants to be asked.

import type { Codemod, Context, Finding, Generation } from '../lib/codemod.ts';
import { explained, generationOf, patchedHere } from '../lib/patched.ts';
import { meaningOf } from '../lib/recogniser/vector/means-expired.ts';
import type { Source } from '../lib/source.ts';
import { surround } from '../lib/surroundings.ts';
import { toTransform } from '../lib/to-transform.ts';
import { spanOf } from '../lib/tree.ts';
import { sameHolder } from './holder.ts';
import { needles } from './needles.ts';
import { toSession } from './rewrite.ts';
import { type Wrapper, wrappersOf } from './wrapper.ts';

const messages = {
  recovery: 'Connects anew and repeats a call whose session had expired, as withSessionRecovery does.',
} as const;

export const codemod = {
  id: 'recovery-to-with-session-recovery',
  title: 'Leave recovery by hand to withSessionRecovery',
  needles,
  after: ['expiry-guess-to-code', 'stock-to-patched-transport', 'session-reset-to-transport'],
  offers: true,
  messages,
  inspect: (source, context) => inspect(source, context),
} satisfies Codemod;

function inspect(source: Source, context: Context): readonly Finding[] {
  surround(source, context.facts);
  const generation = generationOf(source);
  if (generation === 'either' || patchedHere(source, context, generation) !== 'patched') return [];
  const generations = new Set<Generation>([generation]);
  const wrappers = wrappersOf(source).filter(({ check }) => meaningOf(source, check, generations) === 'all');
  return byHolder(wrappers).flatMap((together) => offer(source, together, generation) ?? []);
}

/** Wrappers of one client go together or not at all. */
function byHolder(wrappers: readonly Wrapper[]): readonly (readonly Wrapper[])[] {
  const groups: Wrapper[][] = [];
  for (const wrapper of wrappers) {
    const group = groups.find(([first]) => first !== undefined && sameHolder(first.holder, wrapper.holder));
    if (group === undefined) groups.push([wrapper]);
    else group.push(wrapper);
  }
  return groups;
}

function offer(source: Source, wrappers: readonly Wrapper[], generation: Generation): Finding | undefined {
  const [first] = wrappers;
  const change = toSession(source, wrappers, generation);
  if (first === undefined || change === undefined) return undefined;
  return {
    ...spanOf(first.attempt),
    kind: 'ask',
    messageId: 'recovery',
    message: messages.recovery,
    reason:
      'The helper connects once for all calls that are refused at the same time, closes the old client, and repeats no call of which a part was done.',
    explanation: explained('isSessionExpired', 'anything else that is done on the way'),
    choices: [
      { id: 'helper', label: 'Leave it to withSessionRecovery', change },
      { id: 'keep', label: 'Leave it as it is', change: { edits: [], imports: [] } },
    ],
  };
}

export default toTransform(codemod);
