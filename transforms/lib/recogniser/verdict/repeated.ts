// Two ifs in a row that after the change ask the same and do the same: the second one goes.

import type { Node } from '@babel/types';
import { removeNodes } from '../../removal.ts';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import type { Judged } from './judge.ts';

/** Turns the later of equal ifs into its removal; all else stays. */
export function withoutRepeats(source: Source, judged: readonly Judged[]): readonly Judged[] {
  const known = new Set<string>();
  return judged.map((item) => {
    const statement = wholeIf(source, item);
    if (statement === undefined || item.finding.kind !== 'fix') return item;
    const block = scopesOf(source).parentOf(statement)?.node;
    const texts = item.finding.change.edits.flatMap(({ text }) => (text === '' ? [] : [text])).join();
    const key = `${block?.start ?? 0} ${texts} ${source.text.slice(statement.consequent.start ?? 0, statement.consequent.end ?? 0)}`;
    if (!known.has(key)) {
      known.add(key);
      return item;
    }
    const change = { edits: removeNodes(source, [statement]), imports: [] };
    return { ...item, finding: { ...item.finding, change } };
  });
}

/** The `if` whose whole test becomes one check, and which only leaves. */
function wholeIf(source: Source, { site, steps }: Judged): (Node & { readonly type: 'IfStatement' }) | undefined {
  const [only] = steps;
  const scopes = scopesOf(source);
  const parent = scopes.parentOf(site.formula.node)?.node;
  if (parent?.type !== 'IfStatement' || parent.alternate || parent.test !== site.formula.node) return undefined;
  if (scopes.parentOf(parent)?.node.type !== 'BlockStatement') return undefined;
  if (steps.some((step) => step.kind === 'check' && step.part !== site.formula) && site.formula.kind === 'and')
    return undefined;
  const checks = steps.filter(({ kind }) => kind === 'check');
  const leaves = parent.consequent.type === 'BlockStatement' ? parent.consequent.body.at(-1) : parent.consequent;
  const leaving =
    leaves?.type === 'ReturnStatement' || leaves?.type === 'ThrowStatement' || leaves?.type === 'ContinueStatement';
  return only !== undefined && checks.length === 1 && leaving && coversAll(site, steps) ? parent : undefined;
}

/** True when nothing but the check is left of the test. */
function coversAll({ formula }: Judged['site'], steps: Judged['steps']): boolean {
  if (formula.kind === 'leaf') return true;
  if (formula.kind !== 'or' && formula.kind !== 'and') return false;
  return formula.parts.every((part) => steps.some((step) => step.part === part));
}
