// Whether an error stays with its test: what only the test itself looks at, in an assertion or a snapshot, comes to no check.

import type { Node } from '@babel/types';
import { above, isFunction } from '../lib/recogniser/language/functions.ts';
import { scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { nameOf } from '../lib/tree.ts';

const mostSteps = 40;

/** True where nothing but the test looks at what an expression gives. */
export function staysInTest(source: Source, node: Node, seen = new Set<Node>()): boolean {
  const parent = scopesOf(source).parentOf(node);
  if (parent === undefined || seen.has(node) || seen.size > mostSteps) return false;
  seen.add(node);
  switch (parent.node.type) {
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'ParenthesizedExpression':
      return staysInTest(source, parent.node, seen);
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return parent.key === 'object';
    case 'TemplateLiteral':
      return true;
    case 'CallExpression':
      return parent.key === 'arguments' && isLook(parent.node.callee);
    case 'VariableDeclarator':
      return namedStays(source, parent.node.id, seen);
    case 'ReturnStatement':
    case 'ArrowFunctionExpression':
      return madeStays(source, parent.node, seen);
    default:
      return false;
  }
}

/** `expect(error)`, `assert.equal(error, …)`, `String(error)`, `JSON.stringify(error)`. */
function isLook(callee: Node): boolean {
  if (callee.type !== 'MemberExpression') return /^(?:expect|assert|String)$/.test(nameOf(callee) ?? '');
  return /^(?:assert|JSON|console)$/.test(nameOf(callee.object) ?? '');
}

function namedStays(source: Source, id: Node, seen: Set<Node>): boolean {
  const { bindingOf, parentOf } = scopesOf(source);
  const binding = id.type === 'Identifier' ? bindingOf(id) : undefined;
  const statement = binding?.declarations[0] && parentOf(binding.declarations[0].node)?.node;
  const outer = statement && parentOf(statement)?.node.type;
  if (binding === undefined || outer === 'ExportNamedDeclaration') return false;
  return binding.references.every(({ node, write }) => !write && staysInTest(source, node, seen));
}

/** What a helper of the file makes stays where all that it is called for does. */
function madeStays(source: Source, node: Node, seen: Set<Node>): boolean {
  const { bindingOf, parentOf } = scopesOf(source);
  const owner = isFunction(node) ? node : above(node, scopesOf(source), isFunction);
  const holder = owner && parentOf(owner)?.node;
  const id =
    owner?.type === 'FunctionDeclaration' ? owner.id : holder?.type === 'VariableDeclarator' ? holder.id : null;
  const declared = id && (owner?.type === 'FunctionDeclaration' ? holder : parentOf(holder ?? node)?.node);
  const outer = declared && (declared.type === 'ExportNamedDeclaration' ? declared : parentOf(declared)?.node);
  const binding = id?.type === 'Identifier' ? bindingOf(id) : undefined;
  if (binding === undefined || outer?.type === 'ExportNamedDeclaration' || binding.references.length === 0)
    return false;
  return binding.references.every((use) => {
    const call = parentOf(use.node);
    return call?.key === 'callee' && staysInTest(source, call.node, seen);
  });
}
