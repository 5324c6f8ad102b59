// What makes the client: it has to be made anew at every call, for the helper closes the one before.

import type { Node } from '@babel/types';
import { sdkThing } from '../lib/recogniser/catalogue/sdk-names.ts';
import { isFunction } from '../lib/recogniser/language/functions.ts';
import { functionOf } from '../lib/recogniser/names/callee.ts';
import { instanceOf } from '../lib/recogniser/names/instances.ts';
import { returnedBy } from '../lib/recogniser/names/returned.ts';
import { isConstant, scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { endOf, isNode, nameOf, startOf, unwrap, walk } from '../lib/tree.ts';
import type { Holder } from './holder.ts';
import type { Wrapper } from './wrapper.ts';

/** How a connected client is made where the helper is: the text of a function without parameters. */
export function connectText(source: Source, { connects, closes }: Wrapper, holder: Holder): string | undefined {
  const [call] = connects;
  if (call === undefined || !makesClients(source, call, closes)) return undefined;
  const written = source.text.slice(startOf(call), endOf(call));
  const at = startOf(holder.declaration);
  const { callee } = call;
  if (callee.type === 'Identifier') {
    if (
      !standsBefore(source, callee, at, true) ||
      !call.arguments.every((each) => standsBefore(source, each, at, false))
    )
      return undefined;
    return call.arguments.length === 0 && standsBefore(source, callee, at, false) ? callee.name : `() => ${written}`;
  }
  const ofThis = callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression';
  return ofThis && holder.kind === 'field' && call.arguments.length === 0 ? `() => ${written}` : undefined;
}

/** A name that means the same where the helper is made; a function may be declared behind it. */
function standsBefore(source: Source, node: Node, offset: number, asFunction: boolean): boolean {
  const name = nameOf(node);
  if (name === undefined || node.type !== 'Identifier') return false;
  const scopes = scopesOf(source);
  const binding = scopes.bindingOf(node);
  const [declared] = binding?.declarations ?? [];
  if (binding === undefined || declared === undefined || scopes.lookup(name, offset) !== binding) return false;
  if (!isConstant(binding)) return false;
  const hoisted = declared.kind === 'function' || declared.kind === 'import' || declared.kind === 'param';
  return hoisted || asFunction || endOf(declared.node) <= offset;
}

/** Every call gives a client of its own: seen in the function, or the recovery closes the old one by itself. */
function makesClients(source: Source, call: Node & { readonly type: 'CallExpression' }, closes: boolean): boolean {
  const connect = functionOf(source, call.callee);
  if (connect === undefined) return closes && givesClients(source, call.callee);
  const made = returnedBy(connect).map((value) => {
    const inner = unwrap(value);
    const declared = inner.type === 'Identifier' ? scopesOf(source).bindingOf(inner)?.declarations[0]?.node : undefined;
    return declared?.type === 'VariableDeclarator' && declared.init ? unwrap(declared.init) : inner;
  });
  return (
    made.length > 0 &&
    made.every((value) => {
      const instance = value.type === 'NewExpression' ? instanceOf(value) : undefined;
      return instance?.kind === 'sdk' && instance.name === 'Client' && startOf(connect) <= startOf(value);
    }) &&
    connectsWhatItMakes(connect)
  );
}

function connectsWhatItMakes(connect: Node): boolean {
  if (!isFunction(connect)) return false;
  let found = false;
  walk(connect.body, (node) => {
    if (node.type === 'AwaitExpression' && node.argument.type === 'CallExpression') {
      const { callee } = node.argument;
      found ||= callee.type === 'MemberExpression' && nameOf(callee.property) === 'connect';
    }
    return !found;
  });
  return found;
}

/** `connect: () => Promise<Client>`, given by somebody else. */
function givesClients(source: Source, callee: Node): boolean {
  if (callee.type !== 'Identifier') return false;
  const declared = scopesOf(source).bindingOf(callee)?.declarations[0]?.identifier;
  const type =
    declared && 'typeAnnotation' in declared && isNode(declared.typeAnnotation) ? declared.typeAnnotation : undefined;
  if (type?.type !== 'TSTypeAnnotation' || type.typeAnnotation.type !== 'TSFunctionType') return false;
  const answer = type.typeAnnotation.typeAnnotation?.typeAnnotation;
  const [client] = answer?.type === 'TSTypeReference' ? (answer.typeParameters?.params ?? []) : [];
  if (answer?.type !== 'TSTypeReference' || nameOf(answer.typeName) !== 'Promise' || client === undefined) return false;
  return client.type === 'TSTypeReference' && sdkThing(client.typeName)?.name === 'Client';
}
