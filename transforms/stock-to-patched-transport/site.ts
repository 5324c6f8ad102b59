// One place that holds the stock transport, and what swapping it there would take.

import type { Change, Edit, Generation, ImportNeed, Span } from '../lib/codemod.ts';
import { transportModules } from '../lib/sdk-modules.ts';
import { endOf, startOf } from '../lib/tree.ts';

/** The class that is swapped; it has the same name in both generations and in the patched package. */
export const transport = 'StreamableHTTPClientTransport';

export type MessageId = 'swap' | 'reexport' | 'mock' | 'elsewhere';

export interface Site extends Span {
  readonly generation: Generation;
  readonly messageId: MessageId;
  /** Undefined where only a person can write it; `why` then says so. */
  readonly change: Change | undefined;
  readonly why?: string;
}

interface Spanned {
  readonly start?: number | null;
  readonly end?: number | null;
}

/** A site that can be swapped. */
export function swappable(
  node: Spanned,
  generation: Generation,
  change: { readonly edits?: readonly Edit[]; readonly imports?: readonly ImportNeed[] },
  messageId: MessageId = 'swap',
): Site {
  const { edits = [], imports = [] } = change;
  return { start: startOf(node), end: endOf(node), generation, messageId, change: { edits, imports } };
}

/** A site that a person has to swap. */
export function byHand(node: Spanned, generation: Generation, messageId: MessageId, why: string): Site {
  return { start: startOf(node), end: endOf(node), generation, messageId, change: undefined, why };
}

/** Writes another module between the quotes of a literal. */
export function toPatched(literal: Spanned, generation: Generation): Edit {
  return { start: startOf(literal) + 1, end: endOf(literal) - 1, text: transportModules[generation].patched };
}
