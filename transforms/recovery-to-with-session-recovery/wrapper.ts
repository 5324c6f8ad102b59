// A recovery by hand, and nothing but that: connect where there is no client yet, make one call, and where its session had
// expired connect anew and make the same call once more.

import type { Function as FunctionNode, Identifier, Node, Statement, TryStatement } from '@babel/types';
import { isRequestName } from '../lib/recogniser/origin/call-kinds.ts';
import { isFunction } from '../lib/recogniser/language/functions.ts';
import { propertyName } from '../lib/recogniser/names/class-line.ts';
import type { Implied } from '../lib/recogniser/names/implied.ts';
import { sameCode } from '../lib/same-code.ts';
import { scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { nameOf, unwrap, walk } from '../lib/tree.ts';
import { type Holder, holderOf, sameHolder } from './holder.ts';

export interface Wrapper {
  readonly owner: FunctionNode;
  readonly attempt: TryStatement;
  readonly holder: Holder;
  /** The call that is made, and made again. */
  readonly call: Node & { readonly type: 'CallExpression' };
  /** The parameter that makes the call, where it is one: `fn(client)`. */
  readonly job: Identifier | undefined;
  /** What says that the session expired. */
  readonly check: Implied;
  /** The calls that make a new client, all alike. */
  readonly connects: readonly Call[];
  /** It connects where there is no client yet. */
  readonly lazy: boolean;
  /** It closes the old client before. */
  readonly closes: boolean;
}

type Call = Node & { readonly type: 'CallExpression' };

/** Every such function of a file. */
export function wrappersOf(source: Source): readonly Wrapper[] {
  const found: Wrapper[] = [];
  walk(source.file.program, (node) => {
    const wrapper = node.type === 'TryStatement' ? wrapperAt(source, node) : undefined;
    if (wrapper !== undefined) found.push(wrapper);
    return undefined;
  });
  return found;
}

function wrapperAt(source: Source, attempt: TryStatement): Wrapper | undefined {
  const { parentOf } = scopesOf(source);
  const body = parentOf(attempt)?.node;
  const owner = body && parentOf(body)?.node;
  const { handler } = attempt;
  if (body?.type !== 'BlockStatement' || owner === undefined || !isFunction(owner) || !owner.async) return undefined;
  if (owner.generator === true || attempt.finalizer || handler?.param?.type !== 'Identifier') return undefined;
  if (body.body.at(-1) !== attempt) return undefined;
  const before = [...body.body.slice(0, -1), ...attempt.block.body.slice(0, -1)];
  const call = awaitedReturn(attempt.block.body.at(-1));
  const told = call && receiverOf(source, owner, call);
  const recovery = told && recoveryOf(handler.body.body, handler.param);
  if (call === undefined || told === undefined || recovery === undefined || before.length > 1) return undefined;
  const is = (node: Node): boolean => {
    const other = holderOf(source, node);
    return other !== undefined && sameHolder(other, told.holder);
  };
  const first = before[0] && connectedLazily(before[0], is);
  const again = recovered(recovery.statements, is);
  if ((before.length > 0 && first === undefined) || again === undefined) return undefined;
  const connects = first === undefined ? [again.connect] : [first, again.connect];
  if (!connects.every((connect) => sameCode(connect, again.connect))) return undefined;
  if (!sameCode(again.call, call)) return undefined;
  const { holder, job } = told;
  return {
    owner,
    attempt,
    holder,
    call,
    job,
    check: recovery.check,
    connects,
    lazy: first !== undefined,
    closes: again.closes,
  };
}

/** `return await client.callTool(…)`. */
function awaitedReturn(statement: Statement | undefined): Call | undefined {
  if (statement?.type !== 'ReturnStatement' || statement.argument?.type !== 'AwaitExpression') return undefined;
  const call = unwrap(statement.argument.argument);
  return call.type === 'CallExpression' ? call : undefined;
}

function receiverOf(
  source: Source,
  owner: FunctionNode,
  { callee, arguments: args }: Call,
): Pick<Wrapper, 'holder' | 'job'> | undefined {
  if (callee.type === 'MemberExpression') {
    const holder = isRequestName(propertyName(callee)) ? holderOf(source, callee.object) : undefined;
    return holder && { holder, job: undefined };
  }
  const [client, ...more] = args;
  if (callee.type !== 'Identifier' || client === undefined || more.length > 0) return undefined;
  const isParam = owner.params.some(
    (param) => param === scopesOf(source).bindingOf(callee)?.declarations[0]?.identifier,
  );
  const holder = isParam ? holderOf(source, client) : undefined;
  return holder && { holder, job: callee };
}

/** `if (!expired) throw error; …`, or `if (expired) { … } throw error;`. */
function recoveryOf(
  statements: readonly Statement[],
  error: Identifier,
): { readonly check: Implied; readonly statements: readonly Statement[] } | undefined {
  const [first, ...rest] = statements;
  if (first?.type !== 'IfStatement') return undefined;
  const throws = (statement: Node | null | undefined): boolean => {
    const only = statement?.type === 'BlockStatement' ? statement.body[0] : statement;
    if (statement?.type === 'BlockStatement' && statement.body.length !== 1) return false;
    return only?.type === 'ThrowStatement' && nameOf(only.argument) === error.name;
  };
  if (first.alternate == null && throws(first.consequent))
    return { check: { test: first.test, holds: false }, statements: rest };
  const [last, ...more] = first.alternate == null ? rest : [first.alternate, ...rest];
  if (first.consequent.type !== 'BlockStatement' || more.length > 0 || !throws(last)) return undefined;
  return { check: { test: first.test, holds: true }, statements: first.consequent.body };
}

type Is = (node: Node) => boolean;

/** `client ??= await connect()`, `if (!client) client = await connect()`. */
function connectedLazily(statement: Statement, is: Is): Call | undefined {
  if (statement.type === 'ExpressionStatement') return assigned(statement, is, '??=');
  if (statement.type !== 'IfStatement' || statement.alternate || !isMissing(statement.test, is)) return undefined;
  const { consequent } = statement;
  const [only, ...more] = consequent.type === 'BlockStatement' ? consequent.body : [consequent];
  return only !== undefined && more.length === 0 ? assigned(only, is, '=') : undefined;
}

function isMissing(test: Node, is: Is): boolean {
  if (test.type === 'UnaryExpression') return test.operator === '!' && is(test.argument);
  if (test.type !== 'BinaryExpression' || !/^===?$/.test(test.operator)) return false;
  return is(test.left) && (test.right.type === 'NullLiteral' || nameOf(test.right) === 'undefined');
}

function assigned(statement: Node, is: Is, operator: '=' | '??='): Call | undefined {
  const written = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
  if (written?.type !== 'AssignmentExpression' || written.operator !== operator || !is(written.left)) return undefined;
  return connectCall(written.right);
}

/** `await connect(…)`. */
export function connectCall(value: Node): Call | undefined {
  const call = value.type === 'AwaitExpression' ? unwrap(value.argument) : undefined;
  return call?.type === 'CallExpression' ? call : undefined;
}

/** Close, connect, call: nothing before, between or after. */
function recovered(
  statements: readonly Statement[],
  is: Is,
): { readonly connect: Call; readonly call: Call; readonly closes: boolean } | undefined {
  const closes = statements.length === 3 && statements[0] !== undefined && isClose(statements[0], is);
  const [assignment, end, ...more] = closes ? statements.slice(1) : statements;
  const connect = assignment && assigned(assignment, is, '=');
  if (connect === undefined || end?.type !== 'ReturnStatement' || !end.argument || more.length > 0) return undefined;
  const value = unwrap(end.argument);
  const call = value.type === 'AwaitExpression' ? unwrap(value.argument) : value;
  return call.type === 'CallExpression' ? { connect, call, closes } : undefined;
}

/** `await client.close()`, `await client?.close().catch(() => undefined)`. */
function isClose(statement: Statement, is: Is): boolean {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AwaitExpression') return false;
  const call = unwrap(statement.expression.argument);
  if (call.type !== 'CallExpression' && call.type !== 'OptionalCallExpression') return false;
  const { callee } = call;
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return false;
  if (propertyName(callee) === 'close') return call.arguments.length === 0 && is(callee.object);
  const [handler] = call.arguments;
  if (propertyName(callee) !== 'catch' || handler?.type !== 'ArrowFunctionExpression') return false;
  const quiet =
    nameOf(handler.body) === 'undefined' || (handler.body.type === 'BlockStatement' && handler.body.body.length === 0);
  const inner = unwrap(callee.object);
  if (!quiet || (inner.type !== 'CallExpression' && inner.type !== 'OptionalCallExpression')) return false;
  const closed = inner.callee;
  if (closed.type !== 'MemberExpression' && closed.type !== 'OptionalMemberExpression') return false;
  return propertyName(closed) === 'close' && is(closed.object);
}
