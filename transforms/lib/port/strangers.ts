// Classes and predicates of other packages: what passes their test is no error of the SDK, or nobody can say.

import type { Node } from '@babel/types';
import { leavesOf, type Formula, writtenTest } from '../recogniser/vector/condition.ts';
import { defineClass } from '../recogniser/language/value.ts';
import type { Place, Resolver } from '../recogniser/names/world.ts';
import { moduleImports } from '../module-imports.ts';
import { scopesOf } from '../scopes.ts';
import { sdkImports } from '../sdk-imports.ts';
import { sdkModule } from '../sdk-modules.ts';
import type { Source } from '../source.ts';
import { endOf, startOf, unwrap, walk } from '../tree.ts';
import { contains } from './made-of.ts';

const ofTheSdk = /^(Sdk|SdkHttp|Protocol|Sse|Unauthorized|OAuth|Mcp|StreamableHTTP|UrlElicitationRequired)Error$/;

/** Error classes that other modules export are classes of their own, which no error of the SDK is of. */
export const foreignClasses: Resolver = (module, name) => {
  // A module of the consumer's own may hand on the SDK's.
  const foreign = /^[A-Z]\w*(?:Error|Exception|Failure|Fault)$/.test(name) && !ofTheSdk.test(name);
  return foreign && sdkModule(module) === undefined ? defineClass(`${module}:${name}`, name) : undefined;
};

/** What tests of others say before a condition is asked, or beside it: `foreign` for a class, `open` for a predicate. */
export function strangerBefore(source: Source, formula: Formula, { root }: Place): 'foreign' | 'open' | undefined {
  const scopes = scopesOf(source);
  const found = new Set<'foreign' | 'open'>();
  const look = (test: Node, whenTrue: boolean): void => {
    for (const { node, holds } of conjuncts(test, whenTrue)) {
      const said = holds ? strangerIn(source, node, root) : undefined;
      if (said !== undefined) found.add(said);
    }
  };
  for (
    let at = writtenTest(formula.node), parent = scopes.parentOf(at);
    parent;
    at = parent.node, parent = scopes.parentOf(at)
  ) {
    const { node, key } = parent;
    if ((node.type === 'IfStatement' || node.type === 'ConditionalExpression') && key === 'consequent')
      look(node.test, true);
    if ((node.type === 'IfStatement' || node.type === 'ConditionalExpression') && key === 'alternate')
      look(node.test, false);
    if (node.type === 'BlockStatement') {
      for (const before of node.body) {
        if (endOf(before) > startOf(at)) break;
        if (before.type === 'IfStatement' && leaves(before.consequent)) look(before.test, false);
      }
    }
    if (contains(node, root) && node.type !== 'Program' && /Function|CatchClause|Method/.test(node.type)) break;
  }
  if (formula.kind === 'and') for (const leaf of leavesOf(formula)) look(leaf.node, true);
  return found.has('foreign') ? 'foreign' : [...found][0];
}

function leaves(statement: Node): boolean {
  if (statement.type === 'BlockStatement') return statement.body.some(leaves);
  return /^(Return|Throw|Continue|Break)Statement$/.test(statement.type);
}

/** The parts that surely hold where a test is true (or false). */
function conjuncts(test: Node, holds: boolean): readonly { readonly node: Node; readonly holds: boolean }[] {
  const inner = unwrap(test);
  if (inner.type === 'UnaryExpression' && inner.operator === '!') return conjuncts(inner.argument, !holds);
  if (inner.type === 'LogicalExpression' && inner.operator === (holds ? '&&' : '||'))
    return [...conjuncts(inner.left, holds), ...conjuncts(inner.right, holds)];
  return [{ node: inner, holds }];
}

/** `e instanceof axios.AxiosError`, `isAxiosError(e)`. */
function strangerIn(source: Source, test: Node, root: Node): 'foreign' | 'open' | undefined {
  const scopes = scopesOf(source);
  const isRoot = (node: Node): boolean => {
    const base = unwrap(node);
    return (
      base === root ||
      (base.type === 'Identifier' &&
        scopes.bindingOf(base)?.declarations.some(({ identifier }) => identifier === root) === true)
    );
  };
  if (test.type === 'BinaryExpression' && test.operator === 'instanceof')
    return isRoot(test.left) && isImported(source, test.right) ? 'foreign' : undefined;
  if (test.type !== 'CallExpression' || !test.arguments.some(isRoot)) return undefined;
  return isImported(source, test.callee) ? 'open' : undefined;
}

/** From a module that is none of the SDK's. */
function isImported(source: Source, node: Node): boolean {
  let base: Node | undefined;
  walk(node, (inner) => {
    if (inner.type === 'Identifier') base ??= inner;
    return base === undefined;
  });
  if (base === undefined || sdkImports(source).resolve(node) !== undefined) return false;
  const binding = scopesOf(source).bindingOf(base);
  const entry = moduleImports(source).find((each) => binding !== undefined && each.binding === binding);
  return entry !== undefined && sdkModule(entry.module) === undefined && !ofTheSdk.test(entry.name);
}
