// What a file lends to others for a check: a condition elsewhere may hold no needle itself because the status, the
// wording or the test of it is imported from here.

import type { Function as FunctionNode, Node } from '@babel/types';
import { type Exported, exportsOf } from '../exports.ts';
import type { Source } from '../source.ts';
import { unwrap, walk } from '../tree.ts';
import { closureOf } from './names/closure.ts';
import { isClass, isFunction } from './language/functions.ts';
import { holdsNeedle } from './needles.ts';
import { saysExpiry } from './catalogue/probes.ts';
import { regexSamples } from './language/regex-samples.ts';
import { returnedBy } from './names/returned.ts';

/** A status that answers a request stands everywhere; one that is named, listed or returned is for others to use. */
const named = ['= 404;', '= 404,', '= 404\n', '= 404 as', 'return 404', '404]', '[404'];
const patterns = ['not found|', '|not found', 'expired|', '|expired', 'not[', 'not\\s', 'not.?found', 'has\\s'];
const beside = ['NOT_FOUND', 'GONE', 'unknown): boolean', 'unknown): number', 'module.exports'];

/** A file that lends something holds all needles of one group. */
export const leadNeedles: readonly (readonly string[])[] = [
  ['32001'],
  ['32002'],
  ['ession not found'],
  ['ession expired'],
  ['ession has expired'],
  ['ession terminated'],
  ...named.map((text) => [text]),
  ...beside.map((text) => ['404', text]),
  ...patterns.map((text) => ['ession', text]),
];

/** What a server answers with; without it, a text without any of the others is not worth parsing. */
const answered = /\bstatus(?:Code)?\s*[:(]\s*404|\bsendStatus\(404|,\s*404\s*\)/g;
const telling = /404|3200[12]|ession.{1,20}(?:found|expired|terminated)/;

/** Nobody writes constants or helpers into a file so long; it is made by a machine, or drawn. */
const longestFile = 150_000;
const longestFunction = 1_500;
const longestValue = 2_000;

/** The exported names that carry a needle into the files that import them. */
export function leadsOf(source: Source): readonly string[] {
  const { text } = source;
  if (text.length > longestFile || !telling.test(text.replace(answered, ''))) return [];
  const { named: own, whole } = exportsOf(source);
  const found = [...own].flatMap(([name, exported]) => (lends(source, exported) ? [name] : []));
  return whole !== undefined && !found.includes('default') && lends(source, whole) ? [...found, 'default'] : found;
}

function lends(source: Source, exported: Exported): boolean {
  if (exported.kind === 'from') return false;
  const nodes = exported.kind === 'value' ? [exported.node] : exported.binding.declarations.map(({ node }) => node);
  return nodes.some((node) => carries(source, node));
}

function carries(source: Source, node: Node): boolean {
  if (isClass(node))
    return node.body.body.some((member) => 'static' in member && member.static === true && carries(source, member));
  if (isFunction(node)) return isHelper(source, node) && closureOf(source, node).some(holds);
  switch (node.type) {
    case 'VariableDeclarator':
      return node.init != null && carries(source, unwrap(node.init));
    case 'ClassProperty':
      return node.value != null && carries(source, unwrap(node.value));
    case 'TSEnumDeclaration':
    case 'NumericLiteral':
    case 'UnaryExpression':
    case 'StringLiteral':
    case 'TemplateLiteral':
    case 'RegExpLiteral':
    case 'ArrayExpression':
    case 'ObjectExpression':
    case 'NewExpression':
    case 'CallExpression':
      return lengthOf(node) < longestValue && closureOf(source, node).some((part) => !isFunction(part) && holds(part));
    default:
      return false;
  }
}

function lengthOf(node: Node): number {
  return (node.end ?? 0) - (node.start ?? 0);
}

/** Short, computes something from what it is given and does nothing else, and is not judged where it stands. */
function isHelper(source: Source, node: FunctionNode): boolean {
  if (node.params.length === 0 || node.async || node.generator || lengthOf(node) > longestFunction) return false;
  const { returnType } = node;
  const type = returnType?.type === 'TSTypeAnnotation' ? returnType.typeAnnotation.type : undefined;
  const predicate = type === 'TSBooleanKeyword' || type === 'TSTypePredicate';
  if (predicate && holdsNeedle(source.text)) return false;
  let acts = false;
  walk(node.body, (inner) => {
    acts ||= /^(?:ThrowStatement|AwaitExpression|JSX\w+|YieldExpression)$/.test(inner.type);
    acts ||= inner.type === 'Identifier' && /^(?:Next)?Response$|^res$|^reply$/.test(inner.name);
    return !acts;
  });
  return !acts && returnedBy(node).length > 0;
}

/** A text longer than this says more than that a session is gone. */
const longestWording = 60;

/** A number or a text by which sessions are told to be gone. */
function holds(part: Node): boolean {
  let found = false;
  walk(part, (node) => {
    switch (node.type) {
      case 'NumericLiteral':
        found ||= node.value === 404 || node.value === 32001 || node.value === 32002;
        break;
      case 'StringLiteral':
        found ||=
          node.value.length <= longestWording && (/\b404\b|3200[12]/.test(node.value) || saysExpiry(node.value));
        break;
      case 'RegExpLiteral':
        found ||= /404|3200[12]/.test(node.pattern) || regexSamples(node.pattern).some(saysExpiry);
        break;
      default:
    }
    return !found;
  });
  return found;
}
