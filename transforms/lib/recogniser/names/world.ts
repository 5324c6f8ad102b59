// What the names of a file stand for: definitions in this file or in others that they lead to, the SDK's exports, the
// language's globals. Everything else is unknown with the way it was reached. A model error can be placed at one such way:
// the subject.

import type { Class, Node } from '@babel/types';
import { type Definition, definitionOf, definitionOfBinding, entryOf } from '../../links.ts';
import { fileOf, isConstant, scopesOf, sourceOf, type Binding } from '../../scopes.ts';
import { sdkImports } from '../../sdk-imports.ts';
import { sdkModule } from '../../sdk-modules.ts';
import type { Source } from '../../source.ts';
import { surroundingsOf } from '../../surroundings.ts';
import { nameOf, unwrap, walk } from '../../tree.ts';
import { lineOf } from './class-line.ts';
import { changesOf } from '../language/changed.ts';
import { classMember, writtenMembers } from '../language/class-members.ts';
import { classValue, forgetStatic } from '../language/classes.ts';
import { frame } from '../language/environment.ts';
import { above, isClass, isFunction } from '../language/functions.ts';
import { globalNamed } from '../language/globals.ts';
import { classAt } from './instances.ts';
import { OutOfFuel, type Machine, type World } from '../language/machine.ts';
import { isWrapper } from './callee.ts';
import { bindPattern, patternTo } from '../language/patterns.ts';
import { sdkValue } from '../catalogue/sdk.ts';
import { isUnknown, object, unknown, type FunctionValue, type Value } from '../language/value.ts';

/** A way to a value: the node its root is declared by (`this` has the class), and the properties read from there. */
export interface Place {
  readonly root: Node;
  readonly path: readonly string[];
}

/** Answers for names of other modules; part of the injected facts, `undefined` where nothing is known. */
export type Resolver = (module: string, name: string) => Value | undefined;

/** What a world is made with. */
export interface Placement {
  readonly at?: Place;
  readonly value?: Value;
  /** Hears of every unknown way that is read. */
  readonly seen?: (place: Place, why: string) => void;
}

export interface FileWorld extends World {
  /** Ties the world to the machine that runs in it; names are evaluated on its fuel. */
  attach(machine: Machine): void;
  valueAt(place: Place, why: string): Value;
  named(identifier: Node, value: Value): Value;
}

export function samePlace(left: Place, right: Place): boolean {
  return (
    left.root === right.root &&
    left.path.length === right.path.length &&
    left.path.every((key, i) => key === right.path[i])
  );
}

