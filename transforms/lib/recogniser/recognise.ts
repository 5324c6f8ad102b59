// The recogniser: every condition of a file that is, or looks like, a guess at an expired session, with what to do about it.

import type { Node } from '@babel/types';
import type { Context, Finding } from '../codemod.ts';
import type { Source } from '../source.ts';
import { closureOf } from './closure.ts';
import { conditionsOf } from './condition.ts';
import { inspectionOf } from './inspection.ts';
import { judge } from './judge.ts';
import { isNewForm } from './new-form.ts';
import { calledFunction, needleOf } from './site.ts';
import type { Resolver } from './world.ts';

/** Inspects a file. Pure: the same findings for the same text and facts. */
export function recognise(source: Source, context: Context, resolver?: Resolver): readonly Finding[] {
  const suspects = conditionsOf(source.file.program).flatMap((node) => {
    const needle = needleOf(source, node);
    return needle === undefined ? [] : [{ node, needle }];
  });
  if (suspects.length === 0) return [];
  const inspection = inspectionOf(source, context, resolver);
  if (inspection === undefined) return [];

  const judged = new Map<Node, Finding | undefined>();
  const open = new Set<Node>();
  const judgeOnce = ({ node, needle }: { readonly node: Node; readonly needle: string }): Finding | undefined => {
    if (judged.has(node) || open.has(node)) return judged.get(node);
    open.add(node);
    const finding = isNewForm(source, closureOf(source, node))
      ? undefined
      : judge(inspection, { node, needle, delegated });
    open.delete(node);
    judged.set(node, finding);
    return finding;
  };
  // A call of a predicate of this file is settled where the predicate is defined.
  const delegated = ({ node }: { readonly node: Node }): boolean => {
    const called = calledFunction(source, node);
    if (called === undefined) return false;
    return suspects.some((suspect) => within(suspect.node, called) && judgeOnce(suspect) !== undefined);
  };
  const findings = suspects.flatMap((suspect) => judgeOnce(suspect) ?? []);
  return outermost(findings);
}

function within(inner: Node, outer: Node): boolean {
  return (outer.start ?? 0) <= (inner.start ?? 0) && (inner.end ?? 0) <= (outer.end ?? 0);
}

/** A condition inside the callback of another one is part of that other one. */
function outermost(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(
    (finding) =>
      !findings.some((other) => other !== finding && other.start <= finding.start && finding.end <= other.end),
  );
}
