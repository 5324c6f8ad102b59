// The style and the script of the page: files of their own, which the build lays beside the program.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** One file of `browser/`, and what a content security policy calls it. */
export interface Asset {
  readonly text: string;
  /** `'sha256-…'`, as it stands in the policy. */
  readonly source: string;
}

/** Reads one; throws where the build left it out. */
export function asset(name: 'page.css' | 'page.js' | 'review.js'): Asset {
  const text = readFileSync(new URL(`./browser/${name}`, import.meta.url), 'utf8');
  return { text, source: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
}