/** A world for one run; one that is not `wide` ends with the file. */
export function worldOf(
  source: Source,
  placement: Placement = {},
  resolver: Resolver = () => undefined,
  wide = true,
): FileWorld {
  const scopes = scopesOf(source);
  const sdk = sdkImports(source);
  const modules = wide ? surroundingsOf(source).modules : undefined;
  const known = new Map<Binding | Node, Value>();
  const open = new Set<Binding | Node>();
  let machine: Machine | undefined;

  const valueAt = (place: Place, why: string): Value => {
    if (placement.at !== undefined && samePlace(placement.at, place)) return placement.value;
    placement.seen?.(place, why);
    return { kind: 'unknown', why, root: place.root, path: place.path };
  };

  const evaluate = (node: Node): Value => {
    return machine === undefined ? unknown('nothing runs') : machine.evaluate(node, frame(undefined));
  };

  const evaluateAway = (node: Node): Value => (isMadeByPackage(node) ? nothingKnown : bounded(node, costliestAway));

  /** What is kept in a constant: looked at only where that takes few steps, for it is looked at once per model error. */
  const bounded = (node: Node, most: number): Value => {
    if (machine === undefined || heavy.has(node)) return nothingKnown;
    const { fuel } = machine;
    const tank = Math.min(fuel, most);
    machine.fuel = tank;
    try {
      return machine.evaluate(node, frame(undefined));
    } catch (error) {
      if (!(error instanceof OutOfFuel) || tank === fuel) throw error;
      heavy.add(node);
      return nothingKnown;
    } finally {
      machine.fuel = fuel - (tank - machine.fuel);
    }
  };

  const getterCall = (getter: FunctionValue): Value =>
    machine === undefined ? unknown('nothing runs') : machine.call(getter, [], getter.self);

  const once = (key: Binding | Node, name: string, make: () => Value): Value => {
    if (known.has(key)) return known.get(key);
    if (open.has(key)) return unknown(`${name}, defined by itself`);
    open.add(key);
    try {
      const value = make();
      known.set(key, value);
      return value;
    } finally {
      open.delete(key);
    }
  };

  const ofBinding = (binding: Binding): Value => once(binding, binding.name, () => linked(binding) ?? define(binding));

  /** The value of a name that leads out of its file, as far as that is known. */
  const linked = (binding: Binding): Value | undefined => {
    const home = modules && fileOf(binding);
    const found = home && definitionOfBinding(home, binding);
    const [identifier] = binding.declarations.map((each) => each.identifier);
    if (found === undefined || identifier === undefined) return undefined;
    if (found.kind === 'binding' && found.binding === binding) return undefined;
    const value = ofDefinition(found, identifier.name);
    if (value === nothingKnown) return undefined;
    // What is unknown there is unknown here, by the name it has here.
    return isUnknown(value) ? valueAt({ root: identifier, path: [] }, value.why) : value;
  };

  const ofDefinition = (found: Definition, name: string): Value => {
    switch (found.kind) {
      case 'binding':
        return isDeclarationFile(found.source) ? nothingKnown : ofBinding(found.binding);
      case 'value':
        return isDeclarationFile(found.source) ? nothingKnown : once(found.node, name, () => evaluateAway(found.node));
      case 'package': {
        const sdk = sdkModule(found.module);
        return sdk === undefined ? nothingKnown : sdkValue({ ...sdk, name: found.name });
      }
      default:
        return nothingKnown;
    }
  };

  const define = (binding: Binding): Value => {
    const [declared] = binding.declarations.filter(({ kind }) => kind !== 'type');
    const identifier = declared?.identifier;
    if (declared === undefined || identifier === undefined) return unknown(binding.name);
    const root: Place = { root: identifier, path: [] };
    switch (declared.kind) {
      case 'function':
        return isFunction(declared.node) && !binding.references.some(({ write }) => write)
          ? { kind: 'function', node: declared.node, environment: frame(undefined), self: undefined }
          : valueAt(root, `${binding.name}, which is not one function`);
      case 'class':
        return isClass(declared.node) ? ofClass(declared.node) : unknown(binding.name);
      case 'enum':
        return ofEnum(declared.node, evaluate);
      case 'import':
        return ofImport(binding, root);
      case 'param':
        return fromPattern(parameterPattern(declared.node, identifier), identifier);
      case 'catch':
        return fromPattern(declared.node.type === 'CatchClause' ? declared.node.param : undefined, identifier);
      default:
        return ofVariable(binding, declared.node, identifier);
    }
  };

  const ofVariable = (binding: Binding, node: Node, identifier: Node): Value => {
    const place: Place = { root: identifier, path: [] };
    if (node.type !== 'VariableDeclarator') return valueAt(place, binding.name);
    if (!isConstant(binding)) {
      // Only what is written there names the ways that lead to it.
      if (placement.seen !== undefined) for (const { node: written } of binding.references) evaluateWrite(written);
      if (placement.seen !== undefined && node.init) evaluate(node.init);
      return valueAt(place, `${binding.name}, which changes`);
    }
    if (!node.init || machine === undefined) return valueAt(place, `${binding.name}, which has no value here`);
    if (placement.at !== undefined && samePlace(placement.at, place)) return placement.value;
    const changes = changesOf(binding, scopes);
    if (changes.length > 0) {
      if (placement.seen !== undefined) for (const part of [node.init, ...changes]) evaluate(part);
      return valueAt(place, `${binding.name}, which changes`);
    }
    const inner = frame(undefined);
    const init = fileOf(binding) === source ? bounded(node.init, costliest) : evaluateAway(node.init);
    bindPattern(patternTo(node.id, identifier), init, inner, machine, 'declare');
    const value = inner.cells.get(binding.name)?.value;
    return named(identifier, value);
  };

  const evaluateWrite = (written: Node): void => {
    const parent = scopes.parentOf(written)?.node;
    if (parent?.type === 'AssignmentExpression' && parent.left === written) evaluate(parent.right);
  };

  /** A value without a way of its own takes the name it is kept under. */
  const named = (identifier: Node, value: Value): Value => {
    const place: Place = { root: identifier, path: [] };
    const here = placement.at !== undefined && samePlace(placement.at, place);
    if (!isUnknown(value) || (value.root !== undefined && !here)) return value;
    return valueAt(place, value.why);
  };

  const fromPattern = (pattern: Node | null | undefined, identifier: Node): Value => {
    const target = pattern?.type === 'AssignmentPattern' ? pattern.left : pattern;
    if (!target || target.type === 'Identifier' || machine === undefined) {
      return valueAt({ root: identifier, path: [] }, nameOf(identifier) ?? 'a parameter');
    }
    const inner = frame(undefined);
    const value = valueAt({ root: target, path: [] }, 'a parameter taken apart');
    bindPattern(patternTo(target, identifier), value, inner, machine, 'declare');
    return inner.cells.get(nameOf(identifier) ?? '')?.value;
  };

  const ofImport = (binding: Binding, place: Place): Value => {
    const entry = entryOf(fileOf(binding) ?? source, binding);
    if (entry === undefined) return valueAt(place, binding.name);
    const resolved = resolver(entry.module, entry.name);
    return resolved ?? valueAt(place, `'${binding.name}', imported from '${entry.module}'`);
  };

  const ofClass = (node: Class): Value => {
    const id = `${sourceOf(node)?.path ?? 'file'}:${node.start ?? 0}`;
    if (machine === undefined) return unknown('nothing runs');
    const made = classValue(node, frame(undefined), machine, id);
    for (const name of writtenMembers(node, scopes)) forgetStatic(made, name);
    return made;
  };

  return {
    attach: (attached) => {
      machine = attached;
    },
    valueAt,
    named,
    name(identifier, name) {
      const thing = sdk.resolve(identifier);
      if (thing !== undefined && thing.name !== '*') return sdkValue(thing);
      const binding = scopes.bindingOf(identifier);
      if (binding !== undefined) return ofBinding(binding);
      const global = globalNamed(name);
      return global === undefined ? valueAt({ root: identifier, path: [] }, `the global ${name}`) : global.value;
    },
    self(node) {
      const owner = above(node, scopes, isClass);
      return owner === undefined ? unknown('this') : valueAt({ root: owner, path: [] }, 'this');
    },
    member(of, property) {
      if (of.root === undefined || of.path === undefined) return unknown(of.why);
      const place: Place = { root: of.root, path: [...of.path, property] };
      if (placement.at !== undefined && samePlace(placement.at, place)) return placement.value;
      const owner = wide ? classAt(of.root, of.path) : isClass(of.root) && of.path.length === 0 ? of.root : undefined;
      const self = owner === of.root ? of : owner && { ...of, root: owner, path: [] };
      for (const each of owner && self ? lineOf(owner) : []) {
        const value = self && classMember(each, property, self, { evaluate, call: getterCall }, scopes);
        if (value !== undefined) return value.value;
      }
      return valueAt(place, of.why);
    },
    called(callee, [given]) {
      const name = callee.path?.at(-1) ?? (callee.root && nameOf(callee.root));
      return isWrapper(name) && given !== undefined ? given : unknown(callee.why);
    },
    before(node) {
      if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return undefined;
      const thing = node.object.type === 'Identifier' ? sdk.resolve(node) : undefined;
      if (thing !== undefined && thing.name !== '*') return { value: sdkValue(thing) };
      const found = modules && ofModules.has(node.object.type) ? definitionOf(node) : undefined;
      const value = found === undefined ? nothingKnown : ofDefinition(found, 'a member of a module');
      return value === nothingKnown ? undefined : { value };
    },
  };
}

