// What the bot says under a pull request of its own: each thing once.

import { prose } from '../markdown.ts';
import type { CodeHost, PullRequest } from './code-host.ts';
import { isSaid, saidStamp } from './stamp.ts';

/** Says it, unless that was said there before. What others have named is escaped. */
export function sayOnce(codeHost: CodeHost, pull: PullRequest, about: string, words: string): Promise<void> {
  return writeOnce(codeHost, pull, about, prose(words));
}

/** The same with markdown, in which what is foreign was escaped. */
export async function writeOnce(codeHost: CodeHost, pull: PullRequest, about: string, markdown: string): Promise<void> {
  const said = await codeHost.comments(pull.number);
  // Somebody else's words with our stamp in them would silence us.
  if (said.some(({ author, body }) => author === pull.author && isSaid(body, about))) return;
  await codeHost.comment(pull.number, `${markdown}\n\n${saidStamp(about)}`);
}
