// The calls by which a test file speaks to its runner: suites, tests, tables of rows, assertions. Vitest, Jest, node:test and
// those that are written like them.

import type { CallExpression, Node } from '@babel/types';
import { entryOf } from '../lib/links.ts';
import { scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { endOf, nameOf, startOf, unwrap } from '../lib/tree.ts';

const suites = new Set(['describe', 'suite', 'context']);
const tests = new Set(['it', 'test', 'specify']);

/** A suite or a test. */
export interface Block {
  readonly kind: 'suite' | 'test';
  readonly call: CallExpression;
  /** What stands behind `.each`: a list of rows, or a template. */
  readonly table?: Node;
  readonly callback: Node;
}

/** The suite or test that a call declares. */
export function blockAt(source: Source, call: Node): Block | undefined {
  if (call.type !== 'CallExpression') return undefined;
  const callback = call.arguments.findLast(({ type }) => /FunctionExpression$/.test(type) || type === 'Identifier');
  if (callback === undefined || call.arguments.length < 2) return undefined;
  const { callee } = call;
  const kind = kindOf(source, callee);
  if (kind !== undefined) return { kind, call, callback };
  const each =
    callee.type === 'CallExpression'
      ? callee.callee
      : callee.type === 'TaggedTemplateExpression'
        ? callee.tag
        : undefined;
  if (each?.type !== 'MemberExpression' || !/^(?:each|for)$/.test(nameOf(each.property) ?? '')) return undefined;
  const rows = kindOf(source, each.object);
  const table = callee.type === 'CallExpression' ? callee.arguments[0] : callee;
  return rows === undefined || table === undefined ? undefined : { kind: rows, call, table, callback };
}

/** What `it`, `test.only`, `describe.skip.concurrent` stand for. */
function kindOf(source: Source, callee: Node): Block['kind'] | undefined {
  if (callee.type === 'MemberExpression') {
    return /^(?:each|for|mock|extend|step)$/.test(nameOf(callee.property) ?? '')
      ? undefined
      : kindOf(source, callee.object);
  }
  if (callee.type !== 'Identifier') return undefined;
  const binding = scopesOf(source).bindingOf(callee);
  const entry = binding && entryOf(source, binding);
  if (binding !== undefined && (entry === undefined || entry.module.startsWith('.'))) return undefined;
  const name = entry === undefined || entry.name === 'default' ? callee.name : entry.name;
  return suites.has(name) ? 'suite' : tests.has(name) ? 'test' : undefined;
}

/** A title as it is written; of a template what stands between its values. */
export function writtenTitle(source: Source, { call }: Block): string {
  const [title] = call.arguments;
  if (title === undefined) return '';
  const inner = unwrap(title);
  if (inner.type === 'StringLiteral') return inner.value;
  if (inner.type === 'TemplateLiteral') return inner.quasis.map(({ value }) => value.cooked ?? value.raw).join(' ');
  return source.text.slice(startOf(title), endOf(title));
}

/** The suites and the test around a node, outermost first. */
export function blocksAround(source: Source, node: Node): readonly Block[] {
  const found: Block[] = [];
  const { parentOf } = scopesOf(source);
  for (let at = parentOf(node)?.node; at !== undefined; at = parentOf(at)?.node) {
    const block = blockAt(source, at);
    if (block !== undefined) found.unshift(block);
  }
  return found;
}

/** What is asserted of what: `expected` is a node, or the truth that a matcher without an argument stands for. */
export interface Assertion {
  readonly actual: Node;
  readonly expected: Node | 'truthy' | 'falsy' | 'true' | 'false';
  readonly negated: boolean;
}

const equal = new Set(['toBe', 'toEqual', 'toStrictEqual', 'equal', 'equals', 'eq', 'eql']);
const alone: Readonly<Record<string, 'truthy' | 'falsy' | 'true' | 'false'>> = {
  toBeTruthy: 'truthy',
  toBeFalsy: 'falsy',
  toBeTrue: 'true',
  toBeFalse: 'false',
};
const asserting = new Set(['equal', 'strictEqual', 'deepEqual', 'deepStrictEqual']);
const refuting = new Set(['notEqual', 'notStrictEqual', 'notDeepEqual', 'notDeepStrictEqual']);

/** The assertion that a call makes. */
export function assertionAt(call: Node): Assertion | undefined {
  if (call.type !== 'CallExpression') return undefined;
  const [first, second] = call.arguments;
  const { callee } = call;
  if (callee.type === 'Identifier')
    return callee.name === 'assert' && first ? { actual: first, expected: 'truthy', negated: false } : undefined;
  if (callee.type !== 'MemberExpression') return undefined;
  const name = nameOf(callee.property) ?? '';
  if (callee.object.type === 'Identifier' && callee.object.name === 'assert') {
    if (name === 'ok' && first) return { actual: first, expected: 'truthy', negated: false };
    if (first === undefined || second === undefined || !(asserting.has(name) || refuting.has(name))) return undefined;
    return { actual: first, expected: second, negated: refuting.has(name) };
  }
  const subject = expectedOf(callee.object);
  const expected = alone[name] ?? (equal.has(name) ? first : undefined);
  return subject === undefined || expected === undefined ? undefined : { ...subject, expected };
}

/** The value in `expect(value)`, `expect(value).not`, `expect(value).to.be`. */
function expectedOf(node: Node): Pick<Assertion, 'actual' | 'negated'> | undefined {
  if (node.type === 'MemberExpression') {
    const name = nameOf(node.property);
    const inner = name === 'resolves' || name === 'rejects' ? undefined : expectedOf(node.object);
    return inner && { ...inner, negated: inner.negated !== (name === 'not') };
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'expect')
    return undefined;
  const [actual] = node.arguments;
  return actual && { actual, negated: false };
}
