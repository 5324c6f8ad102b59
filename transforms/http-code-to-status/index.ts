// SDK v1 put the HTTP status into `code`; v2 has it in `status`, and `code` is a text. Duck-typed reads of the status went
// silently blind with the move, which the SDK's own codemod cannot see: no class is named there.

import type { Node } from '@babel/types';
import type { Change, Codemod, Context, Edit, Finding } from '../lib/codemod.ts';
import { errorSource } from '../lib/port/error-source.ts';
import {
  answers,
  difference,
  edited,
  formulasOf,
  movedCondition,
  vectorOf,
  type MovedCondition,
} from '../lib/port/moved-condition.ts';
import type { MovedRow } from '../lib/port/moved-rows.ts';
import { readsOf, type PropertyRead } from '../lib/port/property-reads.ts';
import { formulaText, leavesOf, type Formula } from '../lib/recogniser/condition.ts';
import type { Source } from '../lib/source.ts';
import { toTransform } from '../lib/to-transform.ts';
import { endOf, startOf } from '../lib/tree.ts';

const messages = {
  'status-read': 'Reads the HTTP status off `code`, where SDK v2 has a text.',
  'whose-error': 'Reads an HTTP status off `code`; it is not clear whether the error is one of SDK v2.',
  'another-client': 'Reads a status off `code` of an error that is none of the SDK.',
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

function inspect(source: Source, context: Context): readonly Finding[] {
  const error = errorSource(source, context, 'v2');
  if (error === undefined) return [];
  const asking = formulasOf(source).flatMap((formula) => {
    const reads = readsOf(source, formula.node, 'code', 'status');
    const condition = reads.length === 0 ? undefined : movedCondition(source, formula, error.sse);
    return condition === undefined ? [] : [{ condition, reads }];
  });
  return asking.flatMap((each) => {
    const blind = blindLeaves(source, each.condition);
    if (blind.length === 0) return [];
    const { place, formula } = each.condition;
    return [found(source, asking, each, blind, error.of(place, formula.node))];
  });
}

interface Asking {
  readonly condition: MovedCondition;
  readonly reads: readonly PropertyRead[];
}

/** The leaves that saw an HTTP status under v1 and do not any more; none where the condition as a whole still does. */
function blindLeaves(source: Source, condition: MovedCondition): readonly Formula[] {
  const moved = answers(source, condition);
  const lost = (node: Node): boolean =>
    moved.some(({ row, then, now }) => isHttp(row) && then.get(node) === 'true' && now.get(node) !== 'true');
  return lost(condition.formula.node) || condition.formula.kind !== 'leaf'
    ? leavesOf(condition.formula).filter(({ node }) => lost(node))
    : [];
}

function isHttp({ id }: MovedRow): boolean {
  return /^http-|404$|^32|^html$|^text$|^empty$|^400/.test(id);
}

function found(
  source: Source,
  asking: readonly Asking[],
  { condition, reads }: Asking,
  blind: readonly Formula[],
  whose: 'ours' | 'open' | 'foreign',
): Finding {
  const { formula, place } = condition;
  const base = { start: startOf(formula.node), end: endOf(formula.node) };
  const say = (messageId: keyof typeof messages): Pick<Finding, 'messageId' | 'message'> => ({
    messageId,
    message: messages[messageId],
  });
  if (whose === 'foreign')
    return { ...base, ...say('another-client'), kind: 'skip', reason: 'The error comes from another HTTP client.' };
  const edits = changeThatHolds(source, asking, reads, formula, blind);
  const twin = edits && edited(source, edits)?.(formula, place);
  if (edits === undefined || twin === undefined) {
    const reason =
      'No change of the read keeps every test that rests on it; ask `error.status` where the status is meant.';
    return { ...base, ...say('shared-read'), kind: 'todo', reason };
  }
  const change: Change = { edits, imports: [] };
  const rows = vectorOf(source, condition, twin);
  const explanation = {
    needle: 'code',
    origin: whose === 'ours' ? 'a call of an MCP client' : 'not to be seen in this file',
    formula: formulaText(formula, source.text),
    rows,
    changes: [],
  };
  if (whose === 'ours') {
    const reason = 'In SDK v2 the status of a refused request is in `status`; `code` is a text there.';
    return { ...base, ...say('status-read'), kind: 'fix', reason, change, explanation };
  }
  return {
    ...base,
    ...say('whose-error'),
    kind: 'ask',
    reason: 'Errors of another HTTP client may well have a number in `code`.',
    explanation: {
      ...explanation,
      otherwise: 'a request of an MCP client in the try, or a class of the SDK beside it',
    },
    choices: [
      { id: 'status', label: 'It is an error of SDK v2: read `status`', change },
      { id: 'keep', label: 'Leave it as it is', change: { edits: [], imports: [] } },
    ],
  };
}

/** The smallest change after which this condition, and all that share its reads, say under v2 what they said under v1. */
function changeThatHolds(
  source: Source,
  asking: readonly Asking[],
  reads: readonly PropertyRead[],
  formula: Formula,
  blind: readonly Formula[],
): readonly Edit[] | undefined {
  const inside = reads.filter(({ node }) => contains(formula.node, node));
  const inLeaves = inside.filter(({ node }) => blind.some((leaf) => contains(leaf.node, node)));
  const renamed = (some: readonly PropertyRead[]): readonly Edit[] => some.flatMap((read) => read.renamed);
  const preferred = (some: readonly PropertyRead[]): readonly Edit[] =>
    some.every((read) => read.preferred !== undefined) ? some.flatMap((read) => read.preferred ?? []) : [];
  const tries = [
    renamed(inside),
    renamed(inLeaves),
    renamed(reads),
    preferred(inLeaves),
    preferred(inside),
    preferred(reads),
  ];
  return tries.find((edits) => {
    if (edits.length === 0) return false;
    const after = edited(source, edits);
    if (after === undefined) return false;
    const touched = asking.filter((each) => each.reads.some(({ node }) => edits.some((edit) => contains(node, edit))));
    return touched.every(({ condition }) => {
      const twin = after(condition.formula, condition.place);
      return twin !== undefined && difference(source, condition, twin) === undefined;
    });
  });
}

interface Spanned {
  readonly start?: number | null;
  readonly end?: number | null;
}

function contains(outer: Spanned, inner: Spanned): boolean {
  return startOf(outer) <= startOf(inner) && endOf(inner) <= endOf(outer);
}

export default toTransform(codemod);
