// Where the tested error comes from: what the `try` calls, whose rejection a handler gets, what the callers of a predicate
// hand in, here or in other files. Every caller is a way of its own: what holds for one need not hold for another.

import type { Node } from '@babel/types';
import { contains, scopesOf, sourceOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { nameOf, unwrap, walk } from '../../tree.ts';
import { propertyName } from '../names/class-line.ts';
import { callersOf, type CallSite } from '../names/call-sites.ts';
import { frameOf } from '../vector/condition.ts';
import { functionName, isClass, isFunction } from '../language/functions.ts';
import { type Origin, originFrom } from './origin.ts';
import { argumentFor, type Follower, followerFor, joined, type Reach, type Trail } from './reach.ts';
import type { Place } from '../names/world.ts';

/** One way on which an error comes: what is called where it is thrown, and whom it is handed to from there. */
export interface Way {
  readonly reach: Reach;
  /** The calls that hand the error on, from the condition outwards. */
  readonly handed: readonly CallSite[];
}

/** What happens where nothing is called that could be seen. */
const unseen: Reach = { nested: [], packages: new Map(), jobs: [] };

/** Whoever hands the error, or the job, in is not in sight. */
const unknownCaller: Trail = { calls: [], words: '', typed: false };

interface Search {
  readonly follower: Follower;
  readonly visited: Set<Node>;
  readonly ways: Way[];
}

/** The origins of the error at a place, as seen from a condition. `dependencies` bring MCP clients of their own. */
export function originOf(source: Source, place: Place, condition: Node, dependencies: readonly string[] = []): Origin {
  const search: Search = { follower: followerFor(source, dependencies), visited: new Set(), ways: [] };
  const [field] = place.path;
  if (isClass(place.root) && field !== undefined) fromField(search, source, place.root, field);
  else fromPlace(search, source, place.root, []);
  return originFrom(source, condition, search.ways);
}

function fromPlace(search: Search, source: Source, root: Node, handed: readonly CallSite[]): void {
  const scopes = scopesOf(source);
  const owner = frameOf(root, scopes);
  if (owner?.type === 'CatchClause' && owner.param && contains(owner.param, root)) {
    const parent = scopes.parentOf(owner)?.node;
    if (parent?.type === 'TryStatement') fromCalls(search, parent.block, handed);
    return;
  }
  const index =
    owner !== undefined && isFunction(owner) ? owner.params.findIndex((param) => contains(param, root)) : -1;
  if (owner !== undefined && index >= 0) {
    fromCallers(search, source, owner, index, handed);
    return;
  }
  const declarator = scopes.bindingOf(root)?.declarations[0]?.node;
  if (declarator?.type === 'VariableDeclarator') fromVariable(search, source, declarator, root, handed);
  else fromNowhere(search, handed);
}

/** A variable: what it starts with, and what is written into it later. */
function fromVariable(
  search: Search,
  source: Source,
  declarator: Node & { readonly type: 'VariableDeclarator' },
  root: Node,
  handed: readonly CallSite[],
): void {
  if (search.visited.has(declarator)) return;
  search.visited.add(declarator);
  const scopes = scopesOf(source);
  const written = (scopes.bindingOf(root)?.references ?? []).flatMap(({ node, write }) => {
    const parent = write ? scopes.parentOf(node)?.node : undefined;
    return parent?.type === 'AssignmentExpression' && parent.left === node ? [parent.right] : [];
  });
  fromValues(search, source, declarator.init ? [declarator.init, ...written] : written, handed);
}

/** A field of a class: what its methods write into it. */
function fromField(search: Search, source: Source, owner: Node, field: string): void {
  const written: Node[] = [];
  walk(owner, (node) => {
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return undefined;
    if (node.left.object.type === 'ThisExpression' && propertyName(node.left) === field) written.push(node.right);
    return undefined;
  });
  fromValues(search, source, written, []);
}

function fromValues(search: Search, source: Source, values: readonly Node[], handed: readonly CallSite[]): void {
  const told = values.filter((value) => value.type !== 'NullLiteral' && nameOf(value) !== 'undefined');
  if (told.length === 0) fromNowhere(search, handed);
  for (const value of told) {
    const base = unwrap(value);
    const declared = base.type === 'Identifier' ? scopesOf(source).bindingOf(base)?.declarations[0] : undefined;
    if (declared?.identifier === undefined) fromCalls(search, value, handed);
    else fromPlace(search, source, declared.identifier, handed);
  }
}

function fromNowhere(search: Search, handed: readonly CallSite[]): void {
  search.ways.push({ reach: { ...unseen, open: unknownCaller }, handed });
}

/** What a block calls; a function that it was given is what each caller of the function around gives. */
function fromCalls(search: Search, block: Node, handed: readonly CallSite[]): void {
  const reach = search.follower.below(block);
  const given = reach.jobs.flatMap((job) => {
    const home = sourceOf(job.owner);
    const name = home && functionName(job.owner, scopesOf(home));
    const sites = home === undefined || name === undefined ? [] : callersOf(home, job.owner, name).sites;
    return sites.flatMap((site) => {
      const argument = argumentFor(site.call, job);
      const below = argument && search.follower.handed(argument);
      return below === undefined ? [] : [{ below, site }];
    });
  });
  if (reach.jobs.length === 0) search.ways.push({ reach, handed });
  else if (given.length === 0) {
    // `job()` may be anything; `store.load()` is a method of something that is no client as far as one sees.
    const strange = reach.jobs.some(({ key }) => key !== undefined);
    const open = strange ? { ...unknownCaller, calls: [block] } : unknownCaller;
    search.ways.push({ reach: { ...reach, open: reach.open ?? open }, handed });
  }
  // The lambda stands in the place of the `try` that calls it.
  for (const { below, site } of given) search.ways.push({ reach: joined(reach, below), handed: [...handed, site] });
}

/** A function: handlers get what their receiver rejects with, predicates what their callers hand in. */
function fromCallers(search: Search, source: Source, owner: Node, index: number, handed: readonly CallSite[]): void {
  if (search.visited.has(owner) || !isFunction(owner)) return;
  search.visited.add(owner);
  const scopes = scopesOf(source);
  const parent = scopes.parentOf(owner)?.node;
  const name = functionName(owner, scopes);
  if (parent !== undefined && handlerReceiver(search, parent, owner, handed)) return;
  if (name !== undefined && /^on_?error$/i.test(name)) {
    fromEvents(search, owner, `the handler ${name}`, handed);
    return;
  }
  const { sites, open } = name === undefined ? { sites: [], open: false } : callersOf(source, owner, name);
  if (sites.length === 0 || open) fromNowhere(search, handed);
  for (const site of sites) {
    if (site.bare !== undefined) {
      if (!handlerReceiver(search, site.bare, site.call, [...handed, site])) fromNowhere(search, handed);
      continue;
    }
    fromArgument(search, site, index, [...handed, site]);
  }
}

function fromArgument(search: Search, { call }: CallSite, index: number, handed: readonly CallSite[]): void {
  if (call.type !== 'CallExpression' && call.type !== 'OptionalCallExpression') return;
  const home = sourceOf(call);
  const argument = call.arguments[index];
  const start = argument === undefined ? undefined : baseOf(argument);
  const binding = home && start?.type === 'Identifier' ? scopesOf(home).bindingOf(start) : undefined;
  const declared = binding?.declarations[0]?.identifier;
  if (home !== undefined && declared !== undefined) fromPlace(search, home, declared, handed);
  else fromNowhere(search, handed);
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

function fromEvents(search: Search, handler: Node, words: string, handed: readonly CallSite[]): void {
  search.ways.push({ reach: { ...unseen, request: { calls: [handler], words, typed: false } }, handed });
}

/** `x.catch(f)` and `x.then(_, f)`: the error is what `x` rejects with. */
function handlerReceiver(search: Search, parent: Node, handler: Node, handed: readonly CallSite[]): boolean {
  if (parent.type === 'AssignmentExpression' && parent.right === handler) {
    const { left } = parent;
    if (left.type !== 'MemberExpression' || left.property.type !== 'Identifier') return false;
    if (!/^on_?error$/i.test(left.property.name)) return false;
    fromEvents(search, parent, 'an onerror handler', handed);
    return true;
  }
  if (parent.type !== 'CallExpression' && parent.type !== 'OptionalCallExpression') return false;
  const callee = unwrap(parent.callee);
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return false;
  const name = callee.property.type === 'Identifier' ? callee.property.name : '';
  if (name === 'on' || name === 'once' || name === 'addListener') {
    const event = parent.arguments[0];
    if (event?.type !== 'StringLiteral' || event.value !== 'error') return false;
    fromNowhere(search, handed);
    return true;
  }
  if (!(name === 'catch' || (name === 'then' && parent.arguments[1] === handler))) return false;
  fromCalls(search, callee.object, handed);
  return true;
}
