// What is done where a condition holds: whether anything is done at all, or only something said of the error. To say
// something is to give or hand on a word: a message, a label, a status, a name that is counted.

import type { Node } from '@babel/types';
import { isPure } from '../../purity.ts';
import { scopesOf, sourceOf, writtenAs } from '../../scopes.ts';
import { eachChild, nameOf, unwrap, walk } from '../../tree.ts';
import { above, isFunction } from '../language/functions.ts';
import { functionOf, standsFor } from '../names/callee.ts';
import { type Arm, doneIn, follow, statementsOf, type Trail, trailOf } from './arms.ts';

/** Where the answer of a condition goes, and whether all that comes of it is said. */
export interface Told {
  readonly only: boolean;
  /** The words of the arms, and the names that the answer goes by. */
  readonly words: string;
}

/** What comes of a condition where an expired session makes it say so. */
export function toldBy(condition: Node, holds: boolean): Told {
  const trail = trailOf(condition, holds);
  let only = true;
  // The trail grows: a word that is given is followed to whoever asks for it.
  for (const arm of trail.arms) only &&= onlyTells(arm, trail);
  only &&= trail.arms.length > 0 && !trail.open;
  const words = [...trail.names, ...trail.arms.flatMap(({ done }) => done.map(writtenAs))].join('\n');
  return { only, words };
}

/** True for an arm that only says what went wrong, or that does what the arms beside it do, in other words. */
function onlyTells(arm: Arm, trail: Trail): boolean {
  const done = arm.done.filter(({ type }) => type !== 'BreakStatement' && type !== 'EmptyStatement');
  const [first] = done;
  if (done.length === 1 && first !== undefined && answers(first, trail)) return true;
  const telling = done.filter((each) => tells(each, trail) || isOneOfMany(each, arm));
  return telling.length > 0 && done.every((each) => telling.includes(each) || isEnd(each));
}

/** `return true`: whoever asked goes on. */
function answers(done: Node, trail: Trail): boolean {
  const value = unwrap(done.type === 'ReturnStatement' && done.argument ? done.argument : done);
  if (value.type !== 'BooleanLiteral') return false;
  follow(value, { kind: 'answer', holds: value.value }, trail);
  return true;
}

/** After a word the error itself is thrown on, or nothing given. */
function isEnd(done: Node): boolean {
  if (done.type === 'ThrowStatement') return unwrap(done.argument).type === 'Identifier';
  return done.type === 'ReturnStatement' && (done.argument == null || /^(?:Null|Identifier)/.test(done.argument.type));
}

function tells(done: Node, trail: Trail): boolean {
  switch (done.type) {
    case 'BlockStatement':
      return done.body.length > 0 && done.body.every((each) => tells(each, trail));
    case 'ThrowStatement':
      return isWord(done.argument);
    case 'ReturnStatement':
      return done.argument != null && gives(done.argument, trail);
    case 'ExpressionStatement':
      return tells(done.expression, trail);
    case 'AssignmentExpression':
      return done.operator === '=' && isText(done.right) && gives(done.right, trail);
    default:
      return isSpoken(done) || gives(done, trail);
  }
}

function gives(value: Node, trail: Trail): boolean {
  if (isSpoken(value)) return true;
  if (!isWord(value)) return false;
  follow(value, { kind: 'word', node: value }, trail);
  return true;
}

/** A text, an object or an error made on the spot; what is true or false, or nothing, is an answer to a question. */
function isWord(value: Node): boolean {
  const inner = unwrap(value);
  switch (inner.type) {
    case 'StringLiteral':
    case 'TemplateLiteral':
    case 'NumericLiteral':
    case 'ObjectExpression':
      return isPure(inner);
    case 'NewExpression':
      return /(?:Error|Exception|Failure|Problem)$/.test(nameOf(inner.callee) ?? '');
    case 'Identifier':
    case 'MemberExpression':
      return isConstantWord(inner);
    default:
      return false;
  }
}

/** `NOT_FOUND`, `Kind.Missing`, `messages[code]`. */
function isConstantWord(named: Node): boolean {
  const meant = standsFor(named);
  if (meant !== undefined && meant !== named && isText(meant)) return true;
  if (named.type !== 'MemberExpression') return false;
  const table = standsFor(named.object);
  if (table?.type === 'TSEnumDeclaration') return true;
  return table?.type === 'ObjectExpression' && named.computed && isPure(table);
}

