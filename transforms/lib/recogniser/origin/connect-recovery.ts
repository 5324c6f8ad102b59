// A `connect` behind a function, in the same `try` as a request, can answer 404 too: a wrong address, no session. Most
// recoveries connect again, which fails again; one that visibly means the address would be switched off by the new check.

import type { Node } from '@babel/types';
import { scopesOf, sourceOf } from '../../scopes.ts';
import { nameOf, unwrap, walk } from '../../tree.ts';
import { isFunction } from '../language/functions.ts';
import { sdkThing } from '../catalogue/sdk-names.ts';

const ofAddress = /\b(?:endpoint|url|address|host(?:name)?|misconfigured|configuration|not an? mcp server)\b/i;
const ofSessions = /session|re-?connect|expired|stale/i;

/** What a branch on the answer of a test does that only a 404 of `connect` calls for, in words. */
export function madeForConnect(test: Node): string | undefined {
  const branch = branchOf(test);
  let found: string | undefined;
  if (branch === undefined) return undefined;
  walk(branch, (node) => {
    if (node === test) return false;
    if (node.type === 'NewExpression' && sdkThing(node.callee)?.name === 'SSEClientTransport')
      found ??= 'it falls back to the old SSE transport';
    if (node.type === 'CallExpression' && isOtherWay(calledName(node.callee)))
      found ??= `it calls ${calledName(node.callee)}`;
    if (node.type === 'AssignmentExpression' && isAddress(calledName(node.left)))
      found ??= `it changes the address, ${calledName(node.left)}`;
    if (node.type === 'Identifier' && isOtherWay(node.name)) found ??= `it names ${node.name}`;
    const text =
      node.type === 'StringLiteral' ? node.value : node.type === 'TemplateElement' ? (node.value.cooked ?? '') : '';
    if (ofAddress.test(text) && !ofSessions.test(text)) found ??= `it says "${short(text)}"`;
    return found === undefined;
  });
  return found;
}

/** `fallBack`, `connectOverSSE`, `useSseTransport`; never `processError`. */
function isOtherWay(name: string): boolean {
  return /SSE(?![a-z])|(?:^|_)sse(?![a-z])|Sse(?![a-z])|[Ff]all_?[Bb]ack/.test(name);
}

/** `this.url = next`: where the client connects to is another place afterwards. */
function isAddress(name: string): boolean {
  return /(?:^|_)(?:url|uri|endpoint|address|host)$|(?:U[Rr][LlIi]|Endpoint|Address|Host)$/.test(name);
}

function calledName(callee: Node): string {
  const inner = unwrap(callee);
  if (inner.type !== 'MemberExpression') return nameOf(inner) ?? '';
  return nameOf(inner.property) ?? '';
}

function short(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 37)}...` : line;
}

/** The statement that the test decides on; the body of the handler where it is turned round or kept for later. */
function branchOf(test: Node): Node | undefined {
  const source = sourceOf(test);
  if (source === undefined) return undefined;
  const { parentOf } = scopesOf(source);
  let negated = false;
  let inner = test;
  for (let at = parentOf(inner); at !== undefined; inner = at.node, at = parentOf(inner)) {
    if (at.node.type === 'UnaryExpression' && at.node.operator === '!') negated = !negated;
    if (at.node.type === 'CatchClause') return at.node.body;
    if (isFunction(at.node)) return at.node.body;
    if (at.key !== 'test' || negated) continue;
    if (at.node.type === 'IfStatement' || at.node.type === 'ConditionalExpression') return at.node.consequent;
  }
  return undefined;
}
