// -32000 and -32001 were how SDK v1 said "connection closed" and "request timed out". v2 says so with an SdkError whose
// code is a text of SdkErrorCode; a raw number is then only what a server itself sent.

import type { Node } from '@babel/types';
import type { Change, Codemod, Context, Edit, Finding, ImportNeed } from '../lib/codemod.ts';
import { localName } from '../lib/names.ts';
import { classNamesIn, dropConstructor, renameClass } from '../lib/port/class-names.ts';
import { settledMarkers } from '../lib/port/codemod-marker.ts';
import { contains } from '../lib/port/made-of.ts';
import { reachedBy } from '../lib/port/needles.ts';
import { type Blind, type Ported, portConditions } from '../lib/port/port.ts';
import { twoForOne } from '../lib/port/two-for-one.ts';
import { asked, choice, messageTable, portFinding, type PortMessages, said, type Said } from '../lib/port/verdict.ts';
import { scopesOf } from '../lib/scopes.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import type { Source } from '../lib/source.ts';
import { toTransform } from '../lib/to-transform.ts';
import { endOf, nameOf, startOf, unwrap, walk } from '../lib/tree.ts';
import { type Meaning, meaningOf } from './meaning.ts';
import { codeInText, rawCodesIn, type RawCode } from './raw-codes.ts';
import { typeEdits } from './written-numbers.ts';

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
    'Ask for SdkErrorCode.RequestTimeout or SdkErrorCode.ConnectionClosed where those are meant.',
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

const client = '@modelcontextprotocol/client';

export const codemod = {
  id: 'raw-code-to-sdk-code',
  title: 'Ask for the code that SDK v2 gives a timeout or a closed connection',
  needles: [...reachedBy('-32000'), ...reachedBy('-32001')],
  after: ['http-code-to-status', 'expiry-guess-to-code'],
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
    asks: ({ node }) => rawCodesIn(source, node).length > 0 || codeInText(node) !== undefined,
    tries: (blind) => tries(source, blind),
    carefully: (blind) => carefully(source, blind),
    certain: (blind) => meaning(blind) === 'client',
  }).map((ported) => finding(source, ported, meaning(ported)));
}

function finding(source: Source, ported: Ported, meaning: Meaning): Finding {
  if (ported.whose === 'foreign' || isMessage(ported)) return { ...said(ported, messages.skip), kind: 'skip' };
  if (isExpiry(source, ported)) return { ...said(ported, besideExpiry), kind: 'skip' };
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
  return (
    place.path.at(-1) === 'error' &&
    place.root.type === 'Identifier' &&
    !/^(e|err|error|reason|result)$/i.test(place.root.name)
  );
}

/** The numbers alone, then with what stands beside them: those errors are no ProtocolError any more, and their code is no number. */
function tries(source: Source, blind: Blind): readonly Change[] {
  const { formula, leaves } = blind;
  const all = rawCodesIn(source, formula.node);
  const own = all.filter(({ node }) => leaves.some((leaf) => contains(leaf.node, node)));
  const sets = own.length > 0 && own.length < all.length ? [own, all] : [all];
  const beside = [
    numberTests(formula.node),
    classTests(source, formula.node),
    { edits: classNamesIn(source, formula.node).map((each) => renameClass(each, 'SdkError')), imports: [] },
    { edits: dropConstructor(source, formula.node), imports: [] },
  ];
  const present = beside.filter(({ edits }) => edits.length > 0);
  const texts = textTests(source, blind);
  return sets.flatMap((codes) => {
    const plain = codes.length === 0 ? { edits: [], imports: [] } : spelled(source, formula.node, codes);
    return plain === undefined ? [] : subsets(present).map((some) => joined([plain, ...some, ...texts]));
  });
}

/** `e.message.startsWith('MCP error -32001')` becomes a test of the class and the code; v2 has no number in its texts. */
function textTests(source: Source, { leaves, place }: Blind): readonly Change[] {
  const { root, path } = place;
  return leaves.flatMap(({ node }): readonly Change[] => {
    const code = codeInText(node);
    if (code === undefined || root.type !== 'Identifier' || path.length > 0) return [];
    const visible = scopesOf(source).lookup(root.name, startOf(node)) === scopesOf(source).bindingOf(root);
    if (!visible) return [];
    const span = { start: startOf(node), end: endOf(node) };
    const { local, need } = codeName(source, node);
    const error = localName(source, client, 'SdkError', span);
    const test = `${root.name} instanceof ${error} && ${root.name}.code === ${local}.${code}`;
    const above = scopesOf(source).parentOf(node)?.node;
    const grouped =
      above?.type === 'UnaryExpression' || (above?.type === 'LogicalExpression' && above.operator !== '&&');
    return [
      {
        edits: [{ ...span, text: grouped ? `(${test})` : test }],
        imports: [need, { module: client, name: 'SdkError', local: error }],
      },
    ];
  });
}

