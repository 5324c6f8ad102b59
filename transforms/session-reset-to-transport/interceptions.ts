// Fetch wrappers that look for the 404 of a request with a session id before the transport does.

import type { Node } from '@babel/types';
import { isFunction } from '../lib/recogniser/language/functions.ts';
import { scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { nameOf, unwrap, walk } from '../lib/tree.ts';

/** The `if` statements of such wrappers. */
export function interceptionsOf(source: Source): readonly Node[] {
  const found: Node[] = [];
  walk(source.file.program, (node) => {
    if (node.type === 'IfStatement' && asks(source, node.test) && inFetch(source, node)) found.push(node);
    return undefined;
  });
  return found;
}

/** `response.status === 404` and, in the test or in a name it uses, the header of the session. */
function asks(source: Source, test: Node): boolean {
  let status = false;
  let header = false;
  const look = (node: Node): void => {
    walk(node, (inner) => {
      if (inner.type === 'BinaryExpression' && /^===?$/.test(inner.operator)) {
        const [left, right] = [unwrap(inner.left), unwrap(inner.right)];
        status ||= isStatus(left) && is404(right);
        status ||= isStatus(right) && is404(left);
      }
      if (inner.type === 'StringLiteral' && /^mcp-session-id$/i.test(inner.value)) header = true;
      if (inner.type !== 'Identifier' || node !== test) return undefined;
      const declared = scopesOf(source).bindingOf(inner)?.declarations[0]?.node;
      if (declared?.type === 'VariableDeclarator' && declared.init) look(declared.init);
      return undefined;
    });
  };
  look(test);
  return status && header;
}

function isStatus(node: Node): boolean {
  return (
    (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') && nameOf(node.property) === 'status'
  );
}

function is404(node: Node): boolean {
  return node.type === 'NumericLiteral' && node.value === 404;
}

/** Inside a function that calls fetch, or something it was given in its place, and returns the answer. */
function inFetch(source: Source, node: Node): boolean {
  const { parentOf } = scopesOf(source);
  for (let at = parentOf(node)?.node; at !== undefined; at = parentOf(at)?.node) {
    if (!isFunction(at)) continue;
    let calls = false;
    walk(at.body, (inner) => {
      if (inner.type === 'CallExpression') {
        const name = inner.callee.type === 'MemberExpression' ? nameOf(inner.callee.property) : nameOf(inner.callee);
        calls ||= /fetch/i.test(name ?? '');
      }
      return !calls;
    });
    return calls;
  }
  return false;
}
