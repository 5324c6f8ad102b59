// Foreign words in plain text: a path, a reason of a suppression, a piece of code.

import { hidden } from './markdown.ts';

/** One line. It reorders nothing, and it makes no link where plain text may hold some (`[text](target)`, in SARIF). */
export function plain(text: string): string {
  return text
    .replace(hidden, ' ')
    .replace(/\](?=\()/g, '] ')
    .trim();
}
