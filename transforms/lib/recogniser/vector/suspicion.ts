// What makes a condition worth a look: a status, a code or a wording, in itself or in what it leads to, and how near that
// stands. A condition without one is not evaluated at all.

import type { Node } from '@babel/types';
import { isPure } from '../../purity.ts';
import { scopesOf, sourceOf } from '../../scopes.ts';
import { entryOf } from '../../links.ts';
import type { Source } from '../../source.ts';
import { surroundingsOf } from '../../surroundings.ts';
import { nameOf, unwrap, walk } from '../../tree.ts';
import { sdkThing } from '../catalogue/sdk-names.ts';
import { isFunction } from '../language/functions.ts';
import { closureOf, fullClosureOf } from '../names/closure.ts';
import { textNames } from '../verdict/text-subject.ts';
import { looksBoolean } from './condition.ts';
import { likeness, type Likeness } from './subject.ts';

const words = /404|3200[12]|session|not[ _-]?found|http 40|\bgone\b/i;
const constants = /404|32001|NOT_?FOUND|GONE|SESSION_|EXPIRED/;

const needles = new WeakMap<Node, { readonly found: string | undefined }>();
const needlesNear = new WeakMap<Node, { readonly found: string | undefined }>();

/**
 * The literal, or the name of an imported constant, that makes a node worth a look; names of functions are not enough.
 * `near`: long functions are left out.
 */
function needleIn(source: Source, node: Node, near = false): string | undefined {
  const known = near ? needlesNear : needles;
  const before = known.get(node);
  if (before !== undefined) return before.found;
  let found: string | undefined;
  walk(node, (inner) => {
    if (near && isFunction(inner) && lengthOf(inner) >= shortTest) return false;
    found ??= needleOfLiteral(source, inner);
    return found === undefined;
  });
  known.set(node, { found });
  return found;
}

function needleOfLiteral(source: Source, node: Node): string | undefined {
  switch (node.type) {
    case 'NumericLiteral':
      return [404, 32001, 32002].includes(node.value) ? String(node.value) : undefined;
    case 'BinaryExpression':
      return isNextTo(node) ? '404' : undefined;
    case 'StringLiteral':
      return words.test(node.value) ? node.value : undefined;
    case 'TemplateElement':
      return words.test(node.value.raw) ? node.value.raw : undefined;
    case 'RegExpLiteral':
      return words.test(node.pattern) ? `/${node.pattern}/` : undefined;
    case 'Identifier':
      return constants.test(node.name) && isImported(source, node) ? node.name : undefined;
    default:
      return undefined;
  }
}

/** `code > 403`, `code < 405`. */
function isNextTo({ operator, left, right }: Node & { readonly type: 'BinaryExpression' }): boolean {
  if (!/^[<>]=?$/.test(operator)) return false;
  return [left, right].some((side) => side.type === 'NumericLiteral' && (side.value === 403 || side.value === 405));
}

/** The text that makes a condition worth a look, in itself or in the constants and functions it leads to. */
export function needleOf(source: Source, node: Node): string | undefined {
  const here = closureOf(source, node);
  const found = firstNeedle(source, here);
  return found ?? (leadsOut(source, here) ? firstNeedle(source, fullClosureOf(source, node)) : undefined);
}

