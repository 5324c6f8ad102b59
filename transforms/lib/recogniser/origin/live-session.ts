// The patched transport clears its id before it throws: `transport.sessionId` read in the catch is then always undefined.

import type { Node } from '@babel/types';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { nameOf, unwrap, walk } from '../../tree.ts';
import { above, isClass } from '../language/functions.ts';
import { instanceOf } from '../names/instances.ts';
import { sdkThing } from '../catalogue/sdk-names.ts';

/** `proven`: the object is a transport; `likely`: it is called one; `other`: no live session id is read. */
export type LiveSession = 'proven' | 'likely' | 'other';

/** Judges one leaf, which is read where the error is handled. */
export function liveSession(source: Source, leaf: Node, handler: Node): LiveSession {
  let worst: LiveSession = 'other';
  walk(leaf, (node) => {
    if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
      if (/^_?sessionId$/.test(nameOf(node.property) ?? ''))
        worst = stronger(worst, transportness(source, unwrap(node.object)));
    }
    if (node.type === 'Identifier') {
      const declared = scopesOf(source).bindingOf(node)?.declarations[0];
      const init =
        declared?.node.type === 'VariableDeclarator' && declared.kind === 'const' ? declared.node.init : undefined;
      // Captured in the handler itself it is as live as read there; captured before, it stays.
      if (init && contains(handler, init) && init !== leaf && !contains(init, leaf))
        worst = stronger(worst, liveSession(source, init, handler));
    }
    return undefined;
  });
  return worst;
}

function stronger(left: LiveSession, right: LiveSession): LiveSession {
  const order: readonly LiveSession[] = ['other', 'likely', 'proven'];
  return order.indexOf(left) >= order.indexOf(right) ? left : right;
}

function contains(outer: Node, inner: Node): boolean {
  return (outer.start ?? 0) <= (inner.start ?? 0) && (inner.end ?? 0) <= (outer.end ?? 0);
}

function transportness(source: Source, object: Node): LiveSession {
  const instance = instanceOf(object);
  if (instance?.kind === 'sdk' && instance.name === 'StreamableHTTPClientTransport') return 'proven';
  const scopes = scopesOf(source);
  if (object.type === 'Identifier') {
    const binding = scopes.bindingOf(object);
    for (const { node, identifier } of binding?.declarations ?? []) {
      if (node.type === 'VariableDeclarator' && node.init && isTransport(source, node.init)) return 'proven';
      if (identifier !== undefined && typedAsTransport(source, identifier)) return 'proven';
    }
    for (const { node, write } of binding?.references ?? []) {
      const parent = write ? scopes.parentOf(node)?.node : undefined;
      if (parent?.type === 'AssignmentExpression' && isTransport(source, parent.right)) return 'proven';
    }
    return /transport/i.test(object.name) ? 'likely' : 'other';
  }
  if (object.type !== 'MemberExpression' && object.type !== 'OptionalMemberExpression') return 'other';
  const name = object.property.type === 'PrivateName' ? object.property.id.name : (nameOf(object.property) ?? '');
  if (object.object.type === 'ThisExpression' && fieldIsTransport(source, object, name)) return 'proven';
  return /transport/i.test(name) ? 'likely' : 'other';
}

function fieldIsTransport(source: Source, at: Node, name: string): boolean {
  const owner = above(at, scopesOf(source), isClass);
  if (owner === undefined) return false;
  let proven = false;
  walk(owner, (node) => {
    if ((node.type === 'ClassProperty' || node.type === 'ClassPrivateProperty') && keyOf(node.key) === name) {
      proven ||= typedAsTransport(source, node) || (node.value ? isTransport(source, node.value) : false);
    }
    if (
      node.type === 'AssignmentExpression' &&
      node.left.type === 'MemberExpression' &&
      node.left.object.type === 'ThisExpression'
    ) {
      if (keyOf(node.left.property) === name) proven ||= isTransport(source, node.right);
    }
    if (node.type === 'TSParameterProperty' && node.parameter.type === 'Identifier' && node.parameter.name === name) {
      proven ||= typedAsTransport(source, node.parameter);
    }
    return !proven;
  });
  return proven;
}

function keyOf(key: Node): string | undefined {
  return key.type === 'PrivateName' ? key.id.name : nameOf(key);
}

function isTransport(source: Source, value: Node): boolean {
  const inner = unwrap(value);
  if (inner.type === 'NewExpression') return /^StreamableHTTPClientTransport$/.test(sdkThing(inner.callee)?.name ?? '');
  if (inner.type !== 'Identifier') return false;
  const declared = scopesOf(source).bindingOf(inner)?.declarations[0];
  if (declared?.identifier !== undefined && typedAsTransport(source, declared.identifier)) return true;
  return declared?.node.type === 'VariableDeclarator' && declared.node.init
    ? declared.node.init !== value && isTransport(source, declared.node.init)
    : false;
}

function typedAsTransport(source: Source, node: Node): boolean {
  const type = 'typeAnnotation' in node ? node.typeAnnotation : undefined;
  if (!type) return false;
  let found = false;
  walk(type, (inner) => {
    if (inner.type === 'Identifier') found ||= sdkThing(inner)?.name === 'StreamableHTTPClientTransport';
    return !found;
  });
  return found;
}
