// Fetch wrappers that look for the 404 of a request with a session id before the transport does.

import type { Function as FunctionNode, IfStatement, Node } from '@babel/types';
import { above, isFunction } from '../lib/recogniser/language/functions.ts';
import { functionOf } from '../lib/recogniser/names/callee.ts';
import { impliedAt } from '../lib/recogniser/names/implied.ts';
import { returnedBy } from '../lib/recogniser/names/returned.ts';
import { scopesOf } from '../lib/scopes.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import type { Source } from '../lib/source.ts';
import { nameOf, unwrap, walk } from '../lib/tree.ts';

export interface Interception {
  readonly branch: IfStatement;
  readonly wrapper: FunctionNode;
  /** The construction of the transport that the wrapper is given to, where that is seen. */
  readonly given: Given | undefined;
  /** It is given to several. */
  readonly shared: boolean;
}

/** The `fetch` among the options of a transport. */
export interface Given {
  readonly construction: Node & { readonly type: 'NewExpression' };
  readonly property: Node;
}

/** Such wrappers of a file, by the branch that intercepts. */
export function interceptionsOf(source: Source): readonly Interception[] {
  const found: Interception[] = [];
  const fetches = fetchesIn(source);
  walk(source.file.program, (node) => {
    if (node.type !== 'IfStatement' || !asks(source, node)) return undefined;
    const wrapper = above(node, scopesOf(source), isFunction);
    if (wrapper === undefined) return undefined;
    const [own, ...others] = fetches.filter((each) => each.wrapper === wrapper);
    if (own !== undefined || isFetchLike(source, wrapper))
      found.push({ branch: node, wrapper, given: own?.given, shared: others.length > 0 });
    return undefined;
  });
  return found;
}

/** `response.status === 404`, and the header of the session, in the test, in a name it uses or in a test around. */
function asks(source: Source, branch: IfStatement): boolean {
  const around = impliedAt(source, branch).flatMap(({ test, holds }) => (holds ? [test] : []));
  if (![branch.test, ...around].some((test) => holdsStatus(test))) return false;
  const parts = [branch.test, ...around];
  return (
    parts.some((test) => readsHeader(source, test)) && (holdsStatus(branch.test) || readsHeader(source, branch.test))
  );
}

function holdsStatus(test: Node): boolean {
  let found = false;
  walk(test, (node) => {
    if (node.type === 'BinaryExpression' && /^===?$/.test(node.operator)) {
      const [left, right] = [unwrap(node.left), unwrap(node.right)];
      found ||= (isStatus(left) && is404(right)) || (isStatus(right) && is404(left));
    }
    return !found;
  });
  return found;
}

function readsHeader(source: Source, test: Node, depth = 0): boolean {
  let found = false;
  walk(test, (node) => {
    if (node.type === 'StringLiteral' && node.value.toLowerCase() === 'mcp-session-id') found = true;
    if (node.type === 'Identifier' && depth < 2) {
      const declared = scopesOf(source).bindingOf(node)?.declarations[0]?.node;
      if (declared?.type === 'VariableDeclarator' && declared.init)
        found ||= readsHeader(source, declared.init, depth + 1);
    }
    return !found;
  });
  return found;
}

function isStatus(node: Node): boolean {
  return (
    (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') && nameOf(node.property) === 'status'
  );
}

function is404(node: Node): boolean {
  return node.type === 'NumericLiteral' && node.value === 404;
}

/** The functions that transports of the file are given as their `fetch`. */
function fetchesIn(source: Source): readonly { readonly wrapper: FunctionNode; readonly given: Given }[] {
  const found: { wrapper: FunctionNode; given: Given }[] = [];
  walk(source.file.program, (node) => {
    if (node.type !== 'NewExpression') return undefined;
    if (sdkImports(source).resolve(node.callee)?.name !== 'StreamableHTTPClientTransport') return undefined;
    const options = node.arguments[1];
    if (options?.type !== 'ObjectExpression') return undefined;
    for (const property of options.properties) {
      if (property.type === 'SpreadElement' || property.computed || nameOf(property.key) !== 'fetch') continue;
      const given = { construction: node, property };
      const value = property.type === 'ObjectMethod' ? property : unwrap(property.value);
      const direct = isFunction(value) ? value : functionOf(source, value);
      if (direct !== undefined) found.push({ wrapper: direct, given });
      // `fetch: watched(fetch)`
      const made = value.type === 'CallExpression' ? functionOf(source, value.callee) : undefined;
      for (const each of made === undefined ? [] : returnedBy(made))
        if (isFunction(each)) found.push({ wrapper: each, given });
    }
    return undefined;
  });
  return found;
}

/** In a file that has to do with the SDK's client: `(input, init) => … await fetch(input, init)`, whatever is called there. */
function isFetchLike(source: Source, wrapper: FunctionNode): boolean {
  const client = sdkImports(source).all.some(
    ({ sdk }) => sdk.package !== '@modelcontextprotocol/server' && !sdk.entry.startsWith('server'),
  );
  return client && wrapper.params.length === 2 && answersOf(wrapper).length > 0;
}

/** The calls in a wrapper that are given what it was given itself. */
export function answersOf(wrapper: FunctionNode): readonly Node[] {
  const [first] = wrapper.params;
  const input = first && nameOf(first);
  const found: Node[] = [];
  walk(wrapper.body, (node) => {
    if (node.type !== 'CallExpression') return undefined;
    const [given] = node.arguments;
    if (input !== undefined && given && nameOf(unwrap(given)) === input) found.push(node);
    return undefined;
  });
  return found;
}
