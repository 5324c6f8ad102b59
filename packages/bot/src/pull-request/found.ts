// Which pull requests are ours, and which of them somebody has said no to.

import type { CodeHost, Comment, PullRequest } from './code-host.ts';
import { isSaid, type Stamp, stampIn } from './stamp.ts';
import { commandsIn } from './commands.ts';
import { branchPrefix } from './plan-name.ts';
import { ourWords, writersOf } from './whose-words.ts';

/** A pull request of ours. */
export interface Own {
  readonly pull: PullRequest;
  readonly stamp: Stamp;
  readonly branch: string;
}

/**
 * Those with a stamp of this scope, the oldest first. Anybody can write a stamp, so it counts only on a branch of ours in the repository
 * itself, which takes the right to write there.
 */
export function ownPullRequests(pulls: readonly PullRequest[], scope: string): readonly Own[] {
  const own = pulls.flatMap((pull) => {
    const stamp = stampIn(pull.body);
    const { branch } = pull;
    return stamp?.scope === scope && branch?.startsWith(branchPrefix) === true ? [{ pull, stamp, branch }] : [];
  });
  return own.sort((one, other) => one.pull.number - other.pull.number);
}

/** Why we close a pull request ourselves: that is nobody's no. */
export type Goodbye = 'clean' | 'superseded';

/** Milliseconds between our last words and the closing; what was closed later was closed by somebody else. */
const longestGoodbye = 10 * 60 * 1000;

function isGoodbye({ body, createdAt }: Comment, closed: number): boolean {
  const reasons: readonly Goodbye[] = ['clean', 'superseded'];
  const said = reasons.some((reason) => isSaid(body, reason));
  const before = closed - Date.parse(createdAt);
  return said && before >= -1000 && before < longestGoodbye;
}

/** What takes a no back. */
const asksAgain = (body: string): boolean => commandsIn(body).some(({ kind }) => kind === 'retry');

/**
 * The last pull request of a plan, unless we have closed it ourselves, or somebody with write access has asked for another one
 * since it was closed.
 */
export async function declinedBy(codeHost: CodeHost, earlier: readonly PullRequest[]): Promise<PullRequest | null> {
  const last = earlier.filter(({ open }) => !open).sort((one, other) => other.number - one.number)[0];
  if (last === undefined) return null;
  const closed = Date.parse(last.closedAt ?? '');
  const comments = await codeHost.comments(last.number);
  const goodbyes = comments.filter((comment) => isGoodbye(comment, closed));
  if (!last.merged && (await ourWords(codeHost, last, goodbyes)).length > 0) return null;
  // A comment of the second in which it was closed came with the closing, or after it.
  const asking = comments.filter(({ body, createdAt }) => asksAgain(body) && Date.parse(createdAt) >= closed);
  return (await writersOf(codeHost, asking)).size > 0 ? null : last;
}
