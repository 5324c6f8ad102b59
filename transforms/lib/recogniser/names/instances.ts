// Of which class an object is, read off the syntax: how it was made, and what its type says. What is not plain is not
// known; the type checker may be asked then.

import type { Class, Node } from '@babel/types';
import { definitionOf } from '../../links.ts';
import { isConstant, scopesOf, sourceOf } from '../../scopes.ts';
import { isNode, nameOf, unwrap, walk } from '../../tree.ts';
import { standsFor } from './callee.ts';
import { lineOf, membersNamed, propertyName } from './class-line.ts';
import { declaredProperty } from './declared-shape.ts';
import { above, isClass, isFunction } from '../language/functions.ts';
import { perRound } from './per-round.ts';
import { returnedBy } from './returned.ts';
import { sdkThing } from '../catalogue/sdk-names.ts';

/** A class of the repository, a class of the SDK by name, or something of another package. */
export type Instance =
  | { readonly kind: 'class'; readonly node: Class }
  | { readonly kind: 'sdk'; readonly name: string }
  | { readonly kind: 'package'; readonly module: string };

const deepest = 8;

const instances = perRound<Instance>();

/** What an expression is an instance of. */
export function instanceOf(node: Node, depth = 0): Instance | undefined {
  if (depth > deepest) return undefined;
  return instances(node, depth, () => readInstance(node, depth));
}

function readInstance(node: Node, depth: number): Instance | undefined {
  const again = (below: Node | null | undefined): Instance | undefined =>
    below ? instanceOf(below, depth + 1) : undefined;
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
      return ofType(node.typeAnnotation, depth + 1) ?? again(node.expression);
    case 'TSNonNullExpression':
    case 'ParenthesizedExpression':
      return again(node.expression);
    case 'ThisExpression': {
      const source = sourceOf(node);
      const owner = source && above(node, scopesOf(source), isClass);
      return owner && { kind: 'class', node: owner };
    }
    case 'NewExpression':
      return ofClass(node.callee);
    case 'AwaitExpression':
      return again(node.argument);
    case 'AssignmentExpression':
      return again(node.right);
    case 'LogicalExpression':
      return again(node.left) ?? again(node.right);
    case 'ConditionalExpression':
      return again(node.consequent) ?? again(node.alternate);
    case 'Identifier':
      return ofName(node, depth + 1);
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return ofMember(node, depth + 1);
    case 'CallExpression':
    case 'OptionalCallExpression':
      return ofCall(node.callee, depth + 1);
    default:
      return undefined;
  }
}

/** The class of the object at a way: `root` is a class for `this`, else the name it is declared by. */
export function classAt(root: Node, path: readonly string[]): Class | undefined {
  const [field] = path;
  if (path.length > 1) return undefined;
  return classOfField(root, field);
}

function classOfField(root: Node, field: string | undefined): Class | undefined {
  const owner = isClass(root) ? root : root.type === 'Identifier' ? classOf(instanceOf(root)) : undefined;
  return field === undefined || owner === undefined ? owner : classOf(fieldOf(owner, field, 0));
}

function classOf(instance: Instance | undefined): Class | undefined {
  return instance?.kind === 'class' ? instance.node : undefined;
}

/** An instance of what a name of a class means. */
function ofClass(named: Node): Instance | undefined {
  const sdk = sdkThing(named);
  if (sdk !== undefined) return { kind: 'sdk', name: sdk.name };
  const node = standsFor(named);
  if (node !== undefined && isClass(node)) return { kind: 'class', node };
  const found = definitionOf(named);
  return found?.kind === 'package' ? { kind: 'package', module: found.module } : undefined;
}

