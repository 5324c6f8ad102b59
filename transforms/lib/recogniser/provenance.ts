// Where the tested error comes from: what the `try` calls, whose rejection a handler gets, what the callers of a predicate
// hand in. Followed through the functions of this file; the SDK's method names say what a call does.

import type { Node } from '@babel/types';
import { scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { walk } from '../tree.ts';
import { callSites } from './call-sites.ts';
import { memberIn, propertyName } from './class-line.ts';
import { frameOf } from './condition.ts';
import { above, functionName, isClass, isFunction } from './functions.ts';
import type { Place } from './world.ts';

/** What kinds of calls an error can come from. */
export interface Origin {
  /** An MCP request, or the events of a client or transport. */
  readonly request: boolean;
  /** `connect` itself, in the same `try`. */
  readonly connect: boolean;
  /** `connect` further down, behind a function that is called before the request. */
  readonly nestedConnect: boolean;
  readonly terminate: boolean;
  /** An HTTP client of another kind. */
  readonly foreign: boolean;
  /** Calls that cannot be followed, or no caller in sight. */
  readonly open: boolean;
  /** In words, for the explanation. */
  readonly words: readonly string[];
}

const requests = new Set([
  'callTool',
  'callToolStream',
  'listTools',
  'readResource',
  'listResources',
  'listResourceTemplates',
  'subscribeResource',
  'unsubscribeResource',
  'getPrompt',
  'listPrompts',
  'ping',
  'complete',
  'setLoggingLevel',
  'sendRootsListChanged',
]);
const foreignCalls = /^(fetch|axios|got|request|ky|superagent|needle|undici|octokit|\$fetch)$/;
const foreignMethods = /^(query|sendRequest|execute|findOne|findUnique|prepare)$/;
const harmless =
  /^(log|debug|info|warn|error|trace|push|set|get|has|delete|clear|now|stringify|parse|map|filter|forEach|join|toString|resolve|reject|emit|add|race|all|allSettled)$/;

/** True for a call of one of the SDK's requests, by its name. */
export function isRequest(callee: Node): boolean {
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return false;
  const name = callee.property.type === 'Identifier' ? callee.property.name : '';
  return requests.has(name) || name === 'request' || name === 'notification' || name === 'send';
}

interface Draft {
  request: boolean;
  connect: boolean;
  nestedConnect: boolean;
  terminate: boolean;
  foreign: boolean;
  open: boolean;
  readonly words: Set<string>;
  readonly visited: Set<Node>;
}

/** The origins of the error at a place, as seen from a condition. */
export function originOf(source: Source, place: Place, condition: Node): Origin {
  const draft: Draft = {
    request: false,
    connect: false,
    nestedConnect: false,
    terminate: false,
    foreign: false,
    open: false,
    words: new Set(),
    visited: new Set(),
  };
  fromPlace(source, place.root, condition, draft);
  return { ...draft, words: [...draft.words] };
}

function fromPlace(source: Source, root: Node, condition: Node, draft: Draft): void {
  const scopes = scopesOf(source);
  const owner = frameOf(root, scopes);
  if (owner?.type === 'CatchClause' && owner.param && contains(owner.param, root)) {
    const parent = scopes.parentOf(owner)?.node;
    if (parent?.type === 'TryStatement') calls(source, parent.block, draft, 0);
    return;
  }
  if (owner !== undefined && isFunction(owner)) {
    const index = owner.params.findIndex((param) => contains(param, root));
    if (index >= 0) {
      fromCallers(source, owner, index, draft);
      return;
    }
    const declarator = scopes.parentOf(root)?.node;
    if (declarator?.type === 'VariableDeclarator' && declarator.init) calls(source, declarator.init, draft, 0);
    else draft.open = true;
    return;
  }
  draft.open = true;
  void condition;
}

function contains(outer: Node, inner: Node): boolean {
  return (outer.start ?? 0) <= (inner.start ?? 0) && (inner.end ?? 0) <= (outer.end ?? 0);
}

/** A function: handlers get what their receiver rejects with, predicates what their callers hand in. */
function fromCallers(source: Source, owner: Node, index: number, draft: Draft): void {
  if (draft.visited.has(owner) || !isFunction(owner)) return;
  draft.visited.add(owner);
  const scopes = scopesOf(source);
  const parent = scopes.parentOf(owner)?.node;
  const name = functionName(owner, scopes);
  if (parent !== undefined && handlerReceiver(parent, owner, source, draft)) return;
  if (name !== undefined && /^on_?error$/i.test(name)) {
    draft.request = true;
    draft.words.add(`the handler ${name}`);
    return;
  }
  const sites = name === undefined ? [] : callSites(source, owner, name);
  if (sites.length === 0) draft.open = true;
  for (const { call, bare } of sites) {
    if (bare !== undefined) {
      if (!handlerReceiver(bare, call, source, draft)) draft.open = true;
      continue;
    }
    if (call.type !== 'CallExpression' && call.type !== 'OptionalCallExpression') continue;
    const argument = call.arguments[index];
    const start = argument === undefined ? undefined : baseOf(argument);
    const binding = start?.type === 'Identifier' ? scopes.bindingOf(start) : undefined;
    const declared = binding?.declarations[0]?.identifier;
    if (declared !== undefined) fromPlace(source, declared, call, draft);
    else draft.open = true;
  }
}

/** The identifier an argument like `e`, `e.cause` or `e as Error` starts from. */
function baseOf(node: Node): Node {
  switch (node.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return baseOf(node.object);
    case 'TSAsExpression':
    case 'TSNonNullExpression':
      return baseOf(node.expression);
    case 'CallExpression':
      return node.arguments[0] ? baseOf(node.arguments[0]) : node;
    default:
      return node;
  }
}

/** `x.catch(f)` and `x.then(_, f)`: the error is what `x` rejects with. */
function handlerReceiver(parent: Node, handler: Node, source: Source, draft: Draft): boolean {
  if (parent.type === 'AssignmentExpression' && parent.right === handler) {
    const { left } = parent;
    if (left.type !== 'MemberExpression' || left.property.type !== 'Identifier') return false;
    if (!/^on_?error$/i.test(left.property.name)) return false;
    draft.request = true;
    draft.words.add('an onerror handler');
    return true;
  }
  if (parent.type !== 'CallExpression' && parent.type !== 'OptionalCallExpression') return false;
  const { callee } = parent;
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return false;
  const name = callee.property.type === 'Identifier' ? callee.property.name : '';
  if (name === 'on' || name === 'once' || name === 'addListener') {
    const event = parent.arguments[0];
    if (event?.type !== 'StringLiteral' || event.value !== 'error') return false;
    draft.open = true;
    return true;
  }
  if (!(name === 'catch' || (name === 'then' && parent.arguments[1] === handler))) return false;
  calls(source, callee.object, draft, 0);
  return true;
}

const deepest = 5;

/** What the calls below a node are for. Functions handed over are taken to be called. */
function calls(source: Source, node: Node, draft: Draft, depth: number): void {
  if (draft.visited.has(node) || depth > deepest) return;
  draft.visited.add(node);
  walk(node, (inner) => {
    // An inner try keeps its errors to itself, unless it lets them go again.
    if (inner.type === 'TryStatement' && inner.handler && inner !== node && !rethrows(inner.handler)) {
      calls(source, inner.handler.body, draft, depth);
      return false;
    }
    if (inner.type === 'CallExpression' || inner.type === 'OptionalCallExpression')
      oneCall(source, inner.callee, draft, depth);
    if (inner.type === 'NewExpression') return undefined;
    return undefined;
  });
}

function rethrows(handler: Node): boolean {
  let found = false;
  walk(handler, (node) => {
    if (node.type === 'ThrowStatement') found = true;
    return !found;
  });
  return found;
}

function oneCall(source: Source, callee: Node, draft: Draft, depth: number): void {
  if (callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression') {
    const property =
      callee.property.type === 'PrivateName'
        ? callee.property.id.name
        : callee.property.type === 'Identifier'
          ? callee.property.name
          : '';
    if (callee.object.type === 'ThisExpression') {
      const owner = above(callee, scopesOf(source), isClass);
      const method = owner && memberIn(owner, propertyName(callee));
      if (method !== undefined) {
        followed(source, method, draft, depth);
        return;
      }
    }
    const receiver = callee.object.type === 'Identifier' ? callee.object.name : '';
    if (foreignCalls.test(receiver) || /^(axios|http|api|rest|octokit|db|prisma|redis)/i.test(receiver))
      draft.foreign = true;
    else if (requests.has(property)) say(draft, 'request', `the request ${property}`);
    else if (property === 'request' || property === 'notification' || property === 'send')
      say(draft, 'request', `${property} of a client or transport`);
    else if (property === 'connect') connected(draft, depth);
    else if (property === 'terminateSession') say(draft, 'terminate', 'terminateSession');
    else if (foreignMethods.test(property)) draft.foreign = true;
    else if (!harmless.test(property)) draft.open = true;
    return;
  }
  if (callee.type !== 'Identifier') return;
  if (foreignCalls.test(callee.name)) {
    draft.foreign = true;
    return;
  }
  const declared = scopesOf(source).bindingOf(callee)?.declarations[0];
  if (declared?.kind === 'function') followed(source, declared.node, draft, depth);
  else if (declared?.node.type === 'VariableDeclarator' && declared.node.init && isFunction(declared.node.init)) {
    followed(source, declared.node.init, draft, depth);
  } else if (declared?.kind === 'param') fromArguments(source, declared.node, callee, draft, depth);
  else draft.open = true;
}

function say(draft: Draft, kind: 'request' | 'terminate', words: string): void {
  draft[kind] = true;
  draft.words.add(words);
}

function connected(draft: Draft, depth: number): void {
  if (depth === 0) draft.connect = true;
  else draft.nestedConnect = true;
  draft.words.add('connect');
}

function followed(source: Source, body: Node, draft: Draft, depth: number): void {
  calls(source, body, draft, depth + 1);
}

/** `job()` of a parameter: what the callers hand in. */
function fromArguments(
  source: Source,
  owner: Node,
  callee: Node & { readonly type: 'Identifier' },
  draft: Draft,
  depth: number,
): void {
  const scopes = scopesOf(source);
  if (!isFunction(owner)) return;
  const index = owner.params.findIndex((param) => param.type === 'Identifier' && param.name === callee.name);
  const name = functionName(owner, scopes);
  const sites = name === undefined || index < 0 ? [] : callSites(source, owner, name);
  let seen = false;
  for (const { call } of sites) {
    if (call.type !== 'CallExpression' && call.type !== 'OptionalCallExpression') continue;
    const argument = call.arguments[index];
    if (argument === undefined || !isFunction(argument)) continue;
    seen = true;
    // The lambda stands in the place of the `try` that calls it.
    calls(source, argument, draft, depth);
  }
  if (!seen) draft.open = true;
}
