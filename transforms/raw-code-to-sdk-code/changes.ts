// What to try: the numbers alone, and with what stands beside them, for those errors are of another class in SDK v2.

import type { Node } from '@babel/types';
import type { Change, Edit, ImportNeed } from '../lib/codemod.ts';
import { localName } from '../lib/names.ts';
import { classNamesIn, dropConstructor, renameClass } from '../lib/port/class-names.ts';
import { settledMarkers } from '../lib/port/codemod-marker.ts';
import { contains } from '../lib/port/made-of.ts';
import type { Blind } from '../lib/port/port.ts';
import { twoForOne } from '../lib/port/two-for-one.ts';
import { scopesOf } from '../lib/scopes.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import type { Source } from '../lib/source.ts';
import { endOf, nameOf, startOf, unwrap, walk } from '../lib/tree.ts';
import { codeInText, rawCodesIn, type RawCode } from './raw-codes.ts';
import { typeEdits } from './written-numbers.ts';

const client = '@modelcontextprotocol/client';

/** The numbers alone, then with what stands beside them: those errors are no ProtocolError any more, and their code is no number. */
export function tries(source: Source, blind: Blind): readonly Change[] {
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
export function carefully(source: Source, { formula, leaves }: Blind): readonly Change[] {
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