function ofName(name: Node, depth: number): Instance | undefined {
  const found = definitionOf(name);
  if (found?.kind === 'package') return sdkThing(name) ? undefined : { kind: 'package', module: found.module };
  if (found?.kind === 'value') return instanceOf(found.node, depth);
  if (found?.kind !== 'binding') return undefined;
  const { binding } = found;
  const [declared] = binding.declarations;
  if (declared?.identifier === undefined) return undefined;
  const annotated = annotation(declared.identifier);
  if (annotated !== undefined) return ofType(annotated, depth);
  if (isFunction(declared.node)) return ofDefault(declared.node.params, declared.identifier, depth);
  if (declared.node.type !== 'VariableDeclarator') return undefined;
  const { id, init } = declared.node;
  if (id.type !== 'Identifier') return init ? ofPart(id, declared.identifier, init, depth) : undefined;
  if (init && (isConstant(binding) || init.type !== 'NullLiteral')) {
    const made = instanceOf(init, depth);
    if (made !== undefined) return made;
  }
  const { parentOf } = scopesOf(found.source);
  for (const { node, write } of binding.references) {
    const parent = write ? parentOf(node)?.node : undefined;
    const made = parent?.type === 'AssignmentExpression' ? instanceOf(parent.right, depth) : undefined;
    if (made !== undefined) return made;
  }
  return undefined;
}

/** `(manager = new Manager()) => ...` */
function ofDefault(params: readonly Node[], identifier: Node, depth: number): Instance | undefined {
  const param = params.find((each) => each.type === 'AssignmentPattern' && each.left === identifier);
  return param?.type === 'AssignmentPattern' ? instanceOf(param.right, depth) : undefined;
}

/** `const { client } = await open()`: what the object that `open` returns has under that name. */
function ofPart(pattern: Node, identifier: Node, init: Node, depth: number): Instance | undefined {
  if (pattern.type !== 'ObjectPattern') return undefined;
  const property = pattern.properties.find((each) => each.type === 'ObjectProperty' && each.value === identifier);
  const name = property?.type === 'ObjectProperty' && !property.computed ? nameOf(property.key) : undefined;
  return name === undefined ? undefined : ofProperty(init, name, depth);
}

