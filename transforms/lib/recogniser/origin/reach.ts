// What the calls below a node reach: requests, `connect`, another client. Followed through functions of all files; what one
// function reaches is worked out once.

import type { Function as FunctionNode, Node } from '@babel/types';
import type { Modules } from '../../facts.ts';
import { definitionOf } from '../../links.ts';
import { scopesOf, sourceOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { surroundingsOf } from '../../surroundings.ts';
import { nameOf, unwrap, walk } from '../../tree.ts';
import { type CallKind, inWords, isAmbiguous, isRequestName, kindOf, kindOfMethod, methodOf } from './call-kinds.ts';
import { functionOf } from '../names/callee.ts';
import { sdkAncestor } from '../names/class-line.ts';
import { isWorthFollowing } from '../names/follow.ts';
import { isFunction } from '../language/functions.ts';
import { instanceOf } from '../names/instances.ts';

/** A way down to a call: the calls on it, the outermost first. */
export interface Trail {
  readonly calls: readonly Node[];
  /** What the last one is, in words. */
  readonly words: string;
  /** The type checker had to tell. */
  readonly typed: boolean;
}

/** A parameter, or a property of one, that is called: what it is, the callers know. */
export interface Job {
  readonly owner: FunctionNode;
  readonly index: number;
  readonly key: string | undefined;
}

/** What is reached, by the first way that leads there. */
export interface Reach {
  readonly request?: Trail;
  /** `connect` itself, in the same `try`. */
  readonly connect?: Trail;
  /** `connect` behind functions, each by its own way. */
  readonly nested: readonly Trail[];
  readonly terminate?: Trail;
  readonly foreign?: Trail;
  /** Calls that cannot be followed. */
  readonly open?: Trail;
  /** Calls of what a class of another package is, or has; none that brings a client of MCP. */
  readonly outside?: Trail;
  /** Errors made on the spot: `throw new NotFound()`. */
  readonly made?: Trail;
  /** Clients of packages that bring one of their own, by package. */
  readonly packages: ReadonlyMap<string, Trail>;
  readonly jobs: readonly Job[];
}

type Kind = Exclude<CallKind, 'harmless'> | 'outside' | 'made';

interface Draft {
  readonly trails: Map<Kind, Trail>;
  readonly nested: Trail[];
  readonly packages: Map<string, Trail>;
  readonly jobs: Job[];
}

/** Follows calls; `dependencies` are the packages that bring a client of their own. */
export interface Follower {
  /** What the calls below a node reach. Functions handed over are taken to be called. */
  below(node: Node): Reach;
  /** What a function that is handed over reaches; undefined for what is no function that can be seen. */
  handed(argument: Node): Reach | undefined;
}

const known = new WeakMap<Modules, Map<string, WeakMap<Node, Reach>>>();

/** So many functions are followed for one question. */
const mostFollowed = 150;

/** A follower for the conditions of a file. */
export function followerFor(source: Source, dependencies: readonly string[]): Follower {
  const { modules, types } = surroundingsOf(source);
  const memo = remembered(modules, dependencies);
  const running = new Set<Node>();
  let left = mostFollowed;
  let cut = 0;

  const below = (node: Node): Reach => {
    const draft: Draft = { trails: new Map(), nested: [], packages: new Map(), jobs: [] };
    visit(node, draft);
    return finished(draft);
  };

  const visit = (node: Node, draft: Draft): void => {
    walk(node, (inner) => {
      // An inner try keeps its errors to itself, unless it lets them go again.
      if (inner.type === 'TryStatement' && inner.handler && !rethrows(inner.handler)) {
        visit(inner.handler.body, draft);
        if (inner.finalizer) visit(inner.finalizer, draft);
        return false;
      }
      if (inner.type === 'ThrowStatement' && inner.argument.type === 'NewExpression') say(draft, 'made', inner);
      if (inner.type === 'CallExpression' || inner.type === 'OptionalCallExpression') called(inner, draft);
      return undefined;
    });
  };

  const ofFunction = (owner: FunctionNode): Reach | undefined => {
    const before = memo.get(owner);
    if (before !== undefined) return before;
    if (running.has(owner)) {
      cut++;
      return undefined;
    }
    if (left-- <= 0) return undefined;
    running.add(owner);
    const cuts = cut;
    const reach = below(owner);
    running.delete(owner);
    // On a way that comes back to where it was, this is not the whole truth.
    if (cut === cuts || running.size === 0) memo.set(owner, reach);
    return reach;
  };

  const called = (call: Node & { readonly type: 'CallExpression' | 'OptionalCallExpression' }, draft: Draft): void => {
    const callee = unwrap(call.callee);
    const job = jobOf(callee);
    if (job !== undefined) {
      draft.jobs.push(job);
      return;
    }
    const body = functionOf(source, callee);
    if (body !== undefined) {
      const near = isWorthFollowing(call, body);
      const reach = near ? ofFunction(body) : undefined;
      if (reach !== undefined) through(call, body, reach, draft);
      if (!telling(reach) && isRequestName(methodOf(callee))) say(draft, 'request', call);
      else if (!near) say(draft, 'open', call);
      return;
    }
    const { kind, dependency, typed } = outside(callee);
    if (dependency !== undefined) draft.packages.set(dependency, trailOf(call, `a client of ${dependency}`, typed));
    else if (kind !== 'harmless') say(draft, kind, call, typed);
  };

  /** A call of what no file of the repository defines. */
  const outside = (callee: Node): { kind: CallKind | 'outside'; dependency?: string | undefined; typed: boolean } => {
    const member = callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression';
    const found = member ? undefined : definitionOf(callee);
    if (found?.kind === 'package')
      return { kind: kindOf(callee), dependency: dependencyOf(found.module), typed: false };
    const instance = member ? instanceOf(callee.object) : undefined;
    if (instance?.kind === 'package') return { ...ofPackage(callee, instance.module), typed: false };
    const ofSdk = instance?.kind === 'sdk' || (instance?.kind === 'class' && sdkAncestor(instance.node) !== undefined);
    const kind = ofSdk ? kindOfMethod(methodOf(callee) ?? '') : kindOf(callee);
    if (ofSdk) return { kind: kind === 'foreign' || kind === 'open' ? 'harmless' : kind, typed: false };
    if (!member || !isAmbiguous(callee) || kind === 'foreign') return { kind, typed: false };
    const type = types?.typeOf(sourceOf(callee)?.path ?? '', callee.object.start ?? 0, callee.object.end ?? 0);
    if (type === undefined) return { kind, typed: false };
    const sdk = type.packages.some((name) => name?.startsWith('@modelcontextprotocol/') === true);
    const dependency = type.packages.map((name) => name && dependencyOf(name)).find((name) => name !== undefined);
    if (dependency !== undefined && !sdk) return { kind, dependency, typed: true };
    // A class of the repository may well be a client by another name.
    const other = !sdk && type.packages[0] !== undefined;
    return { kind: other ? 'open' : kind, typed: true };
  };

  /** `session.page.evaluate()`, where `session` is of a package: a method of its own, unless that one has to do with MCP. */
  const ofPackage = (callee: Node, module: string): { kind: CallKind | 'outside'; dependency: string | undefined } => {
    const dependency = dependencyOf(module);
    const kind = kindOf(callee);
    const told = kind !== 'open' && !isAmbiguous(callee);
    const other = !told && dependency === undefined && !/mcp|modelcontext/i.test(module);
    return { kind: other ? 'outside' : kind, dependency };
  };

  const dependencyOf = (module: string): string | undefined =>
    dependencies.find((name) => module === name || module.startsWith(`${name}/`));

  const handed = (argument: Node): Reach | undefined => {
    const value = unwrap(argument);
    if (isFunction(value)) return below(value);
    const named = functionOf(source, value);
    return named && ofFunction(named);
  };

  /** What a function reaches is reached by its call; the functions it calls for its caller are among the arguments. */
  const through = (call: Node, body: FunctionNode, reach: Reach, draft: Draft): void => {
    const further = (trail: Trail): Trail => ({ ...trail, calls: [call, ...trail.calls] });
    for (const kind of ['request', 'terminate', 'foreign', 'open', 'outside', 'made'] as const) {
      const trail = reach[kind];
      if (trail !== undefined && !draft.trails.has(kind)) draft.trails.set(kind, further(trail));
    }
    draft.nested.push(...[...(reach.connect ? [reach.connect] : []), ...reach.nested].map(further));
    for (const [name, trail] of reach.packages) draft.packages.set(name, further(trail));
    for (const job of reach.jobs) {
      if (job.owner !== body) draft.jobs.push(job);
      else givenTo(job, call, draft);
    }
  };

  const givenTo = (job: Job, call: Node, draft: Draft): void => {
    const argument = argumentFor(call, job);
    // A function on the spot is met by the walk over the arguments.
    if (argument !== undefined && isFunction(unwrap(argument))) return;
    const passed = argument && jobOf(unwrap(argument));
    if (passed !== undefined) {
      draft.jobs.push(passed);
      return;
    }
    const reach = argument && handed(argument);
    if (reach === undefined) say(draft, 'open', call);
    else merge(draft, reach);
  };

  return { below, handed };
}

function remembered(modules: Modules | undefined, dependencies: readonly string[]): WeakMap<Node, Reach> {
  if (modules === undefined) return new WeakMap();
  const byDependencies = known.get(modules) ?? new Map<string, WeakMap<Node, Reach>>();
  known.set(modules, byDependencies);
  const key = dependencies.join(' ');
  const memo = byDependencies.get(key) ?? new WeakMap<Node, Reach>();
  byDependencies.set(key, memo);
  return memo;
}

function trailOf(call: Node, words: string, typed = false): Trail {
  return { calls: [call], words, typed };
}

function say(draft: Draft, kind: Kind, call: Node, typed = false): void {
  const callee = 'callee' in call ? (call.callee as Node) : call;
  if (!draft.trails.has(kind)) draft.trails.set(kind, trailOf(call, wordsOf(kind, callee), typed));
}

function wordsOf(kind: Kind, callee: Node): string {
  return (kind === 'outside' || kind === 'made' ? undefined : inWords(kind, methodOf(unwrap(callee)))) ?? '';
}

function telling(reach: Reach | undefined): boolean {
  if (reach === undefined) return false;
  const { request, connect, nested, terminate, foreign, packages, jobs } = reach;
  return [request, connect, terminate, foreign].some(Boolean) || nested.length + packages.size + jobs.length > 0;
}

function merge(draft: Draft, reach: Reach): void {
  for (const kind of ['request', 'connect', 'terminate', 'foreign', 'open', 'outside', 'made'] as const) {
    const trail = reach[kind];
    if (trail !== undefined && !draft.trails.has(kind)) draft.trails.set(kind, trail);
  }
  draft.nested.push(...reach.nested);
  for (const [name, trail] of reach.packages) draft.packages.set(name, trail);
  draft.jobs.push(...reach.jobs);
}

function finished({ trails, nested, packages, jobs }: Draft): Reach {
  return { ...Object.fromEntries(trails), nested, packages, jobs };
}

/** Both together. */
export function joined(left: Reach, right: Reach): Reach {
  const draft: Draft = { trails: new Map(), nested: [], packages: new Map(), jobs: [] };
  merge(draft, left);
  merge(draft, right);
  return finished(draft);
}

/** `job()` of a parameter, `options.job()` of a property of one. */
function jobOf(callee: Node): Job | undefined {
  if (callee.type === 'Identifier') return parameterOf(callee, undefined);
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
  const of = unwrap(callee.object);
  const key = methodOf(callee);
  if (of.type !== 'Identifier' || key === undefined || kindOf(callee) !== 'open') return undefined;
  const job = parameterOf(of, key);
  // A parameter with a type of its own is an object with methods.
  return job !== undefined && instanceOf(of) === undefined ? job : undefined;
}

function parameterOf(name: Node & { readonly type: 'Identifier' }, key: string | undefined): Job | undefined {
  const source = sourceOf(name);
  const binding = source && scopesOf(source).bindingOf(name);
  const declared = binding?.declarations[0];
  const owner = declared?.kind === 'param' ? declared.node : undefined;
  if (owner === undefined || declared?.identifier === undefined || !isFunction(owner)) return undefined;
  for (const [index, param] of owner.params.entries()) {
    const target = param.type === 'AssignmentPattern' ? param.left : param;
    if (target === declared.identifier) return { owner, index, key };
    if (target.type !== 'ObjectPattern' || key !== undefined) continue;
    const property = target.properties.find(
      (each) => each.type === 'ObjectProperty' && valueOf(each) === declared.identifier,
    );
    if (property?.type === 'ObjectProperty') return { owner, index, key: nameOf(property.key) };
  }
  return undefined;
}

function valueOf(property: Node & { readonly type: 'ObjectProperty' }): Node {
  return property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
}

/** What a call gives for a job. */
export function argumentFor(call: Node, { index, key }: Job): Node | undefined {
  if (call.type !== 'CallExpression' && call.type !== 'OptionalCallExpression') return undefined;
  const argument = call.arguments[index];
  if (argument === undefined || key === undefined) return argument;
  const literal = unwrap(argument);
  if (literal.type !== 'ObjectExpression') return undefined;
  const property = literal.properties.find((each) => each.type !== 'SpreadElement' && nameOf(each.key) === key);
  if (property?.type === 'ObjectMethod') return property;
  return property?.type === 'ObjectProperty' ? property.value : undefined;
}

function rethrows(handler: Node): boolean {
  let found = false;
  walk(handler, (node) => {
    if (node.type === 'ThrowStatement') found = true;
    return !found;
  });
  return found;
}
