// Names that go from one module to another: where a file takes them, and what taking them from there would change.

import type { Change, Edit, Generation, ImportNeed, Span } from '../codemod.ts';
import type { SdkModule } from '../sdk-modules.ts';
import { endOf, startOf } from '../tree.ts';

/** What moves, whence and whither. */
export interface Move {
  /** The names that move; whatever else the old module brings stays there. */
  readonly names: ReadonlySet<string>;
  /** True of a module that the names are taken from. */
  readonly brings: (module: SdkModule) => boolean;
  /** The module they go to. */
  readonly to: Readonly<Record<Generation, string>>;
  /** Why `export *` of the old module is left to a person; absent where an export by name beside it does. */
  readonly star?: string;
  /** Why a mock without a factory is left to a person. */
  readonly mockedWhole: string;
}

/** Where it is taken: by an import or load, for handing it on, or by a mock in a test. */
export type Role = 'swap' | 'reexport' | 'mock';

export interface Site extends Span {
  readonly generation: Generation;
  readonly messageId: Role;
  /** The names that are taken there; empty where that cannot be seen. */
  readonly names: readonly string[];
  /** Undefined where only a person can write it; `why` then says so. */
  readonly change: Change | undefined;
  readonly why?: string;
}

interface Spanned {
  readonly start?: number | null;
  readonly end?: number | null;
}

/** A site that can be moved. */
export function movable(
  node: Spanned,
  generation: Generation,
  names: readonly string[],
  change: { readonly edits?: readonly Edit[]; readonly imports?: readonly ImportNeed[] },
  messageId: Role = 'swap',
): Site {
  const { edits = [], imports = [] } = change;
  return { start: startOf(node), end: endOf(node), generation, names, messageId, change: { edits, imports } };
}

/** A site that a person has to move. */
export function byHand(node: Spanned, generation: Generation, messageId: Role, why: string): Site {
  return { start: startOf(node), end: endOf(node), generation, names: [], messageId, change: undefined, why };
}

/** Writes the new module between the quotes of a literal. */
export function toTarget({ to }: Move, literal: Spanned, generation: Generation): Edit {
  return { start: startOf(literal) + 1, end: endOf(literal) - 1, text: to[generation] };
}

/** True where the text holds one of the names that move. */
export function mentions({ names }: Move, text: string): boolean {
  return [...names].some((name) => text.includes(name));
}
