// What the bot says under a pull request of its own: each thing once.

import { prose } from '../markdown.ts';
import type { CodeHost, PullRequest } from './code-host.ts';
import { saidStamp } from './stamp.ts';

/** Says it, unless that was said there before. What others have named is escaped. */
export async function sayOnce(codeHost: CodeHost, pull: PullRequest, about: string, words: string): Promise<void> {
  const stamp = saidStamp(about);
  const said = await codeHost.comments(pull.number);
  // Somebody else's words with our stamp in them would silence us.
  if (said.some(({ author, body }) => author === pull.author && body.includes(stamp))) return;
  await codeHost.comment(pull.number, `${prose(words)}\n\n${stamp}`);
}
