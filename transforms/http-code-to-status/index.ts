// SDK v1 put the HTTP status into `code`; v2 has it in `status`, and `code` is a text. Duck-typed reads of the status went
// silently blind with the move, which the SDK's own codemod cannot see: no class is named there.

import type { Change, Codemod, Context, Finding } from '../lib/codemod.ts';
import { valuesBehind } from '../lib/port/guarded-values.ts';
import { contains } from '../lib/port/made-of.ts';
import { reachedBy } from '../lib/port/needles.ts';
import { type Blind, portConditions } from '../lib/port/port.ts';
import { preferredAt, readsOf, renamedAt, type PropertyRead } from '../lib/port/property-reads.ts';
import { splitRead } from '../lib/port/split-read.ts';
import { messageTable, portFinding, type PortMessages } from '../lib/port/verdict.ts';
import type { Source } from '../lib/source.ts';
import { toTransform } from '../lib/to-transform.ts';

const messages: PortMessages = {
  needle: 'code',
  fix: [
    'status-read',
    'Reads the HTTP status off `code`, where SDK v2 has a text.',
    'In SDK v2 the status of a refused request is in `status`; `code` is a text there.',
  ],
  ask: [
    'whose-error',
    'Reads an HTTP status off `code`; it is not clear whether the error is one of SDK v2.',
    'Errors of another HTTP client may well have a number in `code`.',
  ],
  todo: [
    'shared-read',
    'Reads an HTTP status off `code` in a place that other tests rest on as well.',
    'No change of the read keeps every test that rests on it; ask `error.status` where the status is meant.',
  ],
  skip: [
    'another-client',
    'Reads a status off `code` of an error that is none of the SDK.',
    'The error comes from another HTTP client.',
  ],
  choices: {
    move: 'It is an error of SDK v2: read `status`',
    both: 'It can be either: read `status` and, where there is none, `code`',
    keep: 'Leave it as it is',
  },
};

const renaming = { property: 'code', instead: 'status', type: 'number' };

export const codemod = {
  id: 'http-code-to-status',
  title: 'Read the HTTP status where SDK v2 has it',
  needles: reachedBy('code'),
  after: ['expiry-guess-to-code'],
  messages: messageTable(messages.fix, messages.ask, messages.todo, messages.skip),
  inspect: (source, context) => inspect(source, context),
} satisfies Codemod;

function inspect(source: Source, context: Context): readonly Finding[] {
  return portConditions(source, context, {
    lost: ({ kind }) => kind === 'http',
    // A wrong content type had the code -1, which nobody asks for.
    free: ({ id }) => id === 'content-type',
    escaping: 'careful',
    asks: ({ node }) => readsOf(source, node, renaming).length > 0,
    tries: (blind) => tries(source, blind),
  }).map((ported) => portFinding(source, ported, messages));
}

/** From the smallest change to the widest; where both numbers of v2 are asked for, `status` goes before `code`. */
function tries(source: Source, { formula, leaves, effective }: Blind): readonly Change[] {
  const reads = readsOf(source, formula.node, renaming);
  const all = effective(reads, (read) => renamedAt([read], reads));
  const inside = all.filter(({ node }) => contains(formula.node, node));
  const inLeaves = inside.filter(({ node }) => leaves.some((leaf) => contains(leaf.node, node)));
  const behind = (some: readonly PropertyRead[]): readonly PropertyRead[] => [
    ...some,
    ...valuesBehind(source, formula, some, renaming),
  ];
  const parts = leaves.map(({ node }) => node);
  const sets = [inside, inLeaves, all].map(behind);
  return [
    ...sets.map((some) => renamedAt(some, reads)),
    splitRead(source, parts, renaming, false),
    ...[inLeaves, inside].map((some) => preferredAt(behind(some))),
    splitRead(source, parts, renaming, true),
    preferredAt(behind(all)),
  ];
}

export default toTransform(codemod);
