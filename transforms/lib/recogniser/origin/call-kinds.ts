// What a call is for, by the SDK's method names: they serve better than the types of receivers, which are often missing.

import type { Node } from '@babel/types';
import { propertyName } from '../names/class-line.ts';

/** What a call can do to the error of a `try`. `harmless` throws nothing of interest, `open` cannot be told. */
export type CallKind = 'request' | 'connect' | 'terminate' | 'foreign' | 'harmless' | 'open';

const requests = new Set([
  'callTool',
  'callToolStream',
  'listTools',
  'readResource',
  'listResources',
  'listResourceTemplates',
  'subscribeResource',
  'unsubscribeResource',
  'getPrompt',
  'listPrompts',
  'ping',
  'complete',
  'setLoggingLevel',
  'sendRootsListChanged',
]);
const ofTransports = /^(?:request|notification|send)$/;
const foreignCalls = /^(fetch|axios|got|request|ky|superagent|needle|undici|octokit|\$fetch)$/;
const foreignReceivers = /^(axios|http|api|rest|octokit|db|prisma|redis)/i;
const foreignMethods = /^(query|sendRequest|execute|findOne|findUnique|prepare)$/;
const harmless =
  /^(log|debug|info|warn|error|trace|push|set|get|has|delete|clear|now|stringify|parse|map|filter|forEach|join|toString|resolve|reject|emit|add|race|all|allSettled|then|catch|finally)$/;

/** Names that other things than clients of MCP have as well. */
const ambiguous = /^(?:request|notification|send|connect|complete|ping)$/;

/** True for a call of one of the SDK's requests, by its name. */
export function isRequest(callee: Node): boolean {
  const name = methodOf(callee);
  return name !== undefined && (requests.has(name) || ofTransports.test(name));
}

/** True for a name that only requests of MCP have. */
export function isRequestName(name: string | undefined): boolean {
  return name !== undefined && requests.has(name);
}

/** True where the name alone does not tell a client of MCP from something else. */
export function isAmbiguous(callee: Node): boolean {
  return ambiguous.test(methodOf(callee) ?? '');
}

/** The name of the method that a callee reads. */
export function methodOf(callee: Node): string | undefined {
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
  return propertyName(callee)?.replace(/^#/, '');
}

/** The kind of a call, by what is called. */
export function kindOf(callee: Node): CallKind {
  const name = methodOf(callee);
  if (callee.type === 'Identifier') return foreignCalls.test(callee.name) ? 'foreign' : 'open';
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return 'harmless';
  const receiver = callee.object.type === 'Identifier' ? callee.object.name : '';
  if (foreignCalls.test(receiver) || foreignReceivers.test(receiver)) return 'foreign';
  return kindOfMethod(name ?? '');
}

/** The same for a method of an object that is known to be of the SDK. */
export function kindOfMethod(name: string): CallKind {
  if (requests.has(name) || ofTransports.test(name)) return 'request';
  if (name === 'connect') return 'connect';
  if (name === 'terminateSession') return 'terminate';
  if (foreignMethods.test(name)) return 'foreign';
  return harmless.test(name) ? 'harmless' : 'open';
}

/** What is called, in words. */
export function inWords(kind: CallKind, name: string | undefined): string | undefined {
  if (kind === 'request')
    return isRequestName(name) ? `the request ${name ?? ''}` : `${name ?? ''} of a client or transport`;
  if (kind === 'connect') return 'connect';
  return kind === 'terminate' ? 'terminateSession' : undefined;
}
