// What a file is read with: the files around it, and the type checker's answers. A node knows its file (scopes.ts) and a
// file knows its surroundings, so that whoever follows a name across files needs the name alone.

import type { Facts, Modules, Types } from './facts.ts';
import type { Source } from './source.ts';

export interface Surroundings {
  readonly modules?: Modules | undefined;
  readonly types?: Types | undefined;
}

const known = new WeakMap<Source, Surroundings>();
const alone: Surroundings = {};

/** From now on the file, and every file that is reached from it, is read with these facts. */
export function surround(source: Source, facts: Pick<Facts, 'modules' | 'types'>): void {
  known.set(source, facts);
}

/** What the file is read with; nothing where only the file itself is known. */
export function surroundingsOf(source: Source): Surroundings {
  return known.get(source) ?? alone;
}

/** The file a specifier of another one leads to takes over that one's surroundings. */
export function reached(source: Source, from: Source): Source {
  const around = surroundingsOf(from);
  if (known.get(source) !== around) known.set(source, around);
  return source;
}
