// One import statement changed in place: specifiers dropped and appended, the statement gone when it is empty.

import type { Node } from '@babel/types';
import type { Edit, ImportNeed } from './codemod.ts';
import type { FileStyle } from './file-style.ts';
import { editMembers } from './removal.ts';
import type { Source } from './source.ts';
import { endOf, startOf } from './tree.ts';

/** A statement and what becomes of it. */
export interface StatementChange {
  readonly statement: Node;
  readonly dropped: ReadonlySet<Node>;
  readonly added: readonly ImportNeed[];
}

/** The nodes of a statement that bring one name each. A declarator with a plain name is its own. */
export function nodesOf(statement: Node): readonly Node[] {
  if (statement.type === 'ImportDeclaration' || statement.type === 'ExportNamedDeclaration')
    return statement.specifiers;
  if (statement.type === 'VariableDeclarator' && statement.id.type === 'ObjectPattern') return statement.id.properties;
  return [statement];
}

/** How a need is written between the braces of an import, or of a `require` taken apart. */
export function specifierText(need: ImportNeed, between: 'as ' | ': '): string {
  if (need.local === need.name) return need.name;
  return between === ': ' ? `${need.name}: ${need.local}` : `${need.name} as ${need.local}`;
}

/** The edits for one statement that stays. */
export function editStatement(source: Source, change: StatementChange, style: FileStyle): readonly Edit[] {
  const { statement, dropped, added } = change;
  if (dropped.size === 0 && added.length === 0) return [];
  const nodes = nodesOf(statement);
  const between = statement.type === 'VariableDeclarator' ? ': ' : 'as ';
  const texts = added.map((need) => specifierText(need, between));
  const members = nodes.filter(({ type }) => type !== 'ImportDefaultSpecifier' && type !== 'ImportNamespaceSpecifier');
  const heads = nodes.filter((node) => !members.includes(node));
  return [
    ...editHeads(source, heads, members, change, texts),
    ...editBraces(source, heads, members, change, texts, style),
  ];
}

/** The default and namespace specifiers in front of the braces. */
function editHeads(
  source: Source,
  heads: readonly Node[],
  members: readonly Node[],
  { dropped }: StatementChange,
  texts: readonly string[],
): readonly Edit[] {
  const [head, second] = heads;
  if (head === undefined) return [];
  const braces = members.length > 0 ? openBrace(source, members) : undefined;
  if (dropped.has(head)) {
    const follower = second !== undefined && !dropped.has(second) ? startOf(second) : braces;
    if (follower !== undefined) return [{ start: startOf(head), end: follower, text: '' }];
    return [{ start: startOf(head), end: endOf(second ?? head), text: `{ ${texts.join(', ')} }` }];
  }
  if (second !== undefined && dropped.has(second)) return [{ start: endOf(head), end: endOf(second), text: '' }];
  if (members.length === 0 && texts.length > 0) {
    return [{ start: endOf(head), end: endOf(head), text: `, { ${texts.join(', ')} }` }];
  }
  return [];
}

function editBraces(
  source: Source,
  heads: readonly Node[],
  members: readonly Node[],
  { dropped }: StatementChange,
  added: readonly string[],
  style: FileStyle,
): readonly Edit[] {
  const [head] = heads;
  const last = members.at(-1);
  if (last === undefined) return [];
  const gone = members.every((member) => dropped.has(member)) && added.length === 0;
  if (gone && head !== undefined) {
    const close = source.text.indexOf('}', endOf(last));
    return [{ start: endOf(head), end: close + 1, text: '' }];
  }
  return editMembers(source, { members, added, dropped }, style.eol);
}

/** Offset of the brace in front of the first member. */
function openBrace(source: Source, members: readonly Node[]): number {
  const [first] = members;
  return first === undefined ? 0 : source.text.lastIndexOf('{', startOf(first));
}
