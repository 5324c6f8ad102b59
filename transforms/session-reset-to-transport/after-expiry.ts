// Whether a statement is reached only once a session is known to have expired: inside a branch that asks for the code,
// behind a guard that leaves without it, or in a function that is called from such places alone.

import type { Node } from '@babel/types';
import { callSites } from '../lib/recogniser/names/call-sites.ts';
import { closureOf } from '../lib/recogniser/names/closure.ts';
import { formulaOf, type Formula } from '../lib/recogniser/vector/condition.ts';
import { functionName, isFunction } from '../lib/recogniser/language/functions.ts';
import { isNewForm } from '../lib/recogniser/vector/new-form.ts';
import { scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';

const deepest = 4;

/** True where nothing but an expired session leads there, as far as the file shows. */
export function onlyAfterExpiry(source: Source, node: Node, depth = 0): boolean {
  const scopes = scopesOf(source);
  let below = node;
  for (let parent = scopes.parentOf(below); parent !== undefined; parent = scopes.parentOf(below)) {
    const at = parent.node;
    if (at.type === 'IfStatement' || at.type === 'ConditionalExpression') {
      const formula = formulaOf(at.test);
      if (parent.key === 'consequent' && implies(source, formula, true)) return true;
      if (parent.key === 'alternate' && implies(source, formula, false)) return true;
    }
    if (at.type === 'LogicalExpression' && at.operator === '&&' && parent.key === 'right') {
      if (implies(source, formulaOf(at.left), true)) return true;
    }
    if ('body' in at && Array.isArray(at.body) && guardedBefore(source, at.body as readonly Node[], below)) return true;
    if (isFunction(at)) return calledOnlyAfter(source, at, depth);
    below = at;
  }
  return false;
}

/** Being `truth`, the condition says that the session expired. */
function implies(source: Source, formula: Formula, truth: boolean): boolean {
  switch (formula.kind) {
    case 'leaf':
      return truth && isNewForm(closureOf(source, formula.node));
    case 'not':
      return implies(source, formula.part, !truth);
    case 'and':
    case 'or': {
      const all = (formula.kind === 'and') !== truth;
      const said = (part: Formula): boolean => implies(source, part, truth);
      return all ? formula.parts.every(said) : formula.parts.some(said);
    }
    default:
      return false;
  }
}

/** `if (!isSessionExpired(e)) throw e;` among the statements before. */
function guardedBefore(source: Source, statements: readonly Node[], below: Node): boolean {
  const index = statements.indexOf(below);
  return statements.slice(0, Math.max(0, index)).some((statement) => {
    if (statement.type !== 'IfStatement' || statement.alternate) return false;
    return leaves(statement.consequent) && implies(source, formulaOf(statement.test), false);
  });
}

function leaves(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last !== undefined && /^(?:Throw|Return|Continue|Break)Statement$/.test(last.type);
}

function calledOnlyAfter(source: Source, owner: Node, depth: number): boolean {
  const scopes = scopesOf(source);
  if (depth >= deepest || !isFunction(owner)) return false;
  const name = functionName(owner, scopes);
  if (name === undefined || goesOut(source, owner)) return false;
  const sites = callSites(source, owner, name);
  return (
    sites.length > 0 && sites.every(({ call, bare }) => bare === undefined && onlyAfterExpiry(source, call, depth + 1))
  );
}

/** Exported, or a method that others can call. */
function goesOut(source: Source, owner: Node): boolean {
  const parent = scopesOf(source).parentOf(owner)?.node;
  if (owner.type === 'ClassPrivateMethod') return false;
  if (owner.type === 'ClassMethod') return owner.accessibility !== 'private';
  if (owner.type === 'ObjectMethod') return true;
  for (let at = parent; at !== undefined; at = scopesOf(source).parentOf(at)?.node) {
    if (at.type === 'ExportNamedDeclaration' || at.type === 'ExportDefaultDeclaration') return true;
    if (isFunction(at)) return false;
  }
  const exported = new RegExp(
    `export\\s*(?:default\\s+${functionName(ownerAs(owner), scopesOf(source)) ?? '$'}\\b|\\{[^}]*\\b${functionName(ownerAs(owner), scopesOf(source)) ?? '$'}\\b)`,
  );
  return exported.test(source.text) || /module\.exports|exports\./.test(source.text);
}

function ownerAs(owner: Node): Parameters<typeof functionName>[0] {
  if (!isFunction(owner)) throw new TypeError('Not a function.');
  return owner;
}