function ofProperty(object: Node, name: string, depth: number): Instance | undefined {
  const holder = unwrap(object);
  const inner = holder.type === 'AwaitExpression' ? unwrap(holder.argument) : holder;
  const owner = instanceOf(inner, depth);
  if (owner?.kind === 'class') return fieldOf(owner.node, name, depth);
  if (owner?.kind === 'package') return owner;
  const declared = declaredProperty(inner, name);
  if (declared !== undefined) return ofType(declared, depth + 1);
  const made = standsFor(inner);
  const literals = made?.type === 'CallExpression' ? callReturns(made.callee).map((each) => standsFor(each)) : [made];
  for (const literal of literals) {
    if (literal?.type !== 'ObjectExpression') continue;
    const property = literal.properties.find((each) => each.type === 'ObjectProperty' && nameOf(each.key) === name);
    const found = property?.type === 'ObjectProperty' ? instanceOf(property.value, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function callReturns(callee: Node): readonly Node[] {
  const called = standsFor(callee);
  return called !== undefined && isFunction(called) ? returnedBy(called) : [];
}

function ofMember(
  node: Node & { readonly type: 'MemberExpression' | 'OptionalMemberExpression' },
  depth: number,
): Instance | undefined {
  const linked = definitionOf(node);
  if (linked !== undefined) return ofName(node, depth);
  const name = propertyName(node);
  if (name === undefined) return undefined;
  const statics = standsFor(node.object);
  if (statics !== undefined && isClass(statics)) return fieldOf(statics, name, depth);
  return ofProperty(node.object, name, depth);
}

/** What a field of a class holds: by its type, its initialiser, or what is written to it. */
function fieldOf(owner: Class, name: string, depth: number): Instance | undefined {
  for (const member of membersNamed(owner, name)) {
    const annotated = annotation(member);
    if (annotated !== undefined) return ofType(annotated, depth + 1);
    const value = 'value' in member && isNode(member.value) ? instanceOf(member.value, depth + 1) : undefined;
    if (value !== undefined) return value;
    if (member.type === 'ClassMethod' && member.kind === 'get') return ofReturn(member, depth + 1);
  }
  for (const each of lineOf(owner)) {
    const found = written(each, name, depth);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `constructor(private client: Client)`, `this.client = new Client()`. */
function written(owner: Class, name: string, depth: number): Instance | undefined {
  for (const { type, value } of writingsOf(owner).get(name) ?? []) {
    const found = type === undefined ? value && instanceOf(value, depth + 1) : ofType(type, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Writing {
  readonly type?: Node;
  readonly value?: Node;
}

const writings = new WeakMap<Class, ReadonlyMap<string, readonly Writing[]>>();

/** What is written to the fields of a class, by their names, in the order of the text. */
function writingsOf(owner: Class): ReadonlyMap<string, readonly Writing[]> {
  const known = writings.get(owner);
  if (known !== undefined) return known;
  const found = new Map<string, Writing[]>();
  const add = (name: string | undefined, writing: Writing): void => {
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), writing]);
  };
  walk(owner.body, (node) => {
    if (node !== owner.body && isClass(node)) return false;
    if (node.type === 'TSParameterProperty') {
      const param = node.parameter.type === 'AssignmentPattern' ? node.parameter.left : node.parameter;
      const type = annotation(param);
      if (type !== undefined) add(nameOf(param), { type });
    }
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return undefined;
    if (node.left.object.type === 'ThisExpression') add(propertyName(node.left), { value: node.right });
    return undefined;
  });
  writings.set(owner, found);
  return found;
}

function ofCall(callee: Node, depth: number): Instance | undefined {
  const called = standsFor(callee);
  if (called !== undefined && isFunction(called)) return ofReturn(called, depth);
  const found = definitionOf(callee);
  if (found?.kind === 'package') return sdkThing(callee) ? undefined : { kind: 'package', module: found.module };
  // What a client of a package hands out is of that package.
  const inner = unwrap(callee);
  const isMember = inner.type === 'MemberExpression' || inner.type === 'OptionalMemberExpression';
  const owner = isMember ? instanceOf(inner.object, depth) : undefined;
  return owner?.kind === 'package' ? owner : undefined;
}

function ofReturn(called: Node, depth: number): Instance | undefined {
  const type = 'returnType' in called && isNode(called.returnType) ? called.returnType : undefined;
  const declared = type && ofType(type, depth);
  if (declared !== undefined) return declared;
  for (const value of returnedBy(called)) {
    const found = instanceOf(value, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function annotation(node: Node): Node | undefined {
  return 'typeAnnotation' in node && isNode(node.typeAnnotation) ? node.typeAnnotation : undefined;
}

const wrappers = /^(?:Promise|PromiseLike|Awaited|NonNullable|Readonly|Required|Partial)$/;

/** What a value of a type is an instance of. */
function ofType(type: Node, depth: number): Instance | undefined {
  if (depth > deepest) return undefined;
  switch (type.type) {
    case 'TSTypeAnnotation':
    case 'TSParenthesizedType':
      return ofType(type.typeAnnotation, depth);
    case 'TSUnionType': {
      const real = type.types.filter((each) => !/^TS(?:Null|Undefined|Void)Keyword$/.test(each.type));
      return real.length === 1 && real[0] ? ofType(real[0], depth) : undefined;
    }
    case 'TSTypeQuery':
      return type.exprName.type === 'TSImportType' ? undefined : instanceOf(type.exprName, depth);
    case 'TSTypeReference': {
      const { typeName } = type;
      const [argument] = type.typeParameters?.params ?? [];
      if (typeName.type === 'Identifier' && wrappers.test(typeName.name) && argument)
        return ofType(argument, depth + 1);
      return ofTypeName(typeName, argument, depth + 1);
    }
    default:
      return undefined;
  }
}

function ofTypeName(name: Node, argument: Node | undefined, depth: number): Instance | undefined {
  const query = argument?.type === 'TSTypeQuery' ? argument.exprName : undefined;
  if (query !== undefined && nameOf(name) === 'InstanceType') return ofClass(query);
  if (query !== undefined && nameOf(name) === 'ReturnType') return ofCall(query, depth);
  const direct = ofClass(name);
  if (direct !== undefined) return direct;
  const found = definitionOf(name);
  const alias = found?.kind === 'binding' ? found.binding.declarations[0]?.node : undefined;
  return alias?.type === 'TSTypeAliasDeclaration' ? ofType(alias.typeAnnotation, depth) : undefined;
}