function firstNeedle(source: Source, parts: readonly Node[]): string | undefined {
  for (const part of parts) {
    const found = (sourceOf(part) ?? source) === source ? needleIn(source, part) : needleAway(source, part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A function of another file that is longer does other work than telling errors apart. */
const longestAway = 1_500;

const wordsAway =
  /404|3200[12]|http 40|session[\s\w'":_-]{0,24}(?:not|expired|terminated|unknown|gone|lost|closed|stale|invalid)|(?:unknown|expired|stale|no such|lost|no valid|invalid)[\s\w'":_-]{0,16}session|^\W*(?:session|not[ _-]?found|gone)\W*$/i;

/** The same in another file, where "session" and 404 stand in much that only answers, logs or throws. */
function needleAway(source: Source, node: Node): string | undefined {
  if (isFunction(node) && lengthOf(node) > longestAway) return undefined;
  let found: string | undefined;
  walk(node, (inner) => {
    if (inner.type === 'ThrowStatement' || isAnswer(inner)) return false;
    const said = inner.type === 'StringLiteral' || inner.type === 'TemplateElement';
    const direct = said || /^(?:NumericLiteral|RegExpLiteral|BinaryExpression)$/.test(inner.type);
    const text = direct ? needleOfLiteral(source, inner) : undefined;
    if (text !== undefined && (!said || wordsAway.test(text))) found ??= text;
    return found === undefined;
  });
  return found;
}

/** `new NotFound('…', 404)`, `json({ … }, { status: 404 })`: what is given, not what is asked. */
function isAnswer(node: Node): boolean {
  if (node.type === 'NewExpression') return !/^(?:Set|Map|RegExp)$/.test(nameOf(node.callee) ?? '');
  if (node.type !== 'CallExpression') return false;
  const { callee } = node;
  const name = callee.type === 'MemberExpression' ? nameOf(callee.property) : nameOf(callee);
  return /^(?:json|send|status|redirect|debug|info|warn|error|log|fetch)$/.test(name ?? '');
}

/** Names of other files are followed where something that may be an error, or its text, is asked about. */
function leadsOut(source: Source, parts: readonly Node[]): boolean {
  if (surroundingsOf(source).modules === undefined) return false;
  const scopes = scopesOf(source);
  let [imports, errors] = [false, false];
  for (const part of parts) {
    walk(part, (node) => {
      const binding = node.type === 'Identifier' ? scopes.bindingOf(node) : undefined;
      const root = binding?.declarations[0]?.identifier;
      if (binding === undefined || root === undefined) return undefined;
      if (entryOf(source, binding) !== undefined) imports ||= sdkThing(node) === undefined;
      else
        errors ||= mayBeError(source, root, binding.declarations[0]?.kind === 'param') || textNames.test(binding.name);
      return !(imports && errors);
    });
  }
  return imports && errors;
}

/** A variable with a name that says nothing is what some call gave; a parameter with such a name may be anything. */
function mayBeError(source: Source, root: Node, isParameter: boolean): boolean {
  const like = likeness(source, { root, path: [] });
  return isSure(like) || (isParameter && like !== 'foreign');
}

const shortValue = 300;

function lengthOf(node: Node): number {
  return (node.end ?? 0) - (node.start ?? 0);
}

/** True when the condition itself, or a constant it names, says what makes it worth a look. */
export function saysNeedle(source: Source, node: Node): boolean {
  const own = fullClosureOf(source, node).filter(
    (part) => part === node || (!isFunction(part) && lengthOf(part) < shortValue),
  );
  return own.some((part) => needleIn(source, part) !== undefined);
}

/** A function that is longer does more than tell errors apart. */
const shortTest = 800;

/**
 * True when the needle stands in the condition, in a value or in a short test that it leads to: only then may something
 * with a name that says nothing be an error.
 */
export function isNeedleClose(source: Source, node: Node): boolean {
  return fullClosureOf(source, node).some((part) => needleIn(source, part, true) !== undefined);
}

/** The same, without the needles in what something it reads was made of: `const answer = await post('/session')`. */
export function namesNeedle(source: Source, node: Node): boolean {
  // Of `if (reason)` only what answers yes or no can be the test: the text itself is for somebody to read.
  const bare = unwrap(node).type === 'Identifier';
  const tests = (part: Node): boolean =>
    !isFunction(part) &&
    !isHookCall(part) &&
    lengthOf(part) < shortValue &&
    (!bare || looksBoolean(part)) &&
    (isPure(part) || namesError(source, part));
  return fullClosureOf(source, node).some(
    (part) => (part === node || tests(part)) && needleIn(source, part) !== undefined,
  );
}

/** What a view keeps of something else: `useMemo(() => describe(failure), [failure])`. */
function isHookCall(part: Node): boolean {
  const call = unwrap(part);
  return call.type === 'CallExpression' && /^use[A-Z]/.test(nameOf(call.callee) ?? '');
}

/** True when the condition itself names something that by its name or place is an error. */
export function namesError(source: Source, node: Node): boolean {
  let found = false;
  walk(node, (inner) => {
    if (isFunction(inner)) return false;
    if (inner.type !== 'Identifier') return !found;
    const declared = scopesOf(source).bindingOf(inner)?.declarations[0]?.identifier;
    if (declared !== undefined && isSure(likeness(source, { root: declared, path: [] }))) found = true;
    return !found;
  });
  return found;
}

function isSure(like: Likeness): boolean {
  return like === 'caught' || like === 'named' || like === 'typed';
}

function isImported(source: Source, node: Node): boolean {
  return scopesOf(source).bindingOf(node)?.declarations[0]?.kind === 'import' && sdkThing(node) === undefined;
}
