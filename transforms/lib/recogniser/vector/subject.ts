// Which value of a condition is the error: one subject for the whole formula. Candidates are the unknown ways it reads.

import { isWithin } from '../../tree.ts';
import type { Node } from '@babel/types';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { frameOf, partsOf, type Formula } from './condition.ts';
import { frame } from '../language/environment.ts';
import { functionName, isClass, isFunction } from '../language/functions.ts';
import { machineOn } from '../language/interpreter.ts';
import { attempt, fuelPerRun } from './observe.ts';
import { leadsOut } from './wide.ts';
import { samePlace, worldOf, type Place, type Resolver } from '../names/world.ts';

/** Every unknown way a condition reads, shortest first. */
export function waysOf(source: Source, formula: Formula, resolver?: Resolver): readonly Place[] {
  const places: Place[] = [];
  const seen = (place: Place): void => {
    for (let length = 0; length <= place.path.length; length++) {
      const prefix = { root: place.root, path: place.path.slice(0, length) };
      if (!places.some((known) => samePlace(known, prefix))) places.push(prefix);
    }
  };
  const world = worldOf(source, { seen }, resolver, leadsOut(source, formula.node));
  const machine = machineOn(world, fuelPerRun);
  world.attach(machine);
  for (const { node } of partsOf(formula)) attempt(() => machine.evaluate(node, frame(undefined)));
  return places.sort((left, right) => left.path.length - right.path.length);
}

/** How sure it is that an error stands at a place. */
export type Likeness = 'caught' | 'named' | 'typed' | 'plain' | 'foreign';

/** True for a place that by its declaration, name or type is an error. */
export function isSure(like: Likeness): boolean {
  return like === 'caught' || like === 'named' || like === 'typed';
}

const errorNames =
  /^_?(e|ex|exn|er|err|error|exception|reason|cause|failure|fault|thrown|caught|problem|rejection|signal|rpcError|mcpError|original)\d*$/i;
const errorEnding = /(err|error|exception|reason|failure|cause|fault)\d*$/i;
const foreignNames =
  /^(res|resp|response|reply|req|request|result|ctx|context|status|statusCode|url|path|pathname|line|chunk|event|options|opts|config|params|session|client|transport|server|state|props)$/i;

/** Judges a place by what declares it and what it is called. */
export function likeness(source: Source, { root, path }: Place): Likeness {
  const last = path.at(-1);
  if (last !== undefined && /^(message|code|status|data|name|stack|text|length|type)$/.test(last)) return 'foreign';
  if (last !== undefined && /^(is|has|on)[A-Z]/.test(last)) return 'foreign';
  if (last !== undefined) return errorNames.test(last) || errorEnding.test(last) ? 'named' : 'foreign';
  const scopes = scopesOf(source);
  if (isClass(root)) return 'foreign';
  const owner = frameOf(root, scopes);
  if (owner?.type === 'CatchClause' && isDeclaredBy(root, owner)) return 'caught';
  if (owner !== undefined && isFunction(owner) && isDeclaredBy(root, owner) && isRejectionHandler(source, owner))
    return 'caught';
  if (root.type !== 'Identifier') return 'plain';
  if (errorNames.test(root.name) || errorEnding.test(root.name)) return 'named';
  const binding = scopes.bindingOf(root);
  if (binding === undefined || binding.declarations[0]?.kind === 'import') return 'foreign';
  const type = 'typeAnnotation' in root ? root.typeAnnotation : undefined;
  if (type && type.type === 'TSTypeAnnotation') {
    const { typeAnnotation } = type;
    if (typeAnnotation.type === 'TSUnknownKeyword') return 'typed';
    const text = source.text.slice(typeAnnotation.start ?? 0, typeAnnotation.end ?? 0);
    if (/Error|Exception/.test(text)) return 'typed';
    return foreignNames.test(root.name) || typeAnnotation.type !== 'TSAnyKeyword' ? 'foreign' : 'plain';
  }
  return foreignNames.test(root.name) ? 'foreign' : 'plain';
}

function isDeclaredBy(root: Node, owner: Node): boolean {
  if (owner.type === 'CatchClause')
    return owner.param !== null && owner.param !== undefined && isWithin(root, owner.param);
  return isFunction(owner) && owner.params.some((param) => isWithin(root, param));
}

/** `.catch(f)`, `.then(_, f)`, `onerror = f`. */
function isRejectionHandler(source: Source, owner: Node): boolean {
  const parent = scopesOf(source).parentOf(owner)?.node;
  if (parent === undefined) return false;
  if (parent.type === 'CallExpression' || parent.type === 'OptionalCallExpression') {
    const { callee } = parent;
    if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return false;
    const name = callee.property.type === 'Identifier' ? callee.property.name : '';
    return (name === 'catch' && parent.arguments[0] === owner) || (name === 'then' && parent.arguments[1] === owner);
  }
  return isFunction(owner) && /^on_?error$/i.test(functionName(owner, scopesOf(source)) ?? '');
}
