// The recogniser: every condition of a file that is, or looks like, a guess at an expired session, with what to do about it.

import type { Node } from '@babel/types';
import type { Context, Finding } from '../codemod.ts';
import { scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { closureOf } from './closure.ts';
import { casesOf, conditionsOf, formulaOf, leavesOf } from './condition.ts';
import { collapse, collapsible } from './collapse.ts';
import { isFunction } from './functions.ts';
import { inspectionOf, type Inspection } from './inspection.ts';
import { judge, type Judged, type Suspect } from './judge.ts';
import { withOneName } from './one-name.ts';
import { withoutRepeats } from './repeated.ts';
import { isNewForm } from './new-form.ts';
import { aliased, calledFunction, needleOf } from './site.ts';
import type { Resolver } from './world.ts';

/** Inspects a file. Pure: the same findings for the same text and facts. */
export function recognise(source: Source, context: Context, resolver?: Resolver): readonly Finding[] {
  const conditions = [...conditionsOf(source.file.program), ...casesOf(source.file.program)];
  const suspects = conditions.flatMap((node) => {
    const needle = needleOf(source, node);
    return needle === undefined ? [] : [{ node, needle }];
  });
  if (suspects.length === 0) return [];
  const inspection = inspectionOf(source, context, resolver);
  if (inspection === undefined) return [];

  const judged = new Map<Node, Judged | undefined>();
  const open = new Set<Node>();
  const judgeOnce = ({ node, needle }: Pick<Suspect, 'node' | 'needle'>): Judged | undefined => {
    if (judged.has(node) || open.has(node)) return judged.get(node);
    open.add(node);
    const done = isNewForm(source, closureOf(source, node));
    judged.set(node, done ? undefined : judge(inspection, { node, needle, delegated, inner }));
    open.delete(node);
    return judged.get(node);
  };
  // A call of a predicate of this file, or a constant, is settled where it is defined.
  const delegated = ({ node }: { readonly node: Node }): boolean => {
    const called = calledFunction(source, node);
    const places = called === undefined ? aliased(source, node) : [called];
    return suspects.some((suspect) => places.some((place) => within(suspect.node, place)) && settled(suspect));
  };
  // Conditions in the functions that a leaf leads to: a mapper to words of its own, a table of rules.
  const inner = ({ node }: { readonly node: Node }): readonly Judged[] => {
    const reached = closureOf(source, node).filter((part) => part !== node);
    const deeper = suspects.filter(
      (suspect) =>
        reached.some((part) => within(suspect.node, part) && standsInFunction(source, suspect.node, part)) &&
        !within(suspect.node, node),
    );
    return deeper.flatMap((suspect) => judgeOnce(suspect) ?? []);
  };
  const settling = new Set<Node>();
  const settled = (suspect: Pick<Suspect, 'node' | 'needle'>): boolean => {
    if (judgeOnce(suspect) !== undefined) return true;
    if (settling.has(suspect.node)) return false;
    settling.add(suspect.node);
    const further = leavesOf(formulaOf(suspect.node)).some(delegated);
    settling.delete(suspect.node);
    return further;
  };
  const found = suspects.flatMap((suspect) => judgeOnce(suspect) ?? []);
  return outermost(
    withOneName(source, withoutRepeats(source, collapsed(inspection, found))).map(({ finding }) => finding),
  );
}

/** Conditions of one predicate that together ask for nothing but expiry become one finding. */
function collapsed(inspection: Inspection, found: readonly Judged[]): readonly Judged[] {
  const tried = new Map<Node, Judged | undefined>();
  const result: Judged[] = [];
  for (const judged of found) {
    const owner = collapsible(inspection, judged);
    if (owner === undefined) {
      result.push(judged);
      continue;
    }
    const known = tried.get(owner);
    if (known !== undefined) continue;
    const single = collapse(inspection, owner, judged, judged.finding.explanation?.needle ?? '');
    tried.set(owner, single);
    result.push(single ?? judged);
  }
  return result;
}

/** True where a function between the two is what runs the inner one. */
function standsInFunction(source: Source, inner: Node, outer: Node): boolean {
  const { parentOf } = scopesOf(source);
  for (let at: Node | undefined = inner; at !== undefined; at = parentOf(at)?.node) {
    if (isFunction(at)) return true;
    if (at === outer) return false;
  }
  return false;
}

function within(inner: Node, outer: Node): boolean {
  return (outer.start ?? 0) <= (inner.start ?? 0) && (inner.end ?? 0) <= (outer.end ?? 0);
}

/** A condition inside the callback of another one is part of that other one. */
function outermost(findings: readonly Finding[]): readonly Finding[] {
  const inside = (inner: Finding, outer: Finding): boolean =>
    outer.start <= inner.start && inner.end <= outer.end && outer.end - outer.start > inner.end - inner.start;
  return findings.filter((finding) => !findings.some((other) => inside(finding, other)));
}
