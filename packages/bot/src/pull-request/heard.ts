// What people with write access say under the open pull request of a scope. It is read anew each time: an edited comment says
// what it says now, and one that was deleted says nothing.

import type { CodeHost, Comment, PullRequest } from './code-host.ts';
import { commandsIn, type Command } from './commands.ts';
import { sayOnce } from './comments.ts';
import { ownPullRequests } from './found.ts';
import type { Outcome } from './outcome.ts';
import { scopeName } from './plan-name.ts';
import { isSaid } from './stamp.ts';
import { ourWords, writersOf } from './whose-words.ts';

/** One command, and where it stands. */
export interface Said {
  readonly command: Command;
  readonly comment: Comment;
}

export interface Heard {
  readonly pull: PullRequest;
  /** In the order in which it was written. */
  readonly said: readonly Said[];
  /** What we have answered already, by what it is about. */
  answered(about: string): boolean;
}

/** Where to listen. */
export interface Listening {
  /** Where the root lies in the repository: '' or a path that ends in a slash. */
  readonly under: string;
  /** As in a `Proposal`. */
  readonly scope: readonly string[];
  readonly base: string | null;
}

/** Null where no pull request of this scope is open. */
export async function hear(codeHost: CodeHost, { under, scope, base }: Listening): Promise<Heard | null> {
  const repository = await codeHost.repository();
  if (repository.archived) return null;
  const open = await codeHost.openPullRequests(base ?? repository.defaultBranch);
  const [own] = ownPullRequests(open, scopeName(under, scope));
  if (own === undefined) return null;
  const { pull } = own;
  const comments = await codeHost.comments(pull.number);
  const ours = await ourWords(codeHost, pull, comments);
  const all = comments
    .filter((comment) => !ours.includes(comment))
    .flatMap((comment) => commandsIn(comment.body).map((command) => ({ command, comment })));
  const trusted = await writersOf(
    codeHost,
    all.map(({ comment }) => comment),
  );
  return {
    pull,
    said: all.filter(({ comment }) => trusted.has(comment.author)),
    answered: (about) => ours.some(({ body }) => isSaid(body, about)),
  };
}

/** Closes it where that is the last word of people on it; null where it is not. */
export async function closeAsAsked({ pull, said, answered }: Heard, codeHost: CodeHost): Promise<Outcome | null> {
  const last = said.filter(({ command: { kind } }) => kind === 'close' || kind === 'retry').at(-1);
  if (last?.command.kind !== 'close') return null;
  const about = `close:${String(last.comment.id)}`;
  // Somebody has opened it again since.
  if (answered(about)) return null;
  // Before the word: where this ends between the two, what was asked for is done.
  await codeHost.close(pull.number);
  const words = `Closed, as ${last.comment.author} asked. This plan is not proposed again until somebody with write access comments /resession retry here.`;
  await sayOnce(codeHost, pull, about, words);
  return { kind: 'declined', pullRequest: pull };
}