/** Every choice of some, the smaller ones first. */
function subsets(changes: readonly Change[]): readonly (readonly Change[])[] {
  let all: (readonly Change[])[] = [[]];
  for (const change of changes) all = [...all, ...all.map((some) => [...some, change])];
  return all.sort((left, right) => left.length - right.length);
}

function joined(changes: readonly Change[]): Change {
  return { edits: changes.flatMap(({ edits }) => edits), imports: changes.flatMap(({ imports }) => imports) };
}

function codeName(source: Source, node: Node): { readonly local: string; readonly need: ImportNeed } {
  const known = sdkImports(source).all.find(({ name, sdk }) => name === 'SdkErrorCode' && sdk.generation === 'v2');
  const module = known?.module ?? client;
  const local = localName(source, module, 'SdkErrorCode', { start: startOf(node), end: endOf(node) });
  return { local, need: { module, name: 'SdkErrorCode', local } };
}

function spelled(source: Source, condition: Node, codes: readonly RawCode[]): Change | undefined {
  const [first] = codes;
  if (first === undefined) return undefined;
  const { local, need } = codeName(source, first.node);
  const types = typeEdits(source, condition, codes, local);
  if (types === undefined) return undefined;
  const edits = codes.map(({ node, name }): Edit => {
    const text = isKey(source, node) ? `[${local}.${name}]` : `${local}.${name}`;
    return { start: startOf(node), end: endOf(node), text };
  });
  return { edits: [...edits, ...types], imports: [need] };
}

function isKey(source: Source, node: Node): boolean {
  const parent = scopesOf(source).parentOf(node);
  return parent?.node.type === 'ObjectProperty' && parent.key === 'key' && !parent.node.computed;
}

/** The number and the code beside each other, for what a server sends as well. */
function carefully(source: Source, { formula, leaves }: Blind): readonly Change[] {
  const codes = rawCodesIn(source, formula.node).filter(({ node }) => leaves.some((leaf) => contains(leaf.node, node)));
  const [first] = codes;
  if (first === undefined) return [];
  const { local, need } = codeName(source, first.node);
  const edits = codes.map(({ node, name }) =>
    twoForOne(source, node, source.text.slice(startOf(node), endOf(node)), `${local}.${name}`),
  );
  return edits.every((each) => each !== undefined) ? [{ edits: edits.flat(), imports: [need] }] : [];
}

/** `typeof e.code === 'number'` among the conjuncts. */
function numberTests(condition: Node): Change {
  const edits: Edit[] = [];
  walk(condition, (node) => {
    if (node.type !== 'BinaryExpression' || !/^===?$/.test(node.operator)) return undefined;
    const [left, right] = [unwrap(node.left), unwrap(node.right)];
    if (left.type !== 'UnaryExpression' || left.operator !== 'typeof' || nameOf(right) !== 'number') return undefined;
    edits.push({ start: startOf(right) + 1, end: endOf(right) - 1, text: 'string' });
    return undefined;
  });
  return { edits, imports: [] };
}

/** `x instanceof ProtocolError` among the conjuncts. */
function classTests(source: Source, condition: Node): Change {
  const changes: Change[] = [];
  walk(condition, (node) => {
    const named = node.type === 'BinaryExpression' && node.operator === 'instanceof' ? node.right : classAsked(node);
    if (named === undefined || sdkImports(source).resolve(named)?.name !== 'ProtocolError') return undefined;
    const span = { start: startOf(named), end: endOf(named) };
    const local = localName(source, client, 'SdkError', span);
    changes.push({ edits: [{ ...span, text: local }], imports: [{ module: client, name: 'SdkError', local }] });
    return undefined;
  });
  if (changes.length > 0) changes.push({ edits: settledMarkers(source, condition), imports: [] });
  return joined(changes);
}

/** `ProtocolError.isInstance(e)`. */
function classAsked(node: Node): Node | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  return nameOf(node.callee.property) === 'isInstance' ? node.callee.object : undefined;
}

export default toTransform(codemod);
