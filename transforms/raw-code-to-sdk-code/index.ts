// -32000 and -32001 were how SDK v1 said "connection closed" and "request timed out". v2 says so with an SdkError whose
// code is a text of SdkErrorCode; a raw number is then only what a server itself sent.

import type { Node } from '@babel/types';
import type { Codemod, Context, Finding } from '../lib/codemod.ts';
import { leadsWith } from '../lib/port/leads.ts';
import { type Blind, type Ported, portConditions } from '../lib/port/port.ts';
import { asked, choice, messageTable, portFinding, type PortMessages, said, type Said } from '../lib/port/verdict.ts';
import type { Source } from '../lib/source.ts';
import { toTransform } from '../lib/to-transform.ts';
import { walk } from '../lib/tree.ts';
import { carefully, tries } from './changes.ts';
import { type Meaning, meaningOf } from './meaning.ts';
import { needles } from './needles.ts';
import { codeInText, rawCodesIn, valueOf } from './raw-codes.ts';

const messages: PortMessages = {
  needle: '-3200',
  fix: [
    'raw-code',
    'Compares a code with the number that SDK v1 had for a timeout or a closed connection.',
    'SDK v2 says it with an SdkError and a text of SdkErrorCode.',
  ],
  ask: [
    'whose-code',
    'Compares a code with a number of SDK v1; it is not clear whether the error is one of SDK v2.',
    'The same numbers are in use with other protocols.',
  ],
  todo: [
    'mixed-code',
    'Compares a code with a number of SDK v1, among other tests that rest on it.',
    'Ask for SdkErrorCode.RequestTimeout or SdkErrorCode.ConnectionClosed where those are meant; their class is SdkError.',
  ],
  skip: [
    'another-protocol',
    'Compares the code of an error that is none of the SDK.',
    'The error comes from elsewhere.',
  ],
  choices: {
    move: 'The client found it: ask for the SdkErrorCode',
    both: 'It can be either: ask for the SdkErrorCode and for the number',
    keep: 'A server sends it: leave the number',
  },
};

const whichSender: Said = [
  'which-sender',
  'Compares a code with -32000 or -32001, which a client of SDK v1 made itself and a server can send.',
  'Nothing beside the number says whether a timeout, a closed connection or an answer of the server is meant.',
];
const sentByServer: Said = [
  'sent-by-server',
  'Compares a code with a number that a server sends.',
  'What is written around it speaks of the server, and what a server sends is still a number in SDK v2.',
];

const besideExpiry: Said = [
  'beside-expiry',
  'Compares a code with -32001 in a test that takes an expired session as well.',
  'What is meant there is the business of expiry-guess-to-code.',
];

export const codemod = {
  id: 'raw-code-to-sdk-code',
  title: 'Ask for the code that SDK v2 gives a timeout or a closed connection',
  needles,
  after: ['http-code-to-status', 'expiry-guess-to-code'],
  leadNeedles: [['-32000'], ['-32001']],
  leads: (source) => leadsWith(source, (node) => valueOf(node) !== undefined),
  messages: messageTable(
    messages.fix,
    messages.ask,
    messages.todo,
    messages.skip,
    whichSender,
    sentByServer,
    besideExpiry,
  ),
  inspect: (source, context) => inspect(source, context),
} satisfies Codemod;

function inspect(source: Source, context: Context): readonly Finding[] {
  const meaning = ({ formula, leaves }: Blind): Meaning => {
    const codes = rawCodesIn(source, formula.node);
    // Only the client's own error was put into those words.
    return codes.length === 0 && leaves.some(({ node }) => codeInText(node) !== undefined)
      ? 'client'
      : meaningOf(source, formula, codes);
  };
  return portConditions(source, context, {
    lost: ({ kind }) => kind === 'client',
    // What the server itself sends was never what these tests meant, unless a person says so.
    free: ({ kind, id }, careful) => !careful && (kind === 'sent' || (kind === 'text' && /-3200[01]/.test(id))),
    escaping: 'refused',
    // `if (!(error instanceof ProtocolError)) throw error`: what comes after never hears of a timeout.
    guards: true,
    suspects: ({ node }) => rawCodesIn(source, node).length > 0,
    asks: ({ node }) => rawCodesIn(source, node).length > 0 || codeInText(node) !== undefined,
    tries: (blind) => tries(source, blind),
    carefully: (blind) => carefully(source, blind),
    certain: (blind) => meaning(blind) === 'client',
  }).map((ported) => finding(source, ported, meaning(ported)));
}

function finding(source: Source, ported: Ported, meaning: Meaning): Finding {
  if (ported.whose === 'foreign' || isMessage(ported)) return { ...said(ported, messages.skip), kind: 'skip' };
  if (isExpiry(source, ported)) return { ...said(ported, besideExpiry), kind: 'skip' };
  if (ported.undecided === true) return unproven(source, ported);
  if (meaning === 'server') return { ...said(ported, sentByServer), kind: 'skip' };
  if (ported.whose !== 'ours' || meaning === 'client' || ported.change === undefined)
    return portFinding(source, ported, messages);
  const careful = ported.careful();
  const { choices } = messages;
  return asked(source, ported, messages, whichSender, [
    choice('move', choices.move, ported.change),
    ...(careful ? [choice('both', choices.both, careful)] : []),
  ]);
}

/** `codeOf(error) === -32001` with a function of another file. */
function unproven(source: Source, ported: Ported): Finding {
  if (ported.change === undefined) return { ...said(ported, messages.todo), kind: 'todo' };
  return asked(source, ported, messages, messages.ask, [choice('move', messages.choices.move, ported.change)]);
}

/** A -32001 in a test that is true on what a server answers that has forgotten the session, and that nobody has settled yet. */
function isExpiry(source: Source, { said: says, formula }: Ported): boolean {
  const codes = rawCodesIn(source, formula.node);
  const timeouts = codes.length === 0 || codes.some(({ name }) => name === 'RequestTimeout');
  return timeouts && says('32001') === 'true' && !isStanding(formula.node);
}

/** The test asks for the code of an expired session already. */
function isStanding(condition: Node): boolean {
  let found = false;
  walk(condition, (node) => {
    if (node.type === 'Identifier') found ||= /^(?:ClientHttpSessionExpired|isSessionExpired)$/.test(node.name);
    return !found;
  });
  return found;
}

/** `message.error.code`: a JSON-RPC message as it came over the wire holds what the server sent. */
function isMessage({ place }: Ported): boolean {
  return place.path.at(-1) === 'error';
}

export default toTransform(codemod);
