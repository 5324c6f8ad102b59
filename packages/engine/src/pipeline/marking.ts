// The markers that the files of a run should hold: of what is left to a person once the run is written, as the next one sees it.

import { markerOpening, SyntaxProblem } from '@resession/transforms/lib';
import { type Left, mark } from '../mark/mark.ts';
import type { PlannedFinding } from '../plan.ts';
import { plannedFindings } from './findings.ts';
import type { Look } from './look.ts';

/**
 * Texts by path, where markers come, change or go. What is marked already is kept up to date in every run; `all` marks the
 * rest of what is left too.
 */
export function markedTexts({ left, parse, order }: Look, all: boolean): ReadonlyMap<string, string> {
  const marked = new Map<string, string>();
  const drafts = [...left.values()];
  if (!all && !drafts.some(({ before }) => before.includes(markerOpening))) return marked;
  const findings = plannedFindings(drafts, [], parse);
  const everything = order.active.size === order.ids.length;
  for (const { path, before: text } of drafts) {
    const source = parse(path, text);
    if (source instanceof SyntaxProblem) continue;
    const own = findings.filter((finding) => finding.path === path);
    const ids = new Set(own.map(({ id }) => id));
    const open = own.filter(({ kind }) => kind === 'ask' || kind === 'todo');
    const now = mark(
      source,
      open.map((finding) => leftBy(finding, text)),
      // A run of some codemods cannot tell whether what others left is settled.
      { which: all ? 'all' : 'marked', mayGo: (id) => everything || ids.has(id) },
    );
    if (now !== text) marked.set(path, now);
  }
  return marked;
}

function leftBy(finding: PlannedFinding, text: string): Left {
  const lines = text.split('\n').slice(0, finding.line - 1);
  const start = lines.reduce((at, line) => at + line.length + 1, 0) + finding.column - 1;
  return { id: finding.id, start, words: wordsOn(finding) };
}

/** What is to be done, in one line: what was found, and what would settle it. */
function wordsOn({ message, reason, explanation }: PlannedFinding): string {
  const wanted = explanation?.otherwise;
  return `${message} ${wanted === undefined ? reason : `Wanted: ${wanted}.`}`;
}
