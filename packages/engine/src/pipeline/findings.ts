// Findings as the plan tells them: placed in the file as it was, with an id, in the order of paths and lines.

import { type Change, foldChanges, namesAround, SyntaxProblem, withoutComments } from '@resession/transforms/lib';
import type { Unread } from '../candidate.ts';
import { unifiedDiff } from '../diff.ts';
import { type Identity, idGiver, likenessOf } from '../ids.ts';
import type { PlannedFinding } from '../plan.ts';
import type { Parse } from './parsing.ts';
import type { Draft, Found } from './draft.ts';
import { engineId } from './suppressions.ts';

type Placed = Pick<PlannedFinding, 'path' | 'line' | 'column'>;
type Unidentified = Omit<PlannedFinding, 'id'> & Pick<Identity, 'within' | 'text'> & { readonly of?: Found };

/** All findings of a run, sorted, with their ids. `previews` fills in their diffs. */
export function plannedFindings(
  drafts: Iterable<Draft>,
  unread: readonly Unread[],
  parse: Parse,
  previews = false,
): readonly PlannedFinding[] {
  const all = [...drafts];
  const byPath = new Map(all.map((draft) => [draft.path, draft]));
  const found = [...all.flatMap((draft) => ofDraft(draft, parse)), ...unread.map(ofUnread)];
  return withIds(found).map(({ of, identity: _its, ...finding }) => {
    const draft = byPath.get(finding.path);
    return previews && of !== undefined && draft !== undefined ? previewed(finding, of, draft, parse) : finding;
  });
}

/** What was found in the drafts, each with the id that a plan tells it by. */
export function identified(drafts: Iterable<Draft>, parse: Parse): readonly IdentifiedFound[] {
  const found = withIds([...drafts].flatMap((draft) => ofDraft(draft, parse)));
  return found.flatMap(({ id, path, of, identity, alike = 1 }) =>
    of === undefined ? [] : [{ ...of, id, path, identity, alike }],
  );
}

/** With its id, what makes it, and how many are alike. */
export interface IdentifiedFound extends Found {
  readonly id: string;
  readonly path: string;
  readonly identity: Identity;
  readonly alike: number;
}

type Identified = PlannedFinding & Pick<Unidentified, 'of'> & { readonly identity: Identity };

function withIds(found: readonly Unidentified[]): readonly Identified[] {
  const identify = idGiver();
  const counts = new Map<string, number>();
  const all = [...found].sort(byPlace).map(({ within, text, ...finding }) => {
    // Neither a suppression nor a decision makes another site of it.
    const messageId = finding.suppressed?.messageId ?? finding.decided?.messageId ?? finding.messageId;
    const identity = { ...finding, messageId, within, text };
    const likeness = likenessOf(identity);
    counts.set(likeness, (counts.get(likeness) ?? 0) + 1);
    return { id: identify(identity), ...finding, identity };
  });
  return all.map((each) => {
    const alike = counts.get(likenessOf(each.identity)) ?? 1;
    return alike === 1 ? each : { ...each, alike };
  });
}

function ofDraft(draft: Draft, parse: Parse): readonly Unidentified[] {
  const source = parse(draft.path, draft.before);
  if (source instanceof SyntaxProblem) {
    const reason = `It does not parse: ${source.message.replace(/\.?$/, '.')} Nothing in it was changed; look at it by hand.`;
    const { line, column } = source;
    const finding = atTop(
      draft.path,
      'does-not-parse',
      'This file holds what is looked for, but does not parse.',
      reason,
    );
    return [{ ...finding, line, column, endLine: line, endColumn: column }];
  }
  return draft.found.map((found: Found) => {
    const { codemod, finding, span, held, claims } = found;
    const start = source.position(span.start);
    const end = source.position(span.end);
    const { kind, messageId, message, reason, explanation, decided } = finding;
    return {
      codemod,
      kind,
      path: draft.path,
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      messageId,
      message,
      reason,
      ...(explanation !== undefined && { explanation }),
      ...(finding.kind === 'skip' && finding.suppressed !== undefined && { suppressed: finding.suppressed }),
      ...(finding.kind === 'ask' && { choices: finding.choices.map(({ id, label }) => ({ id, label })) }),
      ...(decided !== undefined && { decided }),
      ...(held && { held }),
      ...(claims && { claims }),
      of: found,
      within: namesAround(source, span),
      text: withoutComments(source, span),
    };
  });
}

/** With what would become of the site alone, in the text in which the codemod saw it. */
function previewed(
  finding: PlannedFinding,
  { finding: made, step }: Found,
  draft: Draft,
  parse: Parse,
): PlannedFinding {
  const source = parse(draft.path, draft.steps[step]?.text ?? draft.text);
  if (source instanceof SyntaxProblem) return finding;
  const diffOf = (change: Change): string => {
    try {
      return unifiedDiff(draft.path, source.text, foldChanges(source, [change]).text);
    } catch {
      // A change that cannot be folded in is told as one that could not be made.
      return '';
    }
  };
  const named = (diff: string): { readonly diff?: string } => (diff === '' ? {} : { diff });
  if (made.kind === 'fix') return { ...finding, ...named(diffOf(made.change)) };
  if (made.kind !== 'ask') return finding;
  return {
    ...finding,
    choices: made.choices.map(({ id, label, change }) => ({ id, label, ...named(diffOf(change)) })),
  };
}

function ofUnread({ path, obstacle, why }: Unread): Unidentified {
  const message =
    obstacle === 'unreadable'
      ? 'This file could not be looked at.'
      : 'This file holds what is looked for, but could not be inspected.';
  return atTop(path, obstacle, message, `${upper(why)}. Nothing in it was changed; look at it by hand.`);
}

function atTop(path: string, messageId: string, message: string, reason: string): Unidentified {
  const place = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { codemod: engineId, kind: 'todo', path, ...place, messageId, message, reason, within: '', text: '' };
}

/** The order of a report: by path, then by place in the file. */
export function byPlace(a: Placed, b: Placed): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

function upper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
