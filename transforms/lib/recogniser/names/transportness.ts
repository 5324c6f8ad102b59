// Whether an object is a Streamable HTTP client transport of the SDK: by how it was made, what it is declared as, what a test
// before says of it, what the type checker knows, or by its name alone.

import type { Node } from '@babel/types';
import { scopesOf, writtenAs } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { surroundingsOf } from '../../surroundings.ts';
import { endOf, nameOf, startOf, unwrap, walk } from '../../tree.ts';
import { sdkThing } from '../catalogue/sdk-names.ts';
import { above, isClass } from '../language/functions.ts';
import { sdkAncestor } from './class-line.ts';
import { instanceOf } from './instances.ts';
import { impliedAt } from './implied.ts';

/** `proven`: the object is a transport; `likely`: it is called one; `other`: nothing says so. */
export type Transportness = 'proven' | 'likely' | 'other';

const transport = 'StreamableHTTPClientTransport';

/** What the files say of an object. */
export function transportness(source: Source, object: Node): Transportness {
  if (isProven(source, object)) return 'proven';
  return /transport/i.test(calledBy(object) ?? '') ? 'likely' : 'other';
}

/**
 * The same with the type checker's word; `no` where it is known to be something else. `client.transport` is what was
 * connected.
 */
export function isTransport(source: Source, object: Node): Transportness | 'no' {
  const found = transportness(source, object);
  if (found === 'proven') return found;
  const instance = instanceOf(object);
  if (instance?.kind === 'sdk' && instance.name === 'Transport') return 'likely';
  if (instance !== undefined) return 'no';
  const told = typeOf(source, object);
  if (told?.includes(transport) === true) return 'proven';
  if (told !== undefined && !told.includes('Transport')) return 'no';
  return isConnected(source, object) ? 'proven' : found;
}

function isProven(source: Source, object: Node): boolean {
  // A node knows its file once the scopes of that file were asked for.
  scopesOf(source);
  const instance = instanceOf(object);
  if (instance?.kind === 'sdk' && instance.name === transport) return true;
  if (instance?.kind === 'class' && sdkAncestor(instance.node) === transport) return true;
  return isDeclared(source, unwrap(object)) || isNarrowed(source, object);
}

/** What a variable or a field is declared as, or given. */
function isDeclared(source: Source, object: Node): boolean {
  const scopes = scopesOf(source);
  if (object.type === 'Identifier') {
    const binding = scopes.bindingOf(object);
    for (const { node, identifier } of binding?.declarations ?? []) {
      if (node.type === 'VariableDeclarator' && node.init && isMade(source, node.init)) return true;
      if (identifier !== undefined && isTyped(identifier)) return true;
    }
    return (binding?.references ?? []).some(({ node, write }) => {
      const parent = write ? scopes.parentOf(node)?.node : undefined;
      return parent?.type === 'AssignmentExpression' && isMade(source, parent.right);
    });
  }
  if (object.type !== 'MemberExpression' && object.type !== 'OptionalMemberExpression') return false;
  return object.object.type === 'ThisExpression' && fieldIsTransport(source, object, calledBy(object) ?? '');
}

/** The name an object goes by. */
function calledBy(object: Node): string | undefined {
  const node = unwrap(object);
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return nameOf(node);
  return keyOf(node.property);
}

/** `if (x instanceof StreamableHTTPClientTransport)` around it, or a way out before it where `x` is none. */
function isNarrowed(source: Source, object: Node): boolean {
  const written = writtenAs(unwrap(object));
  return impliedAt(source, object).some(({ test, holds }) => {
    if (!holds || test.type !== 'BinaryExpression' || test.operator !== 'instanceof') return false;
    return writtenAs(unwrap(test.left)) === written && sdkThing(test.right)?.name === transport;
  });
}

/** The names of its type where all of them are the SDK's or the patched transport's; none of them where it is another's. */
function typeOf(source: Source, object: Node): readonly string[] | undefined {
  const told = surroundingsOf(source).types?.typeOf(source.path, startOf(object), endOf(object));
  if (told === undefined) return undefined;
  const ours = /^@modelcontextprotocol\/(?:sdk|client)$|^@resession\/transport$/;
  const named = told.names.filter((_, i) => told.packages[i] !== 'typescript');
  // `{ terminateSession(): … }` says nothing of whose it is.
  return named.length === 0 ? undefined : told.names.filter((_, i) => ours.test(told.packages[i] ?? ''));
}

/** `client.transport`, where the file connects that client with a transport that is one. */
function isConnected(source: Source, object: Node): boolean {
  const member = unwrap(object);
  if (member.type !== 'MemberExpression' && member.type !== 'OptionalMemberExpression') return false;
  if (keyOf(member.property) !== 'transport') return false;
  const instance = instanceOf(member.object);
  if (instance?.kind !== 'sdk' || instance.name !== 'Client') return false;
  const client = writtenAs(unwrap(member.object));
  return connectsIn(source).some(
    ({ receiver, given }) => receiver === client && transportness(source, given) === 'proven',
  );
}

interface Connect {
  readonly receiver: string;
  readonly given: Node;
}

const connects = new WeakMap<Source, readonly Connect[]>();

/** Every `x.connect(y)` of a file. */
function connectsIn(source: Source): readonly Connect[] {
  const known = connects.get(source);
  if (known !== undefined) return known;
  const found: Connect[] = [];
  walk(source.file.program, (node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
    const [given] = node.arguments;
    if (given !== undefined && nameOf(node.callee.property) === 'connect')
      found.push({ receiver: writtenAs(unwrap(node.callee.object)), given });
    return undefined;
  });
  connects.set(source, found);
  return found;
}

function fieldIsTransport(source: Source, at: Node, name: string): boolean {
  const owner = above(at, scopesOf(source), isClass);
  if (owner === undefined) return false;
  let proven = false;
  walk(owner, (node) => {
    if ((node.type === 'ClassProperty' || node.type === 'ClassPrivateProperty') && keyOf(node.key) === name) {
      proven ||= isTyped(node) || (node.value ? isMade(source, node.value) : false);
    }
    if (
      node.type === 'AssignmentExpression' &&
      node.left.type === 'MemberExpression' &&
      node.left.object.type === 'ThisExpression'
    ) {
      if (keyOf(node.left.property) === name) proven ||= isMade(source, node.right);
    }
    if (node.type === 'TSParameterProperty' && node.parameter.type === 'Identifier' && node.parameter.name === name) {
      proven ||= isTyped(node.parameter);
    }
    return !proven;
  });
  return proven;
}

function keyOf(key: Node): string | undefined {
  return key.type === 'PrivateName' ? key.id.name : nameOf(key);
}

/** Made here, or a name for one that is. */
function isMade(source: Source, value: Node): boolean {
  const inner = unwrap(value);
  if (inner.type === 'NewExpression') return sdkThing(inner.callee)?.name === transport;
  if (inner.type !== 'Identifier') return false;
  const declared = scopesOf(source).bindingOf(inner)?.declarations[0];
  if (declared?.identifier !== undefined && isTyped(declared.identifier)) return true;
  return declared?.node.type === 'VariableDeclarator' && declared.node.init
    ? declared.node.init !== value && isMade(source, declared.node.init)
    : false;
}

function isTyped(node: Node): boolean {
  const type = 'typeAnnotation' in node ? node.typeAnnotation : undefined;
  if (!type) return false;
  let found = false;
  walk(type, (inner) => {
    if (inner.type === 'Identifier') found ||= sdkThing(inner)?.name === transport;
    return !found;
  });
  return found;
}
