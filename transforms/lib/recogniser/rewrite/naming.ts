// An error that a catch or a parameter takes apart has no name to ask for the code. It gets one, and what is still read of
// it is taken apart behind it.

import type { Node } from '@babel/types';
import type { Change, Edit } from '../../codemod.ts';
import { fileStyle } from '../../file-style.ts';
import { indentOf, startsLine } from '../../lines.ts';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { nameOf, walk } from '../../tree.ts';
import { frameOf } from '../vector/condition.ts';
import { isFunction } from '../language/functions.ts';
import { patternPaths } from '../language/patterns.ts';
import type { Place } from '../names/world.ts';

/** A name for the error, and the edits that give it. */
export interface Naming {
  readonly pattern: Node & { readonly type: 'ObjectPattern' };
  readonly name: string;
  /** What is taken apart still, after `made` has changed the rest; undefined where that cannot be written. */
  edits(made: readonly Edit[]): readonly Edit[] | undefined;
}

/** The naming of an error that stands nowhere but in a pattern; undefined for every other place. */
export function namingOf(source: Source, { root, path }: Place): Naming | undefined {
  if (root.type !== 'ObjectPattern' || path.length > 0) return undefined;
  const scopes = scopesOf(source);
  const owner = frameOf(root, scopes);
  const holder = scopes.parentOf(root)?.node;
  const body = owner !== undefined && (isFunction(owner) || owner.type === 'CatchClause') ? owner.body : undefined;
  if (owner === undefined || body === undefined) return undefined;
  if (holder !== owner && (holder?.type !== 'AssignmentPattern' || scopes.parentOf(holder)?.node !== owner))
    return undefined;
  const name = ['error', 'err', 'failure', 'caught'].find((each) => isFree(source, owner, each));
  return name === undefined
    ? undefined
    : { pattern: root, name, edits: (made) => editsOf(source, root, body, name, made) };
}

/** The change together with the name it rests on; undefined where the name cannot be given. */
export function withName(change: Change, naming: Naming | undefined): Change | undefined {
  if (naming === undefined) return change;
  const edits = naming.edits(change.edits);
  return edits && { ...change, edits: [...change.edits, ...edits] };
}

function isFree(source: Source, owner: Node, name: string): boolean {
  let free = scopesOf(source).lookup(name, owner.start ?? 0) === undefined;
  walk(owner, (node) => {
    if (node.type === 'Identifier' && node.name === name) free = false;
    return free;
  });
  return free;
}

type Property = (Node & { readonly type: 'ObjectPattern' })['properties'][number];

function editsOf(
  source: Source,
  pattern: Node & { readonly type: 'ObjectPattern' },
  body: Node,
  name: string,
  made: readonly Edit[],
): readonly Edit[] | undefined {
  const rest = pattern.properties.some(({ type }) => type === 'RestElement');
  const kept = pattern.properties.filter((property) => rest || isRead(source, property, made));
  const end = pattern.typeAnnotation?.start ?? pattern.end ?? 0;
  const named: Edit = { start: pattern.start ?? 0, end, text: name };
  if (kept.length === 0) return [named];
  if (body.type !== 'BlockStatement') {
    const read = kept.map((property) => readFrom(source, property, name, made));
    return read.every((each) => each !== undefined) ? [named, ...read.flat()] : undefined;
  }
  const written =
    kept.length === pattern.properties.length
      ? source.text.slice(pattern.start ?? 0, end).trimEnd()
      : `{ ${kept.map((each) => source.text.slice(each.start ?? 0, each.end ?? 0)).join(', ')} }`;
  return [named, apart(source, body, `const ${written} = ${name}`)];
}

/** The statement that takes the error apart, at the top of the block. */
function apart(source: Source, body: Node & { readonly type: 'BlockStatement' }, text: string): Edit {
  const at = (body.start ?? 0) + 1;
  const first = body.body[0]?.start ?? at;
  const { eol, semicolon } = fileStyle(source);
  const below = startsLine(source.text, first);
  const line = below ? `${eol}${indentOf(source.text, first)}${text}${semicolon}` : ` ${text};`;
  return { start: at, end: at, text: line };
}

/** True where a name of the property is used outside what the edits took away. */
function isRead(source: Source, property: Property, made: readonly Edit[]): boolean {
  const value = property.type === 'RestElement' ? property.argument : property.value;
  return patternPaths(value).some(({ identifier }) => usesOf(source, identifier, made).length > 0);
}

function usesOf(source: Source, identifier: Node & { readonly type: 'Identifier' }, made: readonly Edit[]): Node[] {
  const uses = scopesOf(source).bindingOf(identifier)?.references ?? [];
  return uses.flatMap(({ node }) => (made.some((edit) => takes(edit, node)) ? [] : [node]));
}

/** An edit takes a use away, unless it writes the old text again. */
function takes({ start, end, text }: Edit, use: Node): boolean {
  const inside = start <= (use.start ?? 0) && (use.end ?? 0) <= end;
  return inside && !text.split(/[^\w$]+/).includes(nameOf(use) ?? '');
}

/** `message` becomes `error.message` where there is no block to take the error apart in. */
function readFrom(
  source: Source,
  property: Property,
  name: string,
  made: readonly Edit[],
): readonly Edit[] | undefined {
  if (property.type !== 'ObjectProperty' || property.computed || property.value.type !== 'Identifier') return undefined;
  const key = nameOf(property.key);
  if (key === undefined || property.key.type !== 'Identifier') return undefined;
  return usesOf(source, property.value, made).map((use) => {
    const parent = scopesOf(source).parentOf(use)?.node;
    const short = parent?.type === 'ObjectProperty' && parent.shorthand;
    return { start: use.start ?? 0, end: use.end ?? 0, text: `${short ? `${nameOf(use) ?? ''}: ` : ''}${name}.${key}` };
  });
}
