// Whose words count under a pull request: those of people who may write, and our own, whichever bot of ours has said them.

import type { CodeHost, Comment, PullRequest } from './code-host.ts';
import { isSaid } from './stamp.ts';

/** Of more people nobody asks whether they may write; so many that a crowd of strangers does not drown who may. */
const mostAsked = 100;

/** Those of the authors of these comments who may write; of too many, those who spoke last are asked about. */
export async function writersOf(codeHost: CodeHost, comments: readonly Comment[]): Promise<ReadonlySet<string>> {
  const spoke = [...new Set(comments.map(({ author }) => author).reverse())].filter((author) => author !== '');
  const may = new Set<string>();
  for (const login of spoke.slice(0, mostAsked)) if (await codeHost.mayWrite(login)) may.add(login);
  return may;
}

/**
 * What we have said there. An action, an app and people may take turns at one pull request, so that we have more than one name.
 * A stamp alone is no proof: a stranger who writes one would silence us.
 */
export async function ourWords(
  codeHost: CodeHost,
  pull: PullRequest,
  comments: readonly Comment[],
): Promise<readonly Comment[]> {
  const stamped = comments.filter(({ body }) => isSaid(body));
  // Bots come to a repository by its administrators only.
  const isKnown = ({ author, bot }: Comment): boolean => bot || author === pull.author;
  const may = await writersOf(
    codeHost,
    stamped.filter((comment) => !isKnown(comment)),
  );
  return stamped.filter((comment) => isKnown(comment) || may.has(comment.author));
}
