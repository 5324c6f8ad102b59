// What a codemod says of itself at length, for the rules of a SARIF log: its page of the reference.

import { described as describedBy, type Described } from '@resession/bot';
import type { Codemod } from '@resession/transforms/lib';
import { codemodPages, shippedPage } from './shipped-docs.ts';

/** The codemods that are named, each with its page but for the messages, which the rules tell themselves. */
export function described(codemods: readonly Codemod[], named: ReadonlySet<string>): readonly Described[] {
  return describedBy(codemods, named, (id) => shippedPage(`${codemodPages}${id}.md`));
}
