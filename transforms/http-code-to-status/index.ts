// SDK v1 put the HTTP status into `code`; v2 has it in `status`, and `code` is a text. Duck-typed reads of the status went
// silently blind with the move, which the SDK's own codemod cannot see: no class is named there.

import type { Change, Codemod, Context, Edit, Finding } from '../lib/codemod.ts';
import { foldChanges } from '../lib/fold.ts';
import { blindCondition, answersAlike, movedVector, type BlindCondition } from '../lib/port/moved-condition.ts';
import { movedRows } from '../lib/port/moved-rows.ts';
import { readsOf, type PropertyRead } from '../lib/port/property-reads.ts';
import { errorSource } from '../lib/port/error-source.ts';
import { casesOf, conditionsOf, formulaOf, formulaText, type Formula } from '../lib/recogniser/condition.ts';
import { siteOf } from '../lib/recogniser/site.ts';
import type { Source } from '../lib/source.ts';
import { toTransform } from '../lib/to-transform.ts';
import { endOf, startOf } from '../lib/tree.ts';

const messages = {
  'status-read': 'Reads the HTTP status off `code`, where SDK v2 has a text.',
  'whose-error': 'Reads an HTTP status off `code`; it is not clear whether the error is one of SDK v2.',
  'shared-read': 'Reads an HTTP status off `code` in a place that other tests rest on as well.',
} as const;

export const codemod = {
  id: 'http-code-to-status',
  title: 'Read the HTTP status where SDK v2 has it',
  needles: [
    ['@modelcontextprotocol/client', 'code'],
    ['@resession/transport', 'code'],
    ['mcp', 'code'],
    ['Mcp', 'code'],
    ['MCP', 'code'],
    ['callTool', 'code'],
    ['listTools', 'code'],
  ],
  after: ['expiry-guess-to-code'],
  messages,
  inspect: (source, context) => inspect(source, context),
} satisfies Codemod;

/** A number or range that can only be an HTTP status. */
const statusLike = /\b[45]\d\d\b|[<>]=?\s*[45]00/;

function inspect(source: Source, context: Context): readonly Finding[] {
  const error = errorSource(source, context, 'v2');
  if (error === undefined) return [];
  const roots = [...conditionsOf(source.file.program), ...casesOf(source.file.program)];
  const formulas = roots.map(formulaOf).filter((formula) => asksCode(source, formula));
  const findings: Finding[] = [];
  for (const formula of formulas) {
    const blind = blindCondition(source, formula, error.sse);
    if (blind === undefined || !blind.rows.some(({ id }) => id.startsWith('http-') || id.endsWith('-404'))) continue;
    findings.push(found(source, formulas, blind, error.sse, error.of(blind.site.place, formula.node)));
  }
  return findings;
}

function asksCode(source: Source, formula: Formula): boolean {
  return readsOf(source, formula.node, 'code', 'status').length > 0;
}

function found(
  source: Source,
  formulas: readonly Formula[],
  blind: BlindCondition,
  sse: boolean,
  whose: 'ours' | 'open' | 'foreign',
): Finding {
  const { formula } = blind.site;
  const base = { start: startOf(formula.node), end: endOf(formula.node) };
  const say = (messageId: keyof typeof messages): Pick<Finding, 'messageId' | 'message'> => ({
    messageId,
    message: messages[messageId],
  });
  const edits = changeThatHolds(source, formulas, blind, sse);
  if (edits === undefined) {
    const reason = 'No single change of the read keeps every test that rests on it: write it by hand with `error.status`.';
    return { ...base, ...say('shared-read'), kind: 'todo', reason };
  }
  const change: Change = { edits, imports: [] };
  const explanation = {
    needle: 'code',
    origin: whose === 'ours' ? 'a call of an MCP client' : 'not to be seen in this file',
    formula: formulaText(formula, source.text),
    rows: movedVector(source, blind.site, change, movedRows({ sse })),
    changes: [`Sees again under SDK v2: ${blind.rows.map(({ words }) => words).join('; ')}.`],
  };
  if (whose === 'ours') {
    const reason = 'In SDK v2 the status of a refused request is in `status`; `code` is a text there, so the test had gone blind.';
    return { ...base, ...say('status-read'), kind: 'fix', reason, change, explanation };
  }
  return {
    ...base,
    ...say('whose-error'),
    kind: 'ask',
    reason: 'Errors of another HTTP client may well have a number in `code`.',
    explanation: { ...explanation, otherwise: 'a request of an MCP client in the try, or a class of the SDK beside it' },
    choices: [
      { id: 'status', label: 'It is an error of SDK v2: read `status`', change },
      { id: 'keep', label: 'Leave it as it is', change: { edits: [], imports: [] } },
    ],
  };
}

/** The smallest change after which this condition, and all that share its reads, answer as they did under v1. */
function changeThatHolds(
  source: Source,
  formulas: readonly Formula[],
  blind: BlindCondition,
  sse: boolean,
): readonly Edit[] | undefined {
  const all = readsOf(source, blind.site.formula.node, 'code', 'status');
  const own = blind.leaves.filter(({ node }) => statusLike.test(source.text.slice(startOf(node), endOf(node))));
  const inLeaves = all.filter(({ node }) => own.some((leaf) => contains(leaf.node, node)));
  const preferred = (reads: readonly PropertyRead[]): readonly Edit[] | undefined => {
    const edits = reads.map((read) => read.preferred);
    return edits.every((each) => each !== undefined) ? edits.flatMap((each) => each ?? []) : undefined;
  };
  const tries = [
    inLeaves.flatMap(({ renamed }) => renamed),
    all.flatMap(({ renamed }) => renamed),
    preferred(inLeaves),
    preferred(all),
  ];
  const rows = movedRows({ sse });
  const touched = (edits: readonly Edit[]): readonly Formula[] =>
    formulas.filter((formula) =>
      readsOf(source, formula.node, 'code', 'status').some(({ node }) => edits.some((edit) => contains(node, edit))),
    );
  return tries.find(
    (edits) =>
      edits !== undefined &&
      edits.length > 0 &&
      touched(edits).every((formula) => {
        const site = siteOf(source, formula, { generations: new Set(['v1']), sse });
        return site === undefined || answersAlike(source, site, { edits, imports: [] }, rows);
      }) &&
      settles(source, edits),
  );
}

function settles(source: Source, edits: readonly Edit[]): boolean {
  try {
    foldChanges(source, [{ edits, imports: [] }]);
    return true;
  } catch {
    return false;
  }
}

interface Spanned {
  readonly start?: number | null;
  readonly end?: number | null;
}

function contains(outer: Spanned, inner: Spanned): boolean {
  return startOf(outer) <= startOf(inner) && endOf(inner) <= endOf(outer);
}

export default toTransform(codemod);
