// The ways of an error put together: what they have in common, where they differ, and the one that is told.

import type { Node } from '@babel/types';
import type { WayStep } from '../../codemod.ts';
import { sourceOf, writtenAs } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { unwrap } from '../../tree.ts';
import { madeForConnect } from './connect-recovery.ts';
import { speaksOfMcp } from '../inspection.ts';
import type { Way } from './provenance.ts';
import type { Reach, Trail } from './reach.ts';

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
  /** Every one of them is of what a class of another package is, or has. */
  readonly outside: boolean;
  /** Everything that is called was followed: the errors are made in this repository, or by the language. */
  readonly homemade: boolean;
  /** Calls that cannot be followed, of which nothing says what they are for. */
  readonly strange: boolean;
  /** In words, for the explanation. */
  readonly words: readonly string[];
  /** Callers whose error can only be that of `connect`, while that of others is, or may be, that of a request. */
  readonly connecting: readonly string[];
  /** Callers whose error can only be that of another HTTP client, while that of others is that of a request. */
  readonly strangers: readonly string[];
  /** Packages whose client makes the requests, with the callers that see no other. */
  readonly packages: ReadonlyMap<string, string>;
  /** The file in which a request is made has to do with MCP. */
  readonly spoken: boolean;
  /** Requests of a client that is not known to be of such a package. */
  readonly own: boolean;
  /** Every `connect` behind a function: which function, and where. */
  readonly nested: readonly { readonly behind: string; readonly at: string }[];
  /** What is done on a true answer that only a 404 of `connect` calls for, where one can come from behind a function. */
  readonly madeForConnect: string | undefined;
  /** The way of the error from where it is thrown to the condition. */
  readonly way: readonly WayStep[];
}

type WayKind = 'request' | 'connect' | 'terminate' | 'package' | 'foreign' | 'open';

/** What a way is about: the request is what a `try` is for, whatever else it calls. */
function kindOfWay({ reach }: Way): WayKind {
  if (reach.request !== undefined) return 'request';
  if (reach.packages.size > 0) return 'package';
  if (reach.connect !== undefined || (reach.nested.length > 0 && reach.open === undefined)) return 'connect';
  if (reach.terminate !== undefined) return 'terminate';
  return reach.foreign !== undefined ? 'foreign' : 'open';
}

/** The origin that the ways add up to, as seen from a condition of a file. */
export function originFrom(source: Source, condition: Node, ways: readonly Way[]): Origin {
  const kinds = ways.map(kindOfWay);
  const of = (wanted: WayKind): readonly Way[] => ways.filter((_, i) => kinds[i] === wanted);
  const any = (has: (reach: Reach) => unknown): boolean => ways.some(({ reach }) => Boolean(has(reach)));
  const own = of('request').length > 0;
  const nested = ways.flatMap(({ reach }) => reach.nested).map((trail) => nestedAt(source, trail));
  return {
    request: own || of('package').length > 0,
    connect: any(({ connect }) => connect),
    nestedConnect: any(({ nested }) => nested.length > 0),
    terminate: any(({ terminate }) => terminate),
    foreign: any(({ foreign }) => foreign),
    open: any(({ open, outside }) => open ?? outside),
    outside: ways.length > 0 && ways.every(({ reach }, i) => kinds[i] === 'open' && isOutside(reach)),
    homemade: ways.length > 0 && ways.every(({ reach }, i) => kinds[i] === 'open' && isHomemade(reach)),
    strange: of('open').some(({ reach }) => reach.open === undefined || reach.open.calls.length > 0),
    words: wordsOf(ways),
    connecting: own || of('open').length > 0 ? of('connect').map((way) => callerOf(source, way)) : [],
    strangers: own ? of('foreign').map((way) => callerOf(source, way)) : [],
    packages: new Map(
      of('package').flatMap((way) => [...way.reach.packages.keys()].map((name) => [name, callerOf(source, way)])),
    ),
    spoken: of('request').some(({ reach }) => reach.request?.calls.some(standsNearMcp)),
    own,
    nested: [...new Map(nested.map((each) => [each.at, each])).values()],
    madeForConnect: ways
      .filter(({ reach }) => reach.nested.length > 0)
      .flatMap(({ handed }) => [condition, ...handed.map(({ call }) => call)])
      .map(madeForConnect)
      .find((words) => words !== undefined),
    way: wayOf(source, condition, told(ways, kinds)),
  };
}

