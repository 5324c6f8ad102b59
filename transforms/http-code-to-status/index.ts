// SDK v1 put the HTTP status into `code`; v2 has it in `status`, and `code` is a text. Duck-typed reads of the status went
// silently blind with the move, which the SDK's own codemod cannot see: no class is named there.

import type { Node } from '@babel/types';
import type { Change, Codemod, Context, Finding } from '../lib/codemod.ts';
import { leadsWith } from '../lib/port/leads.ts';
import { valuesBehind } from '../lib/port/guarded-values.ts';
import { contains } from '../lib/port/made-of.ts';
import { type Blind, portConditions } from '../lib/port/port.ts';
import {
  preferredAt,
  readAt,
  readsElsewhere,
  readsOf,
  renamedAt,
  type PropertyRead,
} from '../lib/port/property-reads.ts';
import { splitRead } from '../lib/port/split-read.ts';
import { asked, choice, messageTable, portFinding, type PortMessages, type Said } from '../lib/port/verdict.ts';
import { type Formula, frameOf, writtenTest } from '../lib/recogniser/vector/condition.ts';
import type { Place } from '../lib/recogniser/names/world.ts';
import { scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { toTransform } from '../lib/to-transform.ts';
import { nameOf, walk } from '../lib/tree.ts';
import { assertionFindings, assertionMessages } from './assertions.ts';
import { needles } from './needles.ts';
import { isAnotherCode } from './other-codes.ts';

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

const readElsewhere: Said = [
  'read-elsewhere',
  'Asks for an HTTP status by way of another file, which reads it off `code`.',
  'In SDK v2 the status of a refused request is in `status`; the read is to be changed where it stands.',
];

const unknownStatus: Said = [
  'unknown-status',
  'Hands `code` to something that speaks of a status; what it does is not to be seen in this file.',
  'In SDK v2 the status of a refused request is in `status`.',
];

const renaming = { property: 'code', instead: 'status', type: 'number' };

/** What a text holds that reads the code in any syntax, for more than `=== 'ENOENT'`; told before it is parsed. */
const mayRead =
  /\.\s*code(?![\w$])(?!\s*[!=]==?\s*(['"])E[A-Z_]+\1)|(['"])code\2|(?:[{,\n]|\*\/)\s*code\s*(?:[,:}=\n]|\/[*/])/;

export const codemod = {
  id: 'http-code-to-status',
  title: 'Read the HTTP status where SDK v2 has it',
  needles,
  after: [],
  leadNeedles: [
    ['code', 'export'],
    ['code', 'exports'],
  ],
  leads: (source) =>
    mayRead.test(source.text)
      ? leadsWith(source, (node) => {
          const read = readAt(source, node, renaming);
          return read !== undefined && counts(source, read);
        })
      : [],
  messages: {
    ...messageTable(messages.fix, messages.ask, messages.todo, messages.skip, unknownStatus, readElsewhere),
    ...assertionMessages,
  },
  inspect: (source, context) =>
    [...inspect(source, context), ...assertionFindings(source, context)].sort((a, b) => a.start - b.start),
} satisfies Codemod;

function inspect(source: Source, context: Context): readonly Finding[] {
  return portConditions(source, context, {
    lost: ({ kind }) => kind === 'http',
    // A wrong content type had the code -1, which nobody asks for.
    free: ({ id }) => id === 'content-type',
    escaping: 'careful',
    byTheNumber: true,
    asks: ({ node }) =>
      readsOf(source, node, renaming).some((read) => counts(source, read)) ||
      readsElsewhere(source, node, renaming, counts),
    tries: (blind) => tries(source, blind),
    suspects: (leaf, place) => isSuspect(source, leaf, place),
  }).map((ported) =>
    ported.undecided === true && ported.change !== undefined
      ? asked(source, ported, messages, unknownStatus, [choice('move', messages.choices.move, ported.change)])
      : portFinding(source, ported, isElsewhere(source, ported) ? { ...messages, todo: readElsewhere } : messages),
  );
}

/** Whether the code is there says nothing by itself: both generations have one. */
function counts(home: Source, { form, node }: PropertyRead): boolean {
  return form !== 'in' && !isAnotherCode(home, node);
}

function isElsewhere(source: Source, { formula }: Blind): boolean {
  return readsOf(source, formula.node, renaming).length === 0;
}

const statusWords =
  /status|http|forbidden|unauthori[sz]ed|not_?found|auth|denied|too_?many|rate_?limit|unavailable|gateway|server_?error|retry|throttl/i;

/** `isAuthStatus(e.code)`, `e.code === FORBIDDEN`: the error's own code, beside an imported name that speaks of a status. */
function isSuspect(source: Source, { node }: Formula, { root, path }: Place): boolean {
  const scopes = scopesOf(source);
  const isError = (name: Node): boolean =>
    scopes.bindingOf(name)?.declarations.some(({ identifier }) => identifier === root) === true;
  let [reads, speaks] = [false, false];
  walk(node, (inner) => {
    if (inner.type === 'MemberExpression' || inner.type === 'OptionalMemberExpression') {
      const own = nameOf(inner.property) === renaming.property && inner.object.type === 'Identifier';
      reads ||= path.length === 0 && own && isError(inner.object);
    }
    if (inner.type === 'Identifier' && scopes.bindingOf(inner)?.declarations[0]?.kind === 'import')
      speaks ||= statusWords.test(inner.name);
    return undefined;
  });
  return reads && speaks;
}

/** From the smallest change to the widest; where both numbers of v2 are asked for, `status` goes before `code`. */
function tries(source: Source, { formula, leaves, effective }: Blind): readonly Change[] {
  if (promisesType(source, formula.node)) return [];
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

/** `error is { code: 403 }`: who asks this predicate takes `code` for a number afterwards. */
function promisesType(source: Source, condition: Node): boolean {
  const frame = frameOf(writtenTest(condition), scopesOf(source));
  const returned = frame && 'returnType' in frame ? frame.returnType : undefined;
  if (returned?.type !== 'TSTypeAnnotation' || returned.typeAnnotation.type !== 'TSTypePredicate') return false;
  let promised = false;
  walk(returned.typeAnnotation, (node) => {
    promised ||= node.type === 'TSPropertySignature' && nameOf(node.key) === renaming.property;
    return !promised;
  });
  return promised;
}

export default toTransform(codemod);
