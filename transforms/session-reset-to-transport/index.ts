// The patched transport clears its session id before it throws. Code that reaches into it to do the same has become
// superfluous; where it is reached for other reasons too, it may mean something else, and stays.

import type { ExpressionStatement, Node } from '@babel/types';
import type { Change, Codemod, Context, Edit, Finding } from '../lib/codemod.ts';
import { generationOf, patchedHere } from '../lib/patched.ts';
import { isPure } from '../lib/purity.ts';
import { removeNodes } from '../lib/removal.ts';
import { formulaOf, leavesOf } from '../lib/recogniser/vector/condition.ts';
import { isNewForm } from '../lib/recogniser/vector/new-form.ts';
import { scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { toTransform } from '../lib/to-transform.ts';
import { endOf, startOf } from '../lib/tree.ts';
import { onlyAfterExpiry } from './after-expiry.ts';
import { field, resetsOf } from './resets.ts';
import { interceptionsOf } from './interceptions.ts';

const messages = {
  reset: 'Clears the session id of a transport that clears it by itself.',
  'reset-elsewhere': 'Clears the session id of a transport, not only after it expired.',
  'reset-alone': 'Clears the session id of a transport, and a function or branch exists for nothing else.',
  'stock-transport': 'Clears the session id of a stock transport, which does not do so by itself.',
  interception: 'Takes a 404 away from the transport, which tells an expired session by it.',
} as const;

type MessageId = keyof typeof messages;

export const codemod = {
  id: 'session-reset-to-transport',
  title: 'Leave the session id to the transport',
  needles: [[field], ['mcp-session-id', '404']],
  after: ['expiry-guess-to-code', 'stock-to-patched-transport'],
  messages,
  inspect: (source, context) => inspect(source, context),
} satisfies Codemod;

function inspect(source: Source, context: Context): readonly Finding[] {
  const patched = patchedHere(source, context, generationOf(source));
  const say = (node: Node, messageId: MessageId, reason: string) => ({
    start: startOf(node),
    end: endOf(node),
    messageId,
    message: messages[messageId],
    reason,
  });
  const resets = resetsOf(source).map((statement): Finding => {
    if (patched === 'stock')
      return {
        ...say(statement, 'stock-transport', 'No expiry check here: the transport stays the stock one.'),
        kind: 'skip',
      };
    const gone = removable(source, statement);
    if (gone === undefined)
      return {
        ...say(statement, 'reset-alone', 'Without it the function around is empty: remove that and its calls by hand.'),
        kind: 'todo',
      };
    const change: Change = { edits: gone, imports: [] };
    if (patched === 'patched' && onlyAfterExpiry(source, statement))
      return {
        ...say(statement, 'reset', 'The patched transport cleared the id before it threw the code that leads here.'),
        kind: 'fix',
        change,
      };
    const reason =
      patched === 'patched'
        ? 'It is reached for other reasons too: there it forces a new session, which the transport does not do by itself.'
        : 'Whether the transport is the patched one is not known yet.';
    return {
      ...say(statement, 'reset-elsewhere', reason),
      kind: 'ask',
      choices: [
        { id: 'remove', label: 'It is only meant for an expired session: remove it', change },
        { id: 'keep', label: 'Leave it as it is', change: { edits: [], imports: [] } },
      ],
    };
  });
  const interceptions = interceptionsOf(source).map((node): Finding => {
    const kind = patched === 'stock' ? 'skip' : 'todo';
    const reason =
      patched === 'stock'
        ? 'The transport stays the stock one here.'
        : 'Let the answer pass and ask for the error code where the request is made: the transport decides on the same 404.';
    return { ...say(node, patched === 'stock' ? 'stock-transport' : 'interception', reason), kind };
  });
  return [...resets, ...interceptions]
    .filter(
      (finding, _index, all) =>
        !all.some((other) => other !== finding && other.kind === 'todo' && isInside(other, finding)),
    )
    .sort((a, b) => a.start - b.start);
}

function isInside(outer: Finding, inner: Finding): boolean {
  return outer.start <= inner.start && inner.end <= outer.end && outer.end - outer.start > inner.end - inner.start;
}

/** The deletion of the statement, with an `if` that only asked for its sake; undefined where a function would be empty. */
function removable(source: Source, statement: ExpressionStatement): readonly Edit[] | undefined {
  const { parentOf } = scopesOf(source);
  let gone: Node = statement;
  for (;;) {
    const parent: Node | undefined = parentOf(gone)?.node;
    if (parent === undefined) return undefined;
    if (parent.type === 'IfStatement') {
      if (parent.alternate != null || !(isPure(parent.test) || isCheck(source, parent.test))) return undefined;
      gone = parent;
      continue;
    }
    if (parent.type !== 'BlockStatement') return parent.type === 'Program' ? removeNodes(source, [gone]) : undefined;
    if (parent.body.length > 1) return removeNodes(source, [gone]);
    const owner = parentOf(parent)?.node;
    if (owner?.type !== 'IfStatement') return undefined;
    gone = parent;
  }
}

/** A check in the new form only reads. */
function isCheck(source: Source, test: Node): boolean {
  return leavesOf(formulaOf(test)).every(({ node }) => isPure(node) || isNewForm([node]));
}

export default toTransform(codemod);