function isOutside({ open, outside }: Reach): boolean {
  return open === undefined && outside !== undefined;
}

function isHomemade({ open, outside, made, jobs }: Reach): boolean {
  return made !== undefined && open === undefined && outside === undefined && jobs.length === 0;
}

function standsNearMcp(call: Node): boolean {
  const home = sourceOf(call);
  return home !== undefined && speaksOfMcp(home);
}

function wordsOf(ways: readonly Way[]): readonly string[] {
  const trails = ways.flatMap(({ reach }) => [
    reach.request,
    reach.connect,
    ...reach.nested,
    reach.terminate,
    ...reach.packages.values(),
  ]);
  return [...new Set(trails.flatMap((trail) => (trail === undefined || trail.words === '' ? [] : [trail.words])))];
}

/** Where something is, named so that it can be opened; the inspected file goes without its path. */
export function placeOf(source: Source, node: Node): string {
  const home = sourceOf(node) ?? source;
  const { line } = home.position(node.start ?? 0);
  return home === source ? `line ${line}` : `${home.path}:${line}`;
}

function callerOf(source: Source, { handed, reach }: Way): string {
  const last = handed.at(-1)?.call ?? firstTrail(reach)?.calls[0];
  return last === undefined ? 'this file' : placeOf(source, last);
}

function firstTrail(reach: Reach): Trail | undefined {
  const [nested] = reach.nested;
  const [packaged] = reach.packages.values();
  return reach.request ?? packaged ?? reach.connect ?? nested ?? reach.terminate ?? reach.foreign;
}

function nestedAt(source: Source, { calls }: Trail): Origin['nested'][number] {
  const [connect] = calls.slice(-1);
  const around = calls.at(-2);
  return {
    behind: around === undefined ? '' : calleeText(around),
    at: connect === undefined ? '' : placeOf(source, connect),
  };
}

function calleeText(call: Node): string {
  const callee = 'callee' in call ? unwrap(call.callee as Node) : call;
  const written = writtenAs(callee)
    .replace(/\s+/g, '')
    .replace(/^this\.#?/, '');
  return written.length > 40 ? `${written.slice(0, 37)}...` : written;
}

/** The way that is told: of a request if there is one, else of what else is known. */
function told(ways: readonly Way[], kinds: readonly WayKind[]): Way | undefined {
  const order: readonly WayKind[] = ['request', 'package', 'connect', 'terminate', 'foreign'];
  for (const kind of order) {
    const at = kinds.indexOf(kind);
    if (at >= 0) return ways[at];
  }
  return undefined;
}

/** From where it is thrown, up through what calls that, and on to whom it is handed. */
function wayOf(source: Source, condition: Node, way: Way | undefined): readonly WayStep[] {
  const trail = way && firstTrail(way.reach);
  if (way === undefined || trail === undefined) return [];
  const [thrown, ...through] = [...trail.calls].reverse();
  const typed = trail.typed ? 'types' : undefined;
  const steps = thrown === undefined ? [] : [stepAt(source, thrown, `thrown by ${trail.words}`, typed)];
  for (const call of through) steps.push(stepAt(source, call, `let through by ${calleeText(call)}`));
  for (const { call, by } of [...way.handed].reverse()) {
    const told = sourceOf(call) === source ? 'text' : by;
    steps.push(stepAt(source, call, `handed to ${calleeText(call)}`, told));
  }
  return [...steps, stepAt(source, condition, 'tested here')];
}

/** One step of a way, as seen from a file; what lies in another one was found by the index. */
export function stepAt(source: Source, node: Node, what: string, by?: WayStep['by']): WayStep {
  const home = sourceOf(node) ?? source;
  const told = by ?? (home === source ? 'text' : 'index');
  return { path: home.path, line: home.position(node.start ?? 0).line, what, by: told };
}

/** The origin with what wraps the error told on its way, before it is tested. */
export function through(origin: Origin, steps: readonly WayStep[]): Origin {
  return { ...origin, way: [...origin.way.slice(0, -1), ...steps, ...origin.way.slice(-1)] };
}
