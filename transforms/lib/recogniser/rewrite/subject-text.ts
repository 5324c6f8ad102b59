// What to call the error where it is tested: the name, or the way to it, that the source itself uses there.

import type { Node } from '@babel/types';
import { isConstant, scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { unwrap, walk } from '../../tree.ts';
import { closureOf } from '../names/closure.ts';
import { frameOf, type Formula } from '../vector/condition.ts';
import { isClass, isFunction } from '../language/functions.ts';
import { patternPaths } from '../language/patterns.ts';
import { waysOf } from '../vector/subject.ts';
import { samePlace, type Place } from '../names/world.ts';

/** The text for a condition; undefined where the error has no name there. */
export function subjectTextOf(source: Source, formula: Formula, place: Place): string | undefined {
  const written = place.path.length === 0 ? undefined : asWritten(source, formula.node, place);
  return walkerOf(source, formula.node, place) ?? written ?? textOf(source, place, formula.node.start ?? 0);
}

/** `c` of `const c = (e as Error).cause`, or `(e as Error).cause` itself: a way has its casts only in the source. */
function asWritten(source: Source, condition: Node, place: Place): string | undefined {
  const frame = frameOf(condition, scopesOf(source));
  const nearby = closureOf(source, condition).filter(
    (part) => part === condition || (!isFunction(part) && frameOf(part, scopesOf(source)) === frame),
  );
  for (const part of nearby) {
    const found = shortest(source, part, condition, place);
    if (found !== undefined) return found;
  }
  return undefined;
}

function shortest(source: Source, part: Node, condition: Node, place: Place): string | undefined {
  const texts: string[] = [];
  walk(part, (node) => {
    if (isFunction(node)) return false;
    const isName = node.type === 'Identifier' && scopesOf(source).bindingOf(node) !== undefined;
    if (!isName && node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return undefined;
    const ways = waysOf(source, { kind: 'leaf', node });
    const way = ways.at(-1);
    if (way === undefined || !samePlace(way, place)) return undefined;
    if (isName && scopesOf(source).lookup(node.name, condition.start ?? 0) !== scopesOf(source).bindingOf(node))
      return undefined;
    texts.push(source.text.slice(node.start ?? 0, node.end ?? 0));
    return undefined;
  });
  return texts.sort((left, right) => left.length - right.length)[0];
}

/** The text of the subject at an offset, or undefined where the error has no name there. */
export function textOf(source: Source, { root, path }: Place, offset: number): string | undefined {
  const scopes = scopesOf(source);
  if (isClass(root)) return print('this', path);
  const named = root.type === 'Identifier' ? [{ identifier: root, path: [] as readonly string[] }] : patternPaths(root);
  const fitting = named
    .filter((entry) => entry.path.every((key, i) => path[i] === key))
    .sort((left, right) => right.path.length - left.path.length);
  for (const { identifier, path: taken } of fitting) {
    const binding = scopes.lookup(identifier.name, offset);
    const free = binding === undefined && scopes.bindingOf(identifier) === undefined;
    if (free || (binding !== undefined && binding === scopes.bindingOf(identifier)))
      return print(identifier.name, path.slice(taken.length));
  }
  return undefined;
}

/** The variable that walks a chain of causes: the condition asks it, and so must the check. */
export function walkerOf(source: Source, condition: Node, { root }: Place): string | undefined {
  const scopes = scopesOf(source);
  const asked = new Set<string>();
  walk(condition, (node) => {
    const isMember = node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression';
    const tested = node.type === 'BinaryExpression' && node.operator === 'instanceof' ? node.left : undefined;
    const of = unwrap(isMember ? node.object : (tested ?? node));
    if ((!isMember && tested === undefined) || of.type !== 'Identifier') return undefined;
    const binding = scopes.bindingOf(of);
    const walks =
      binding !== undefined && !isConstant(binding) && binding.declarations[0]?.node.type === 'VariableDeclarator';
    asked.add(walks && binding.declarations[0]?.identifier !== root ? of.name : '');
    return undefined;
  });
  const [only] = asked;
  return asked.size === 1 && only !== '' ? only : undefined;
}

function print(base: string, path: readonly string[]): string | undefined {
  let text = base;
  for (const key of path) {
    if (/^\d+$/.test(key)) text += `[${key}]`;
    else if (/^#?[A-Za-z_$][\w$]*$/.test(key)) text += `.${key}`;
    else return undefined;
  }
  return text;
}
