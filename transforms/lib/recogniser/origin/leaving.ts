// How a function is left: what it returns, and what the handlers in a block throw in an error's place.

import type { Node } from '@babel/types';
import { scopesOf, sourceOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { nameOf, unwrap, walk } from '../../tree.ts';
import { callSites } from '../names/call-sites.ts';
import { functionOf } from '../names/callee.ts';
import { functionName, isFunction } from '../language/functions.ts';
import { isWorthFollowing } from '../names/follow.ts';
import { saysExpiry } from '../catalogue/probes.ts';
import { ownNodes, returnedBy } from '../names/returned.ts';
import { isRequest } from './call-kinds.ts';
import { sdkThing } from '../catalogue/sdk-names.ts';

/** What a function may return. */
export function returnsOf(source: Source, owner: Node): readonly Node[] {
  if (!isFunction(owner)) return [];
  const values = returnedBy(owner);
  return owner.body.type === 'BlockStatement' ? unguarded(source, owner.body, values) : values;
}

/** `if (e instanceof Error) return e;` sends every error back itself; what else is returned is for other values. */
function unguarded(source: Source, body: Node, values: readonly Node[]): readonly Node[] {
  const asked = new Set<string>();
  ownNodes(body, (node) => {
    if (node.type === 'IfStatement') for (const name of testedAsError(source, node.test)) asked.add(name);
  });
  const themselves = values.filter((value) => asked.has(nameOf(unwrap(value)) ?? ''));
  return themselves.length > 0 ? themselves : values;
}

/** The names that a test shows to be errors such as the transport throws: `e` in `e instanceof Error`. */
export function testedAsError(source: Source, node: Node): readonly string[] {
  const test = unwrap(node);
  if (test.type === 'UnaryExpression' && test.operator === '!') return testedAsError(source, test.argument);
  const subject =
    test.type === 'BinaryExpression' && test.operator === 'instanceof' && holdsTransportErrors(source, test.right)
      ? test.left
      : test.type === 'CallExpression' && /(?:^|\.)(?:isError|isNativeError)$/.test(calleeName(test.callee))
        ? test.arguments[0]
        : undefined;
  const name = subject && nameOf(unwrap(subject));
  return name === undefined ? [] : [name];
}

function calleeName(callee: Node): string {
  return nameOf(callee) ?? (callee.type === 'MemberExpression' ? `.${nameOf(callee.property) ?? ''}` : '');
}

/** Every error of the transport is of these classes; `e instanceof ToolError` lets none of them pass. */
function holdsTransportErrors(source: Source, type: Node): boolean {
  const thing = sdkThing(type);
  if (thing !== undefined) return /^(StreamableHTTPError|SdkError|SdkHttpError)$/.test(thing.name);
  return nameOf(type) === 'Error' && scopesOf(source).bindingOf(type) === undefined;
}

/** One thing that may reach the catch around a block: the error of a request, or what a handler throws instead. */
export type Thrown = { readonly kind: 'request'; readonly at: Node } | { readonly kind: 'value'; readonly at: Node };

const deepest = 5;

/** What reaches the catch around a block, or the handler behind a promise. */
export function throwsOf(source: Source, block: Node): readonly Thrown[] {
  const found: Thrown[] = [];
  const visited = new Set<Node>();
  visit(block, 0);
  return found;

  function visit(node: Node, depth: number): void {
    if (visited.has(node) || depth > deepest) return;
    visited.add(node);
    walk(node, (inner) => {
      if (inner.type === 'TryStatement' && inner.handler) {
        handled(inner.handler, inner.handler.param ?? undefined, inner.handler.body, depth);
        if (inner.finalizer) visit(inner.finalizer, depth);
        return false;
      }
      if (inner.type !== 'CallExpression' && inner.type !== 'OptionalCallExpression') return undefined;
      return called(inner, depth);
    });
  }

  function called(
    call: Node & { readonly type: 'CallExpression' | 'OptionalCallExpression' },
    depth: number,
  ): boolean | undefined {
    const { callee } = call;
    const name = callee.type === 'MemberExpression' ? nameOf(callee.property) : undefined;
    const handler = name === 'catch' ? call.arguments[0] : name === 'then' ? call.arguments[1] : undefined;
    if (handler !== undefined) {
      const followed = isFunction(handler) ? handler : functionOf(source, handler);
      if (followed === undefined) found.push({ kind: 'value', at: handler });
      else handled(followed, followed.params[0], followed.body, depth);
      for (const other of call.arguments) if (other !== handler) visit(other, depth);
      return false;
    }
    const before = found.length;
    const local = functionOf(source, callee);
    if (local !== undefined && isWorthFollowing(call, local)) visit(local, depth + 1);
    else if (callee.type === 'Identifier') for (const job of jobsOf(source, callee)) visit(job, depth + 1);
    // What a method of the repository throws is known by its body, not by its name.
    if (isRequest(callee) && found.length === before) found.push({ kind: 'request', at: call });
    return undefined;
  }

  /** Inside a handler, what is thrown takes the error's place; requests there are requests again. */
  function handled(owner: Node, param: Node | undefined, body: Node, depth: number): void {
    const values: Node[] = [];
    if (isFunction(owner) && body.type !== 'BlockStatement') values.push(...rejected(body));
    thrownIn(source, body, param, values, 0);
    for (const at of unguarded(source, body, values)) if (!saysNothing(source, at)) found.push({ kind: 'value', at });
    visit(body, depth);
  }
}

/** `(e) => Promise.reject(x)` throws `x`. */
function rejected(body: Node): readonly Node[] {
  const call = unwrap(body);
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return [];
  const rejects = nameOf(call.callee.object) === 'Promise' && nameOf(call.callee.property) === 'reject';
  return rejects && call.arguments[0] ? [call.arguments[0]] : [];
}

/** What is thrown, here or in a function that the error is handed to. */
function thrownIn(source: Source, body: Node, param: Node | undefined, values: Node[], depth: number): void {
  ownNodes(body, (node) => {
    if (node.type === 'ThrowStatement') values.push(node.argument);
    if (node.type === 'ReturnStatement' && node.argument) values.push(...rejected(node.argument));
    if (node.type !== 'CallExpression' || depth > 2 || param === undefined) return;
    const takes = node.arguments.some((argument) => mentions(argument, nameOf(param)));
    const local = takes ? functionOf(source, node.callee) : undefined;
    if (local !== undefined) thrownIn(source, local.body, param, values, depth + 1);
  });
}

function mentions(node: Node, name: string | undefined): boolean {
  let found = false;
  walk(node, (inner) => {
    found ||= inner.type === 'Identifier' && inner.name === name;
    return !found;
  });
  return found;
}

/** An error with a text of its own, which is not about sessions, is no copy: no guess at expiry is true on it. */
function saysNothing(source: Source, value: Node): boolean {
  const made = unwrap(value);
  if (made.type !== 'NewExpression') return false;
  return made.arguments.every(
    (argument) =>
      argument.type === 'NumericLiteral' ||
      (argument.type === 'StringLiteral' && !saysExpiry(argument.value) && !/session/i.test(argument.value)),
  );
}

/** `job()` of a parameter: the functions that the callers hand in. */
function jobsOf(source: Source, callee: Node & { readonly type: 'Identifier' }): readonly Node[] {
  const declared = scopesOf(source).bindingOf(callee)?.declarations[0];
  const owner = declared?.kind === 'param' ? declared.node : undefined;
  if (owner === undefined || !isFunction(owner)) return [];
  const index = owner.params.findIndex((param) => nameOf(param) === callee.name);
  const home = sourceOf(owner) ?? source;
  const name = functionName(owner, scopesOf(home));
  if (name === undefined || index < 0) return [];
  return callSites(home, owner, name).flatMap(({ call }) => {
    const argument = call.type === 'CallExpression' ? call.arguments[index] : undefined;
    const job = argument && (isFunction(argument) ? argument : functionOf(source, argument));
    return job ? [job] : [];
  });
}
