// One name that holds what two properties hold in v2: the tests of the one get a name of their own.
// `const { code } = e` becomes `const { code, status } = e`, and `code === 401` becomes `status === 401`.

import type { Node } from '@babel/types';
import type { Change, Edit } from '../codemod.ts';
import { applyEdits } from '../edits.ts';
import { type Binding, isConstant, scopesOf, sourceOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { endOf, nameOf, startOf, unwrap, walk } from '../tree.ts';
import { contains, patternsOf } from './made-of.ts';
import { patternTypes, readsOf } from './property-reads.ts';
import type { Renaming } from './written-types.ts';

/**
 * Gives the parts of a condition their own name for the other property; without edits where that cannot be. `prefer`: for
 * the other property and, where there is none, the old one.
 */
export function splitRead(source: Source, parts: readonly Node[], renaming: Renaming, prefer: boolean): Change {
  const held = new Map<Binding, Node[]>();
  for (const part of parts) {
    for (const node of within(source, part)) {
      const binding = scopesOf(source).bindingOf(node);
      if (binding !== undefined && isConstantOrCaught(binding)) held.set(binding, [...(held.get(binding) ?? []), node]);
    }
  }
  const edits = [...held].flatMap(([binding, uses]) => {
    const name = freeName(source, renaming.instead, [
      ...uses,
      ...binding.declarations.flatMap(({ identifier }) => identifier ?? []),
    ]);
    const own = name === undefined ? undefined : ownName(source, binding, name, renaming, prefer);
    if (name === undefined || own === undefined) return [];
    return [...own, ...uses.map((use) => useEdit(source, use, name))];
  });
  return { edits, imports: [] };
}

/** The names that a part reads in its own text. */
function within(source: Source, part: Node): readonly Node[] {
  const found: Node[] = [];
  walk(part, (node) => {
    if (node.type === 'Identifier') found.push(node);
    return undefined;
  });
  return found.filter((node) => (sourceOf(node) ?? source) === source);
}

function isConstantOrCaught(binding: Binding): boolean {
  return isConstant(binding) || (binding.declarations.length === 1 && !binding.references.some(({ write }) => write));
}

function useEdit(source: Source, use: Node, name: string): Edit {
  const parent = scopesOf(source).parentOf(use)?.node;
  const shorthand = parent?.type === 'ObjectProperty' && parent.shorthand;
  const text = shorthand ? `${nameOf(use) ?? ''}: ${name}` : name;
  return { start: startOf(use), end: endOf(use), text };
}

/** What it takes that the name stands beside the old one. */
function ownName(
  source: Source,
  binding: Binding,
  name: string,
  renaming: Renaming,
  prefer: boolean,
): readonly Edit[] | undefined {
  const [declared] = binding.declarations;
  if (declared?.identifier === undefined) return undefined;
  const pattern = patternsOf(source, declared.identifier)
    .flatMap(objectPatterns)
    .find(({ properties }) => properties.some((each) => holds(each, renaming.property, declared.identifier)));
  if (pattern !== undefined) {
    const property = pattern.properties.find((each) => holds(each, renaming.property, declared.identifier));
    const at = endOf(property ?? pattern);
    const key = name === renaming.instead ? name : `${renaming.instead}: ${name}`;
    const text = prefer ? `, ${key} = ${binding.name}` : `, ${key}`;
    return [{ start: at, end: at, text }, ...patternTypes(source, pattern, renaming, 'beside')];
  }
  return declared.node.type === 'VariableDeclarator'
    ? besideAlias(source, declared.node, name, renaming, prefer)
    : undefined;
}

function objectPatterns(pattern: Node): readonly (Node & { readonly type: 'ObjectPattern' })[] {
  const found: (Node & { readonly type: 'ObjectPattern' })[] = [];
  walk(pattern, (node) => {
    if (node.type === 'ObjectPattern') found.push(node);
    return undefined;
  });
  return found;
}

function holds(each: Node, property: string, identifier: Node | undefined): boolean {
  if (each.type !== 'ObjectProperty' || each.computed || nameOf(each.key) !== property) return false;
  return (each.value.type === 'AssignmentPattern' ? each.value.left : each.value) === identifier;
}

/** `const code = e.code;` gets `const status = e.status;` on the next line. */
function besideAlias(
  source: Source,
  declarator: Node & { readonly type: 'VariableDeclarator' },
  name: string,
  renaming: Renaming,
  prefer: boolean,
): readonly Edit[] | undefined {
  const statement = scopesOf(source).parentOf(declarator)?.node;
  const { init } = declarator;
  if (statement?.type !== 'VariableDeclaration' || statement.declarations.length !== 1 || !init) return undefined;
  const value = unwrap(init);
  const read = readsOf(source, value, renaming).find(({ node }) => node === value);
  if (read === undefined || read.form !== 'member') return undefined;
  const edits = prefer ? read.preferred() : read.renamed(false);
  const from = startOf(value);
  if (edits === undefined || !edits.every((edit) => contains(value, edit))) return undefined;
  const moved = edits.map(({ start, end, text }) => ({ start: start - from, end: end - from, text }));
  const text = applyEdits(source.text.slice(from, endOf(value)), moved);
  const line = source.text.slice(source.text.lastIndexOf('\n', startOf(statement)) + 1, startOf(statement));
  if (line.trim() !== '') return undefined;
  const feed = source.text.includes('\r\n') ? '\r\n' : '\n';
  const mark = source.text[endOf(statement) - 1] === ';' ? ';' : '';
  return [
    {
      start: endOf(statement),
      end: endOf(statement),
      text: `${feed}${line}${statement.kind} ${name} = ${text}${mark}`,
    },
  ];
}

/** A name that nothing else has where it is to be used. */
function freeName(source: Source, wanted: string, at: readonly Node[]): string | undefined {
  const scopes = scopesOf(source);
  const capital = wanted.charAt(0).toUpperCase() + wanted.slice(1);
  return [wanted, `http${capital}`, `mcp${capital}`].find(
    (name) => !scopes.free.has(name) && at.every((node) => scopes.lookup(name, startOf(node)) === undefined),
  );
}
