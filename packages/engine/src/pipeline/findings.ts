// Findings as the plan tells them: placed in the file as it was, with an id, in the order of paths and lines.

import { namesAround, SyntaxProblem, withoutComments } from '@resession/transforms/lib';
import type { Unread } from '../candidate.ts';
import { type Identity, idGiver } from '../ids.ts';
import type { PlannedFinding } from '../plan.ts';
import type { Parse } from './parsing.ts';
import type { Draft, Found } from './draft.ts';
import { engineId } from './suppressions.ts';

type Placed = Pick<PlannedFinding, 'path' | 'line' | 'column'>;
type Unidentified = Omit<PlannedFinding, 'id'> & Pick<Identity, 'within' | 'text'>;

/** All findings of a run, sorted, with their ids. */
export function plannedFindings(
  drafts: Iterable<Draft>,
  unread: readonly Unread[],
  parse: Parse,
): readonly PlannedFinding[] {
  const found = [...[...drafts].flatMap((draft) => ofDraft(draft, parse)), ...unread.map(ofUnread)];
  const identify = idGiver();
  return found.sort(byPlace).map(({ within, text, ...finding }) => {
    // A suppression makes no other site of it.
    const messageId = finding.suppressed?.messageId ?? finding.messageId;
    return { id: identify({ ...finding, messageId, within, text }), ...finding };
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
  return draft.found.map(({ codemod, finding, span }: Found) => {
    const start = source.position(span.start);
    const end = source.position(span.end);
    const { kind, messageId, message, reason, explanation } = finding;
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
      within: namesAround(source, span),
      text: withoutComments(source, span),
    };
  });
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
