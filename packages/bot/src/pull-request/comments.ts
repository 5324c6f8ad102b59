// What the bot says under a pull request of its own: each thing once.

import { prose } from '../markdown.ts';
import type { CodeHost, PullRequest } from './code-host.ts';
import { isSaid, saidStamp } from './stamp.ts';
import { ourWords } from './whose-words.ts';

/** Says it, unless that was said there before. What others have named is escaped. */
export function sayOnce(codeHost: CodeHost, pull: PullRequest, about: string, words: string): Promise<void> {
  return writeOnce(codeHost, pull, about, prose(words));
}

/** The same with markdown, in which what is foreign was escaped. */
export async function writeOnce(codeHost: CodeHost, pull: PullRequest, about: string, markdown: string): Promise<void> {
  const comments = await codeHost.comments(pull.number);
  const same = comments.filter(({ body }) => isSaid(body, about));
  if ((await ourWords(codeHost, pull, same)).length > 0) return;
  await codeHost.comment(pull.number, `${markdown}\n\n${saidStamp(about)}`);
}
