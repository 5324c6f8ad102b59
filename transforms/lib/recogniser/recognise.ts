// The recogniser: every condition of a file that is, or looks like, a guess at an expired session, with what to do about it.

import type { Node } from '@babel/types';
import type { Context, Finding } from '../codemod.ts';
import type { Source } from '../source.ts';
import { collapse, collapsible } from './rewrite/collapse.ts';
import { examinationOf } from './examination.ts';
import type { Inspection } from './inspection.ts';
import type { Judged } from './verdict/judge.ts';
import { withOneName } from './rewrite/one-name.ts';
import { withoutRepeats } from './verdict/repeated.ts';
import { withoutEchoes, withoutRemoved } from './verdict/rests.ts';

/** Inspects a file. Pure: the same findings for the same text and facts. */
export function recognise(source: Source, context: Context): readonly Finding[] {
  const { inspection, judged } = examinationOf(source, context);
  if (inspection === undefined) return [];
  const found = judged();
  // Asked in this file's name as well, be it examined for another file before.
  if (found.length > 0) context.facts.ask('transport-origin');
  const single = withoutEchoes(source, withoutRepeats(source, collapsed(inspection, found)));
  return withoutRemoved(source, outermost(withOneName(source, single).map(({ finding }) => finding)));
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

/** A condition inside the callback of another one is part of that other one, unless both are settled side by side. */
function outermost(findings: readonly Finding[]): readonly Finding[] {
  const inside = (inner: Finding, outer: Finding): boolean =>
    outer.start <= inner.start && inner.end <= outer.end && outer.end - outer.start > inner.end - inner.start;
  return findings.filter((finding) => !findings.some((other) => inside(finding, other) && !areApart(finding, other)));
}

/** Two fixes of which the outer one leaves the inner one's text as it is: a second run would find the inner one. */
function areApart(inner: Finding, outer: Finding): boolean {
  return (
    inner.kind === 'fix' &&
    outer.kind === 'fix' &&
    outer.change.edits.every(({ start, end }) => end <= inner.start || inner.end <= start)
  );
}
