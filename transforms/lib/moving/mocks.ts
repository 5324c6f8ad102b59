// Mocks of the old module by its path: they go blind when what they stand for is imported from elsewhere.

import type { Node, ObjectExpression } from '@babel/types';
import type { Edit } from '../codemod.ts';
import { fileStyle } from '../file-style.ts';
import { indentOf, startsLine } from '../lines.ts';
import { editMembers } from '../removal.ts';
import { scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { endOf, nameOf, startOf, walk } from '../tree.ts';
import { mergeMocks } from './merge-mocks.ts';
import { isOpen, type Mock, mocksIn, restStaysReal, returned, spreadsReal } from './mock-calls.ts';
import { byHand, mentions, movable, type Move, type Site, toTarget } from './move.ts';

/** Every mock of the old module that stands for a name that moves. */
export function mockSites(source: Source, move: Move): readonly Site[] {
  const mocks = mocksIn(source);
  return mocks.flatMap((mock) => {
    if (!move.brings(mock.sdk)) return [];
    const there = mocks.find((other) => other.literal.value === move.to[mock.sdk.generation]);
    return siteOf(source, mock, move, there) ?? [];
  });
}

function siteOf(source: Source, mock: Mock, move: Move, there: Mock | undefined): Site | undefined {
  const { call, runner, sdk, literal, factory } = mock;
  const { generation } = sdk;
  const leave = (why: string): Site => byHand(call, generation, 'mock', why);
  if (factory === undefined) return leave(move.mockedWhole);
  const text = source.text.slice(startOf(factory), endOf(factory));
  if (!mentions(move, text)) return undefined;
  const object = returned(factory);
  if (object === undefined || runner === 'other') return leave('What its factory makes is not plain to see.');
  const named = object.properties.filter(({ type }) => type !== 'SpreadElement');
  const names = named.flatMap((each) => nameIn(each, move) ?? []);
  if (names.length < named.length) {
    if (there !== undefined) return leave(`${move.to[generation]} is mocked in this file as well.`);
    return splitOff(source, mock, object, move) ?? leave('Its factory stands for other names of the module as well.');
  }
  if (there !== undefined) {
    const edits = merged(source, mock, object, there, move);
    if (edits === undefined) return leave(`${move.to[generation]} is mocked in this file as well.`);
    return movable(call, generation, names, { edits }, 'mock');
  }
  if (named.length < object.properties.length) {
    if (!spreadsReal(source, mock, object)) return leave('What its factory spreads is not plain to see.');
    return movable(call, generation, names, { edits: pathsIn(mock, move) }, 'mock');
  }
  const rest = restStaysReal(source, mock, object, move.to[generation]);
  if (rest === undefined) return leave('Its factory is more than one object.');
  return movable(call, generation, names, { edits: [toTarget(move, literal, generation), ...rest] }, 'mock');
}

/** Into the mock of the new module that is there. What the old one left real is real in that as well, then. */
function merged(
  source: Source,
  mock: Mock,
  object: ObjectExpression,
  there: Mock,
  move: Move,
): readonly Edit[] | undefined {
  const into = there.factory && returned(there.factory);
  if (mock.factory === undefined || there.factory === undefined || into === undefined) return undefined;
  if (isOpen(object) && !spreadsReal(source, mock, object)) return undefined;
  const needsRest = isOpen(object) && !spreadsReal(source, there, into);
  const rest = needsRest ? restStaysReal(source, there, into, move.to[mock.sdk.generation]) : [];
  const from = { call: mock.call, factory: mock.factory, object };
  const edits = mergeMocks(source, [from], { call: there.call, factory: there.factory, object: into });
  return rest && edits && [...rest, ...edits];
}

/** The name of a property, where it is one that moves. */
function nameIn(property: Node, { names }: Move): string | undefined {
  const name = 'key' in property ? nameOf(property.key) : undefined;
  return name !== undefined && names.has(name) ? name : undefined;
}

/** The module's path wherever the mock names it: `importActual('…')`, `typeof import('…')`. */
function pathsIn({ call, literal, sdk }: Mock, move: Move): readonly Edit[] {
  const edits: Edit[] = [];
  walk(call, (node) => {
    if (node.type === 'StringLiteral' && node.value === literal.value) edits.push(toTarget(move, node, sdk.generation));
    return undefined;
  });
  return edits;
}

/**
 * A second mock for the new module, which takes what moves out of the first. Vitest only: there a dependency still sees
 * the real module, while under Jest it would see what is left of the mock.
 */
function splitOff(
  source: Source,
  { call, runner, sdk, literal, factory }: Mock,
  object: ObjectExpression,
  move: Move,
): Site | undefined {
  const { text } = source;
  const ours = object.properties.filter((each) => nameIn(each, move) !== undefined);
  const [first] = ours;
  const statement = scopesOf(source).parentOf(call)?.node;
  const plain = factory?.type === 'ArrowFunctionExpression' && factory.params.length === 0;
  const only =
    plain && (factory.body === object || (factory.body.type === 'BlockStatement' && factory.body.body.length === 1));
  if (runner !== 'vitest' || first === undefined || !only || statement?.type !== 'ExpressionStatement')
    return undefined;
  if (call.type !== 'CallExpression' || call.arguments[0] !== literal) return undefined;
  const style = fileStyle(source);
  const typed = source.language === 'js' ? '' : '<object>';
  const lines = startsLine(text, startOf(first));
  const indent = indentOf(text, startOf(statement));
  const gap = lines ? style.eol + indentOf(text, startOf(first)) : ' ';
  const properties = ours.map((each) => text.slice(startOf(each), endOf(each))).join(`,${gap}`);
  const close = lines ? `,${style.eol}${indent}}` : ' }';
  const body = `{${gap}...(await importOriginal${typed}()),${gap}${properties}${close}`;
  const head =
    text.slice(startOf(call), startOf(literal) + 1) + move.to[sdk.generation] + text.charAt(startOf(literal));
  const code = `${head}, async (importOriginal) => (${body}))${style.semicolon}`;
  const at = endOf(statement);
  const added = { start: at, end: at, text: style.eol + (lines ? style.eol : '') + indent + code };
  const list = { members: object.properties, added: [], dropped: new Set<Node>(ours) };
  const names = ours.flatMap((each) => nameIn(each, move) ?? []);
  return movable(call, sdk.generation, names, { edits: [...editMembers(source, list, style.eol), added] }, 'mock');
}
