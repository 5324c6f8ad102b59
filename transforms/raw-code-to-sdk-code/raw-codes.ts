// Where a condition says -32000 or -32001: as a number, as a text, or by the name of a constant.

import type { Node } from '@babel/types';
import { definitionOf } from '../lib/links.ts';
import { madeOf } from '../lib/port/made-of.ts';
import { isConstant, scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { nameOf, unwrap, walk } from '../lib/tree.ts';

/** What SDK v2 calls it. */
export type SdkCodeName = 'ConnectionClosed' | 'RequestTimeout';

const names: Readonly<Record<string, SdkCodeName>> = { '-32000': 'ConnectionClosed', '-32001': 'RequestTimeout' };

/** One place that says it. */
export interface RawCode {
  readonly node: Node;
  readonly name: SdkCodeName;
  /** The constant, in words, where it is named. */
  readonly called: string | undefined;
}

/** Every place in what a condition is made of. A constant is taken where it is used, not where it is defined. */
export function rawCodesIn(source: Source, condition: Node): readonly RawCode[] {
  const found = new Map<Node, RawCode>();
  const scopes = scopesOf(source);
  for (const part of madeOf(source, condition)) {
    walk(part, (node) => {
      const parent = scopes.parentOf(node);
      const name = valueOf(node) ?? constant(node);
      if (name === undefined || found.has(node)) return undefined;
      if (isDefinition(source, node) || (parent && constant(parent.node) !== undefined)) return undefined;
      const called =
        node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? nameOf(node.property) : undefined;
      found.set(node, { node, name, called });
      return undefined;
    });
  }
  return [...found.values()];
}

/** A leaf that looks for the number in a longer text of v1: `MCP error -32001: Request timed out`. */
export function codeInText(node: Node): SdkCodeName | undefined {
  let found: SdkCodeName | undefined;
  walk(node, (inner) => {
    const text = inner.type === 'StringLiteral' ? inner.value : inner.type === 'RegExpLiteral' ? inner.pattern : '';
    const code = /-3200[01](?!\d)/.exec(text)?.[0];
    if (code !== undefined && code !== text) found ??= names[code];
    return found === undefined;
  });
  return found;
}

/** Which of the two a literal is. */
export function valueOf(node: Node): SdkCodeName | undefined {
  if (node.type === 'StringLiteral') return names[node.value];
  if (node.type !== 'UnaryExpression' || node.operator !== '-' || node.argument.type !== 'NumericLiteral')
    return undefined;
  return names[String(-node.argument.value)];
}

/** `TIMEOUT`, `Codes.TIMEOUT`, `Codes['TIMEOUT']`: a constant of this file that is one of the numbers. */
function constant(node: Node): SdkCodeName | undefined {
  if (node.type === 'Identifier') {
    const value = valueBehind(node);
    return value && valueOf(unwrap(value));
  }
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return undefined;
  const key = node.computed && node.property.type !== 'StringLiteral' ? undefined : nameOf(node.property);
  const table = valueBehind(node.object);
  const value = table && key !== undefined ? entryOf(unwrap(table), key) : undefined;
  return value && valueOf(unwrap(value));
}

/** The initialiser of a constant, or the enum itself, be it of another file; undefined where the name is declared. */
function valueBehind(name: Node): Node | undefined {
  const found = definitionOf(name);
  if (found?.kind !== 'binding') return undefined;
  const [declared] = found.binding.declarations;
  if (declared === undefined || declared.identifier === name || !isConstant(found.binding)) return undefined;
  if (declared.node.type === 'TSEnumDeclaration') return declared.node;
  if (declared.node.type !== 'VariableDeclarator' || declared.node.id !== declared.identifier) return undefined;
  const init = declared.node.init ?? undefined;
  const frozen =
    init?.type === 'CallExpression' &&
    init.callee.type === 'MemberExpression' &&
    nameOf(init.callee.property) === 'freeze';
  return frozen ? init.arguments[0] : init;
}

function entryOf(table: Node, key: string): Node | undefined {
  if (table.type === 'TSEnumDeclaration')
    return table.members.find(({ id }) => nameOf(id) === key)?.initializer ?? undefined;
  if (table.type !== 'ObjectExpression') return undefined;
  const entry = table.properties.find(
    (each) => each.type === 'ObjectProperty' && !each.computed && nameOf(each.key) === key,
  );
  return entry?.type === 'ObjectProperty' ? entry.value : undefined;
}

/** True for the number itself in `const TIMEOUT = -32001` and in a table or enum of such. */
function isDefinition(source: Source, node: Node): boolean {
  const scopes = scopesOf(source);
  let parent = scopes.parentOf(node);
  while (parent && /^(TSAsExpression|TSSatisfiesExpression|ParenthesizedExpression)$/.test(parent.node.type)) {
    parent = scopes.parentOf(parent.node);
  }
  if (parent === undefined) return false;
  const { node: above } = parent;
  if (above.type === 'VariableDeclarator') return above.id.type === 'Identifier';
  return above.type === 'TSEnumMember' || (above.type === 'ObjectProperty' && scopes.parentOf(node)?.key === 'value');
}
