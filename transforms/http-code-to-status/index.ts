// SDK v1 put the HTTP status into `code`; v2 has it in `status`, and `code` is a text. Duck-typed reads of the status went
// silently blind with the move, which the SDK's own codemod cannot see: no class is named there.

import type { Change, Codemod, Context, Finding } from '../lib/codemod.ts';
import { reachedBy } from '../lib/port/needles.ts';
import { contains, portConditions } from '../lib/port/port.ts';
import { readsOf, type PropertyRead } from '../lib/port/property-reads.ts';
import { messageTable, portFinding, type PortMessages } from '../lib/port/verdict.ts';
import type { Formula } from '../lib/recogniser/condition.ts';
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
    'It is an error of SDK v2: read `status`',
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
};

export const codemod = {
  id: 'http-code-to-status',
  title: 'Read the HTTP status where SDK v2 has it',
  needles: reachedBy('code'),
  after: ['expiry-guess-to-code'],
  messages: messageTable(messages),
  inspect: (source, context) => inspect(source, context),
} satisfies Codemod;

function inspect(source: Source, context: Context): readonly Finding[] {
  return portConditions(source, context, {
    lost: ({ id }) => /^http-|404$|^32|^html$|^text$|^empty$|^400/.test(id),
    asks: ({ node }) => readsOf(source, node, 'code', 'status').length > 0,
    tries: (formula, blind) => tries(source, formula, blind),
  }).map((ported) => portFinding(source, ported, messages));
}

/** From the smallest change to the widest; where both numbers of v2 are asked for, `status` goes before `code`. */
function tries(source: Source, formula: Formula, blind: readonly Formula[]): readonly Change[] {
  const reads = readsOf(source, formula.node, 'code', 'status');
  const inside = reads.filter(({ node }) => contains(formula.node, node));
  const inLeaves = inside.filter(({ node }) => blind.some((leaf) => contains(leaf.node, node)));
  const renamed = (some: readonly PropertyRead[]): Change => ({
    edits: some.flatMap((read) => read.renamed),
    imports: [],
  });
  const preferred = (some: readonly PropertyRead[]): Change => ({
    edits: some.every((read) => read.preferred !== undefined) ? some.flatMap((read) => read.preferred ?? []) : [],
    imports: [],
  });
  return [...[inside, inLeaves, reads].map(renamed), ...[inLeaves, inside, reads].map(preferred)];
}

export default toTransform(codemod);