/** Steps for a constant of another file. Statuses, tables and predicates take a few dozen. */
const costliestAway = 400;

/** The same for one of this file. */
const costliest = 1_000;

/** Constants that took more. */
const heavy = new WeakSet<Node>();

/** `pgTable(...)`, `z.object(...)`, `new PrismaClient()`: only the package knows what comes of it. */
function isMadeByPackage(node: Node): boolean {
  const made = unwrap(node);
  if (made.type === 'AwaitExpression') return isMadeByPackage(made.argument);
  if (made.type === 'CallExpression' || made.type === 'NewExpression') return isMadeByPackage(made.callee);
  if (made.type === 'MemberExpression') return isMadeByPackage(made.object);
  const found = made.type === 'Identifier' ? definitionOf(made) : undefined;
  return found?.kind === 'package' && sdkModule(found.module) === undefined;
}

/** A name that leads somewhere, but to nothing that has a value here. */
const nothingKnown = unknown('what another file exports');

/** What a module object can be written as. */
const ofModules: ReadonlySet<string> = new Set([
  'Identifier',
  'MemberExpression',
  'AwaitExpression',
  'CallExpression',
  'ParenthesizedExpression',
]);

/** Declarations have types and no values. */
function isDeclarationFile({ path }: Source): boolean {
  return /\.d\.[cm]?ts$/.test(path);
}

function parameterPattern(node: Node, identifier: Node): Node | undefined {
  if (!isFunction(node)) return undefined;
  for (const param of node.params) {
    const target = param.type === 'TSParameterProperty' ? param.parameter : param;
    let holds = false;
    walk(target, (inner) => {
      if (inner === identifier) holds = true;
      return !holds;
    });
    if (holds) return target;
  }
  return undefined;
}

function ofEnum(node: Node, evaluate: (node: Node) => Value): Value {
  if (node.type !== 'TSEnumDeclaration') return unknown('an enum');
  const made = object();
  let next: Value = 0;
  for (const member of node.members) {
    const value: Value = member.initializer ? evaluate(member.initializer) : next;
    next = typeof value === 'number' ? value + 1 : unknown('an enum member');
    const name = nameOf(member.id) ?? '';
    made.own.set(name, value);
    if (typeof value === 'number') made.own.set(String(value), name);
  }
  return made;
}
