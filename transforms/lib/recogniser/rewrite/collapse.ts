// A predicate whose whole body asks whether the session expired becomes one return: early returns, loops over causes,
// accumulators and several arms alike. Asked by running the function, so that its shape does not matter.

import type { Function as FunctionNode, Node } from '@babel/types';
import type { Edit } from '../../codemod.ts';
import { saidIn } from '../../own-comments.ts';
import { markerOpening } from '../../own-openings.ts';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { walk } from '../../tree.ts';
import { isExpired, type Row } from '../catalogue/catalogue.ts';
import { readingOf, type Seen } from '../vector/classify.ts';
import { frameOf, type Formula } from '../vector/condition.ts';
import { effectOf } from '../vector/effects.ts';

import { isFunction } from '../language/functions.ts';
import type { Inspection } from '../inspection.ts';
import type { Judged } from '../verdict/judge.ts';
import { asksForCode } from '../vector/new-form.ts';
import { observe } from '../vector/observe.ts';
import { probesOf } from '../catalogue/probes.ts';
import { prove } from './proof.ts';
import { originOf } from '../origin/provenance.ts';
import { toFinding } from '../verdict/report.ts';
import { checkText, type Dialect } from './rewrite.ts';
import type { Site } from '../vector/site.ts';
import { textOf } from './subject-text.ts';
import { hindrance } from '../verdict/verdict.ts';

/** The function whose parameter is the subject of a judged condition, where its body could become one return. */
export function collapsible({ source }: Inspection, { site, finding }: Judged): FunctionNode | undefined {
  if (finding.kind === 'skip' || site.place.path.length > 0 || site.place.root.type !== 'Identifier') return undefined;
  const owner = frameOf(site.place.root, scopesOf(source));
  if (
    owner === undefined ||
    !isFunction(owner) ||
    owner.body.type !== 'BlockStatement' ||
    owner.async ||
    owner.generator
  )
    return undefined;
  if (owner.body.body.length < 2 && !branches(owner.body)) return undefined;
  // What somebody wrote down between the lines would go with them.
  const lost = finding.kind === 'fix' ? finding.change.edits : [];
  if (hasComments(source, owner.body.body, lost)) return undefined;
  // One that asks for the code already, itself or by a helper, was looked at before: what it does beside is meant.
  if (asksForCode(source, owner.body)) return undefined;
  return hasEffects(source, owner) ? undefined : owner;
}

/** One statement that is worth more than its return: a try, a loop, an if with an else. */
function branches(body: Node & { readonly type: 'BlockStatement' }): boolean {
  const [only] = body.body;
  return only !== undefined && only.type !== 'ReturnStatement' && only.type !== 'ExpressionStatement';
}

/** Whether there are comments that would be there still after the edits. */
function hasComments({ file }: Source, statements: readonly Node[], edits: readonly Edit[]): boolean {
  const [start, end] = [statements[0]?.start ?? 0, statements.at(-1)?.end ?? 0];
  return (file.comments ?? []).some((comment) => {
    const [from, to] = [comment.start ?? 0, comment.end ?? 0];
    const goes = edits.some((edit) => edit.start <= from && to <= edit.end);
    return from > start && to < end && !goes && !saidIn(comment).startsWith(markerOpening);
  });
}

/** Anything but computing an answer: an await, a throw, something written or told outside of the function. */
function hasEffects(source: Source, owner: FunctionNode): boolean {
  let found = false;
  walk(owner.body, (node) => {
    found ||= node.type === 'AwaitExpression' || node.type === 'ThrowStatement';
    return !found;
  });
  return found || effectOf(source, owner.body) !== undefined;
}

/** The single return, proven; undefined where the function says more than that the session expired. */
export function collapse(
  inspection: Inspection,
  owner: FunctionNode,
  judged: Judged,
  needle: string,
): Judged | undefined {
  const { source } = inspection;
  const { site, dialect, evidence } = judged;
  if (owner.body.type !== 'BlockStatement' || dialect === undefined || evidence === undefined) return undefined;
  const condition: Formula = { kind: 'leaf', node: owner.body };
  const experiment = { source, condition, place: site.place, asks: 'result' as const };
  const rows = rowsOf(inspection, owner, site);
  const seen = rows.map((row): Seen => {
    const { result } = observe(experiment, row.stock());
    return { row, stock: { reached: true, result, truths: new Map([[owner.body, result]]), why: new Map() } };
  });
  const reading = readingOf(owner.body, seen);
  if (reading.meaning !== 'expired' || reading.unknowns.length > 0 || hindrance(evidence) !== undefined)
    return undefined;

  const subject = textOf(source, site.place, owner.body.start ?? 0) ?? dialect.subject;
  const wide: Dialect = reading.hits.some(({ kind }) => kind === 'wrapped')
    ? { ...dialect, subject, style: 'guard' }
    : { ...dialect, subject };
  const { edits, imports } = single(inspection, owner.body.body, site, wide);
  const change = { edits, imports };
  const proof = prove(experiment, change, rows, { free: [], hits: new Set<Row>(reading.hits.filter(isExpired)) });
  if (!proof.holds) return undefined;
  const [first, last] = [owner.body.body[0], owner.body.body.at(-1)];
  const finding = toFinding({
    inspection,
    span: { start: first?.start ?? 0, end: last?.end ?? 0 },
    needle,
    site: { ...site, formula: condition, seen },
    origin: originOf(source, site.place, owner.body, inspection.dependencies),
    verdict: {
      kind: 'fix',
      messageId: 'expiry-check',
      reason: 'The whole predicate asks whether the session expired.',
    },
    change,
    proof,
  });
  return { ...judged, finding };
}

/** What the whole body says, not only the condition that was judged: its other wordings go with it. */
function rowsOf(inspection: Inspection, owner: FunctionNode, { rows }: Site): readonly Row[] {
  const known = new Set(rows.map(({ id }) => id));
  const further = probesOf(inspection.source, owner.body, inspection).filter(({ id }) => !known.has(id));
  return [...rows, ...further];
}

function single(
  { source }: Inspection,
  statements: readonly Node[],
  site: Site,
  dialect: Dialect,
): { readonly edits: readonly Edit[]; readonly imports: ReturnType<typeof checkText>['imports'] } {
  const [first, last] = [statements[0], statements.at(-1)];
  const [start, end] = [first?.start ?? 0, last?.end ?? 0];
  // Written at the top of the body, where only the parameter is in scope.
  const part: Formula = { kind: 'leaf', node: first ?? site.formula.node };
  const check = checkText(source, { kind: 'check', part, negated: false, narrowed: false }, dialect);
  const semicolon = /;\s*\}?$/.test(source.text.slice(start, end)) ? ';' : '';
  return { edits: [{ start, end, text: `return ${check.text}${semicolon}` }], imports: check.imports };
}