function isText(value: Node): boolean {
  const inner = unwrap(value);
  return /^(?:String|Template|Numeric)Literal$/.test(inner.type) || (inner.type !== value.type && isWord(inner));
}

const loggers = /^(?:console|log|logger|logging|debug|winston|pino)$/i;

/** A line of a log, or a sentence that is handed to somebody. */
function isSpoken(value: Node): boolean {
  const inner = unwrap(value);
  const call = inner.type === 'AwaitExpression' ? unwrap(inner.argument) : inner;
  if (call.type !== 'CallExpression') return false;
  const { callee } = call;
  if (loggers.test((callee.type === 'MemberExpression' ? nameOf(callee.object) : nameOf(callee)) ?? '')) return true;
  const source = sourceOf(call);
  const called = source && functionOf(source, callee);
  if (called !== undefined && !onlySays(called)) return false;
  return call.arguments.every((each) => isPure(each)) && call.arguments.some(holdsSentence);
}

/** A function that makes a word of what it is given. */
function onlySays(called: Node): boolean {
  if (!isFunction(called)) return false;
  const unheard: Trail = { arms: [], names: [], seen: new Set(), open: false };
  const last = called.body.type === 'BlockStatement' ? called.body.body : [called.body];
  return last.every((each) => tells(each, unheard));
}

function holdsSentence(value: Node): boolean {
  let found = false;
  walk(value, (node) => {
    const text = node.type === 'StringLiteral' ? node.value : node.type === 'TemplateElement' ? node.value.raw : '';
    found ||= /\w\W*\s\W*\w/.test(text);
    return !found;
  });
  return found;
}

/** True for a statement that the arms for other errors hold as well, in other words: `count('missing')` beside `count('denied')`. */
function isOneOfMany(done: Node, arm: Arm): boolean {
  const own = frameOfWords(done);
  if (!own.includes(wordSign)) return false;
  return armsBeside(arm).some((beside) =>
    beside.some((other) => frameOfWords(other) === own && writtenAs(other) !== writtenAs(done)),
  );
}

const wordSign = '<>';

/** What a node is without its words. */
function frameOfWords(node: Node): string {
  const inner = unwrap(node);
  if (/^(?:String|Template|Numeric)Literal$/.test(inner.type) || isConstantWord(inner)) return wordSign;
  const said =
    'name' in inner && typeof inner.name === 'string'
      ? inner.name
      : 'operator' in inner
        ? inner.operator
        : inner.type === 'BooleanLiteral'
          ? String(inner.value)
          : '';
  const parts: string[] = [];
  eachChild(inner, (child) => {
    parts.push(frameOfWords(child));
  });
  return `${inner.type} ${String(said)}(${parts.join()})`;
}

/** What is done for other answers of the same error: other cases, and other ifs on it in the same function. */
function armsBeside({ head, done }: Arm): readonly (readonly Node[])[] {
  if (head.type === 'SwitchStatement') return head.cases.map((_, at) => doneIn(head, at));
  const source = sourceOf(head);
  const owner = source && above(head, scopesOf(source), isFunction);
  if (owner === undefined) return [];
  const found: (readonly Node[])[] = [];
  const asked = namesIn(testOf(head));
  walk(owner, (node) => {
    if (node.type !== 'IfStatement' && node.type !== 'ConditionalExpression') return undefined;
    if (![...namesIn(node.test)].some((name) => asked.has(name))) return undefined;
    found.push(statementsOf(node.consequent), ...(node.alternate ? [statementsOf(node.alternate)] : []));
    return undefined;
  });
  return found.filter((each) => each[0] !== done[0]);
}

function testOf(head: Node): Node {
  if (head.type === 'IfStatement' || head.type === 'ConditionalExpression') return head.test;
  return head.type === 'LogicalExpression' ? head.left : head;
}

/** The variables that a test reads. */
function namesIn(test: Node): ReadonlySet<unknown> {
  const source = sourceOf(test);
  const names = new Set<unknown>();
  walk(test, (node) => {
    const binding = node.type === 'Identifier' && source ? scopesOf(source).bindingOf(node) : undefined;
    if (binding !== undefined && binding.scope.parent !== undefined) names.add(binding);
    return undefined;
  });
  return names;
}
