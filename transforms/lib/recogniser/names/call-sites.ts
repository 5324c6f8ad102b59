// Who calls a function, by name or as a method, in its own file and in others.

import type { Function as FunctionNode, Node } from '@babel/types';
import type { WayStep } from '../../codemod.ts';
import { exportsOf } from '../../exports.ts';
import type { Modules } from '../../facts.ts';
import { type Binding, scopesOf, sourceOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { reached, surroundingsOf } from '../../surroundings.ts';
import { isTestFile } from '../../test-files.ts';
import { isNode, nameOf, walk } from '../../tree.ts';
import { type Declaration, usesOf } from '../../uses.ts';
import { functionOf, standsFor } from './callee.ts';
import { propertyName } from './class-line.ts';
import { handedThrough } from './handed-on.ts';
import { instanceOf } from './instances.ts';

/** A place that calls a function, or hands it on. */
export interface CallSite {
  readonly call: Node;
  /** The node that takes the function as a value instead of calling it. */
  readonly bare?: Node;
  /** What told that it is this function. */
  readonly by: WayStep['by'];
}

/** The places that are known, and whether there may be others. */
export interface Callers {
  readonly sites: readonly CallSite[];
  /** Somebody calls a method of that name on an object that nobody could place. */
  readonly open: boolean;
}

const known = new WeakMap<Modules, WeakMap<Node, Callers>>();

/** Every place that calls the function, or hands it on. Tests count for tests only. */
export function callersOf(source: Source, owner: FunctionNode, name: string): Callers {
  const { modules } = surroundingsOf(source);
  if (modules === undefined) return { sites: sitesHere(source, owner, name), open: false };
  const memo = known.get(modules) ?? new WeakMap<Node, Callers>();
  known.set(modules, memo);
  let callers = memo.get(owner);
  if (callers === undefined) {
    const elsewhere = isMethod(source, owner) ? methodUsers(source, owner, name, modules) : importers(source, owner);
    callers = { sites: [...sitesHere(source, owner, name), ...elsewhere.sites], open: elsewhere.open };
    memo.set(owner, callers);
  }
  return callers;
}

/** The places that are known. */
export function callSites(source: Source, owner: FunctionNode, name: string): readonly CallSite[] {
  return callersOf(source, owner, name).sites;
}

function isMethod(source: Source, owner: Node): boolean {
  return (
    /^(Class|Object)/.test(owner.type) || /^(Class|Object)/.test(scopesOf(source).parentOf(owner)?.node.type ?? '')
  );
}

function sitesHere(source: Source, owner: FunctionNode, name: string): readonly CallSite[] {
  const method = /^(Class|Object)/.test(owner.type) || /^Class/.test(scopesOf(source).parentOf(owner)?.node.type ?? '');
  if (!method) return bindingOf(source, owner)?.references.flatMap(({ node }) => siteOf(node, 'text')) ?? [];
  return (membersOf(source).get(name) ?? []).flatMap((node) => {
    if (isOfLanguage(node)) return [];
    const meant = standsFor(node);
    return meant === undefined || meant === owner || meant === node ? siteOf(node, 'text') : [];
  });
}

/** What a function is known by in its file. */
function bindingOf(source: Source, owner: FunctionNode): Binding | undefined {
  const scopes = scopesOf(source);
  const holder = scopes.parentOf(owner)?.node;
  const id = 'id' in owner && owner.id ? owner.id : holder?.type === 'VariableDeclarator' ? holder.id : undefined;
  return id && isNode(id) ? scopes.bindingOf(id) : undefined;
}

/** A name that is called, or handed on; what takes it may call it in turn. */
function siteOf(node: Node, by: WayStep['by']): readonly CallSite[] {
  const source = sourceOf(node);
  const parent = source && scopesOf(source).parentOf(node);
  if (parent === undefined) return [];
  if (parent.key === 'callee') return [{ call: parent.node, by }];
  const through = handedThrough(node, parent);
  if (through.length > 0) return through.map((call) => ({ call, by }));
  const handed = parent.key === 'arguments' || parent.node.type === 'AssignmentExpression';
  const member = node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression';
  return handed || member ? [{ call: node, bare: parent.node, by }] : [];
}

/** Tests ask predicates about errors of their own making; where both files lie says nothing. */
function counts(source: Source, user: Node): boolean {
  const [home, there] = [source.path.split('/'), (sourceOf(user)?.path ?? '').split('/')];
  const shared = home.findIndex((part, i) => part !== there[i]);
  const own = (path: readonly string[]): string => path.slice(Math.max(0, shared)).join('/');
  return !isTestFile(own(there)) || isTestFile(own(home));
}

/** A function that other files import. */
function importers(source: Source, owner: FunctionNode): Callers {
  const binding = bindingOf(source, owner);
  const declared: Declaration =
    binding === undefined ? { kind: 'value', source, node: owner } : { kind: 'binding', source, binding };
  const out = binding === undefined ? isExportedValue(source, owner) : binding.scope.parent === undefined;
  const uses = out ? usesOf(declared).filter((use) => counts(source, use)) : [];
  return { sites: uses.flatMap((use) => siteOf(use, 'index')), open: false };
}

function isExportedValue(source: Source, owner: Node): boolean {
  const { named, whole } = exportsOf(source);
  return [...named.values(), whole].some((each) => each?.kind === 'value' && each.node === owner);
}

/** A method that other files call on an object; whose it is, the syntax tells, else the type checker. */
function methodUsers(source: Source, owner: FunctionNode, name: string, modules: Modules): Callers {
  const isPrivate = name.startsWith('#') || ('accessibility' in owner && owner.accessibility === 'private');
  if (isPrivate) return { sites: [], open: false };
  const sites: CallSite[] = [];
  const unplaced: Node[] = [];
  const files = modules.memberUsers(source.path, name).map((file) => reached(file, source));
  for (const file of files) {
    for (const node of membersOf(file).get(name) ?? []) {
      if (!counts(source, node)) continue;
      const whose = belongs(source, owner, node);
      if (whose === undefined) unplaced.push(node);
      else if (whose !== 'no') sites.push(...siteOf(node, whose));
    }
  }
  if (unplaced.length === 0) return { sites, open: false };
  // A name that nobody else declares is taken for what it says.
  const declarers = [source, ...files].filter((file) => declares(file, name));
  if (declarers.length !== 1) return { sites, open: true };
  return { sites: [...sites, ...unplaced.flatMap((node) => siteOf(node, 'index'))], open: false };
}

function belongs(source: Source, owner: FunctionNode, use: Node): 'index' | 'types' | 'no' | undefined {
  if (use.type !== 'MemberExpression' && use.type !== 'OptionalMemberExpression') return 'no';
  if (isOfLanguage(use)) return 'no';
  const meant = functionOf(source, use);
  if (meant !== undefined) return meant === owner ? 'index' : 'no';
  const instance = instanceOf(use.object);
  if (instance !== undefined && instance.kind !== 'class') return 'no';
  const found = surroundingsOf(source).types?.definition(sourceOf(use)?.path ?? '', use.property.start ?? 0);
  if (found === undefined) return undefined;
  if (found.kind === 'package' || found.source.path !== source.path) return 'no';
  return (owner.start ?? 0) <= found.offset && found.offset < (owner.end ?? 0) ? 'types' : 'no';
}

/** `/…/.test(text)`: a value of the language has a method of its own by that name. */
function isOfLanguage(use: Node): boolean {
  if (use.type !== 'MemberExpression' && use.type !== 'OptionalMemberExpression') return false;
  const made = standsFor(use.object);
  if (made?.type === 'NewExpression') return nameOf(made.callee) === 'RegExp';
  return /^(?:RegExp|String|Template|Numeric)Literal$|^ArrayExpression$/.test(made?.type ?? '');
}

/** True where a class or an object of the file has a member of that name. */
function declares(source: Source, name: string): boolean {
  if (!source.text.includes(name)) return false;
  let found = false;
  walk(source.file.program, (node) => {
    if (
      /^(?:Class|Object)(?:Private)?Method$/.test(node.type) ||
      /^(?:Class|Object)(?:Private)?Property$/.test(node.type)
    )
      found ||= 'key' in node && isNode(node.key) && node.key.type === 'Identifier' && node.key.name === name;
    return !found;
  });
  return found;
}

const memberUses = new WeakMap<Source, ReadonlyMap<string, readonly Node[]>>();

/** Every member expression of a file by the name it reads. */
function membersOf(source: Source): ReadonlyMap<string, readonly Node[]> {
  const made = memberUses.get(source);
  if (made !== undefined) return made;
  scopesOf(source);
  const uses = new Map<string, Node[]>();
  memberUses.set(source, uses);
  walk(source.file.program, (node) => {
    if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return undefined;
    const name = propertyName(node);
    if (name === undefined) return undefined;
    const of = uses.get(name);
    if (of === undefined) uses.set(name, [node]);
    else of.push(node);
    return undefined;
  });
  return uses;
}
