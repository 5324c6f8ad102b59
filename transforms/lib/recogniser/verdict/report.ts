// From a verdict to the finding that is reported, with its explanation.

import type { Change, Choice, Explanation, Finding, Span, Truth, VectorRow } from '../../codemod.ts';
import { isExpired } from '../catalogue/catalogue.ts';
import { formulaText } from '../vector/condition.ts';
import type { Inspection } from '../inspection.ts';
import { otherwise } from './otherwise.ts';
import type { Proof } from '../rewrite/proof.ts';
import type { Origin } from '../origin/origin.ts';
import type { Site } from '../vector/site.ts';
import { messages, type Verdict } from './verdict.ts';

export interface Report {
  readonly inspection: Inspection;
  readonly span: Span;
  readonly needle: string;
  readonly site: Site;
  readonly origin: Origin;
  readonly verdict: Verdict;
  readonly change?: Change;
  readonly choices?: readonly Choice[];
  readonly proof?: Proof;
}

/** The finding of a report. */
export function toFinding(report: Report): Finding {
  const { verdict, span, change, choices } = report;
  const base = {
    start: span.start,
    end: span.end,
    messageId: verdict.messageId,
    message: messages[verdict.messageId],
    reason: verdict.reason,
    explanation: explain(report),
  };
  const none: Change = { edits: [], imports: [] };
  switch (verdict.kind) {
    case 'fix':
      return { ...base, kind: 'fix', change: change ?? none };
    case 'ask': {
      const offered =
        choices ?? (change === undefined ? [] : [{ id: 'replace', label: 'Ask for the code instead', change }]);
      return { ...base, kind: 'ask', choices: [...offered, { id: 'keep', label: 'Leave it as it is', change: none }] };
    }
    default:
      return { ...base, kind: verdict.kind };
  }
}

function explain({ inspection, needle, site, origin, verdict, proof }: Report): Explanation {
  const rows = proof !== undefined && proof.rows.length > 0 ? proof.rows : before(site);
  return {
    needle,
    origin: origin.words.length > 0 ? origin.words.join(', ') : 'not to be seen in this file',
    formula: formulaText(site.formula, inspection.source.text),
    rows,
    changes: [...(proof?.changes ?? []), ...(verdict.kind === 'fix' ? atConnect(origin) : [])],
    ...(origin.way.length > 0 && { way: origin.way }),
    otherwise: verdict.otherwise ?? otherwise[verdict.messageId],
  };
}

/** A 404 of a `connect` that stands behind a function was taken for an expired session; there is none yet. */
function atConnect({ request, nested }: Origin): readonly string[] {
  if (!request) return [];
  return nested.map(
    ({ behind, at }) =>
      `A 404 of the connect${behind === '' ? '' : ` inside ${behind}`} (${at}) no longer counts as expiry: it is thrown on like any other error.`,
  );
}

function before(site: Site): readonly VectorRow[] {
  return site.seen.flatMap(({ row, stock }) => {
    const truth: Truth | undefined = stock.reached ? stock.truths.get(site.formula.node) : undefined;
    return truth === undefined ? [] : [{ error: row.words, expired: isExpired(row), before: truth }];
  });
}
