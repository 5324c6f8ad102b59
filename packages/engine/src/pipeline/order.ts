// Which codemods run, and in which order: `after` is a field, and this is the only reader of it.

import type { Codemod } from '@resession/transforms/lib';
import { ResessionError } from '../error.ts';

export interface Order {
  /** Those that were asked for and all they come after, earlier ones first. */
  readonly all: readonly Codemod[];
  /** Ids of those that were asked for: only they report and change. */
  readonly active: ReadonlySet<string>;
  /** Ids of those that were asked for by name. */
  readonly named: ReadonlySet<string>;
  /** Ids of all codemods there are. */
  readonly ids: readonly string[];
}

/** Throws `ResessionError` for an unknown id and for codemods that wait for each other. */
export function order(codemods: readonly Codemod[], only: readonly string[] | null): Order {
  const byId = new Map(codemods.map((codemod) => [codemod.id, codemod]));
  const known = `Known codemods: ${[...byId.keys()].join(', ')}.`;
  const sorted = new Set<Codemod>();
  const visit = (id: string, way: readonly string[]): void => {
    const codemod = byId.get(id);
    if (codemod === undefined) {
      const where = way.at(-1);
      throw new ResessionError(
        `There is no codemod ${id}`,
        where === undefined ? '--only' : `after of ${where}`,
        known,
      );
    }
    if (way.includes(id)) {
      throw new ResessionError('Codemods wait for each other', [...way, id].join(' -> '), 'Mend their `after` fields.');
    }
    if (sorted.has(codemod)) return;
    for (const earlier of codemod.after) visit(earlier, [...way, id]);
    sorted.add(codemod);
  };
  const asked = only ?? [...byId.keys()];
  for (const id of asked) visit(id, []);
  return { all: [...sorted], active: new Set(asked), named: new Set(only ?? []), ids: [...byId.keys()] };
}

/** All that a codemod comes after, directly or not. */
export function before(codemod: Codemod, all: readonly Codemod[]): readonly Codemod[] {
  const reached = new Set(codemod.after);
  for (const id of reached) for (const earlier of all.find((each) => each.id === id)?.after ?? []) reached.add(earlier);
  return all.filter(({ id }) => reached.has(id));
}
