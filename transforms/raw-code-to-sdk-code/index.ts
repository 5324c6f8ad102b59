// -32000 and -32001 were how SDK v1 said "connection closed" and "request timed out". v2 says so with an SdkError whose
// code is a text of SdkErrorCode; a raw number is then only what a server itself sent.

import type { Node } from '@babel/types';
import type { Change, Codemod, Context, Edit, Finding, ImportNeed } from '../lib/codemod.ts';
import { localName } from '../lib/names.ts';
import { reachedBy } from '../lib/port/needles.ts';
import { contains, portConditions } from '../lib/port/port.ts';
import { messageTable, portFinding, type PortMessages } from '../lib/port/verdict.ts';
import { closureOf } from '../lib/recogniser/closure.ts';
import type { Formula } from '../lib/recogniser/condition.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import type { Source } from '../lib/source.ts';
import { toTransform } from '../lib/to-transform.ts';
import { endOf, startOf, walk } from '../lib/tree.ts';

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
    'It is an error of SDK v2: ask for the SdkErrorCode',
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
};

const names: Readonly<Record<number, string>> = { 32000: 'ConnectionClosed', 32001: 'RequestTimeout' };
const client = '@modelcontextprotocol/client';

export const codemod = {
  id: 'raw-code-to-sdk-code',
  title: 'Ask for the code that SDK v2 gives a timeout or a closed connection',
  needles: [...reachedBy('-32000'), ...reachedBy('-32001')],
  after: ['expiry-guess-to-code', 'http-code-to-status'],
  messages: messageTable(messages),
  inspect: (source, context) => inspect(source, context),
} satisfies Codemod;

function inspect(source: Source, context: Context): readonly Finding[] {
  return portConditions(source, context, {
    lost: ({ id }) => id === 'timeout' || id === 'closed',
    // What a server sends inside a 200 was never what these tests meant.
    free: ({ id }) => id === 'inside-200',
    asks: ({ node }) => numbersIn(source, node).length > 0,
    tries: (formula, blind) => tries(source, formula, blind),
  }).map((ported) => portFinding(source, ported, messages));
}

interface RawCode {
  readonly node: Node;
  readonly name: string;
}

function numbersIn(source: Source, condition: Node): readonly RawCode[] {
  const found = new Map<Node, RawCode>();
  for (const part of closureOf(source, condition)) {
    walk(part, (node) => {
      const negative = node.type === 'UnaryExpression' && node.operator === '-' ? node.argument : undefined;
      const name = negative?.type === 'NumericLiteral' ? names[negative.value] : undefined;
      if (name !== undefined) found.set(node, { node, name });
      return undefined;
    });
  }
  return [...found.values()];
}

/** First the numbers alone, then with the class test beside them: those errors are no ProtocolError any more. */
function tries(source: Source, formula: Formula, blind: readonly Formula[]): readonly Change[] {
  const all = numbersIn(source, formula.node);
  const own = all.filter(({ node }) => blind.some((leaf) => contains(leaf.node, node)));
  const sets = own.length > 0 && own.length < all.length ? [own, all] : [all];
  const plain = sets.map((codes) => spelled(source, codes));
  const classes = classTests(source, formula.node);
  return [
    ...plain,
    ...plain.map(({ edits, imports }): Change => ({
      edits: [...edits, ...classes.flatMap(({ edit }) => edit)],
      imports: [...imports, ...classes.flatMap(({ need }) => need)],
    })),
  ];
}

function spelled(source: Source, codes: readonly RawCode[]): Change {
  const known = sdkImports(source).all.find(({ name, sdk }) => name === 'SdkErrorCode' && sdk.generation === 'v2');
  const module = known?.module ?? client;
  const [first] = codes;
  if (first === undefined) return { edits: [], imports: [] };
  const local = localName(source, module, 'SdkErrorCode', { start: startOf(first.node), end: endOf(first.node) });
  const edits = codes.map(({ node, name }): Edit => ({
    start: startOf(node),
    end: endOf(node),
    text: `${local}.${name}`,
  }));
  return { edits, imports: [{ module, name: 'SdkErrorCode', local }] };
}

/** `x instanceof ProtocolError` among the conjuncts. */
function classTests(source: Source, condition: Node): readonly { readonly edit: Edit; readonly need: ImportNeed }[] {
  const found: { edit: Edit; need: ImportNeed }[] = [];
  walk(condition, (node) => {
    if (node.type !== 'BinaryExpression' || node.operator !== 'instanceof') return undefined;
    const { right } = node;
    if (right.type !== 'Identifier' || sdkImports(source).resolve(right)?.name !== 'ProtocolError') return undefined;
    const span = { start: startOf(right), end: endOf(right) };
    const local = localName(source, client, 'SdkError', span);
    found.push({ edit: { ...span, text: local }, need: { module: client, name: 'SdkError', local } });
    return undefined;
  });
  return found;
}

export default toTransform(codemod);
