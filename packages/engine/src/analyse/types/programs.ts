// The programs of a round, one for each profile. A program grows with the files that are asked about: each time it has to,
// it takes in as many others that may be asked about as it had, so that few programs are made however many questions come.

import { memo } from '../modules/memo.ts';
import type { RoundView } from '../modules/round.ts';
import type { ts } from './compiler.ts';
import { optionsOf, profileOf } from './options.ts';
import { makeProgram, type Workshop } from './program.ts';
import { withinReach } from './reach.ts';

/** Files of the repository in one program; a program that would grow beyond them starts anew. */
const mostFiles = 1500;

export interface Programs {
  /** A program that has the file (relative to the root) and what it leads to. */
  of(path: string): ts.Program;
}

interface Grown {
  readonly roots: ReadonlySet<string>;
  readonly reach: ReadonlySet<string>;
  readonly program: ts.Program;
}

/** Programs over a round; `likely` are the files that may be asked about. */
export function programsOf(workshop: Workshop, view: RoundView): Programs {
  const edges = (path: string): readonly string[] => view.edges(path).all;
  const profile = memo((path) => profileOf(view.index.resolution.configs(path)));
  const options = memo((text) => optionsOf(workshop.compiler.ts, text));
  const grown = new Map<string, Grown>();

  const isWhole = (path: string, { roots, reach }: Grown): boolean =>
    roots.has(path) || (reach.has(path) && edges(path).every((next) => reach.has(next)));

  const grow = (path: string, before: Grown | undefined): Grown => {
    const roots = new Set([...(before?.roots ?? []), path]);
    const reach = new Set([...(before?.reach ?? []), ...withinReach(path, edges)]);
    if (before !== undefined && reach.size > mostFiles) return grow(path, undefined);
    const wanted = roots.size * 2 - 1;
    for (const other of view.now.keys()) {
      if (roots.size >= wanted) break;
      if (roots.has(other) || profile(other) !== profile(path)) continue;
      const further = [...withinReach(other, edges)].filter((each) => !reach.has(each));
      if (reach.size + further.length > mostFiles) break;
      roots.add(other);
      for (const each of further) reach.add(each);
    }
    const program = makeProgram(workshop, view, [...roots], reach, options(profile(path)), before?.program);
    return { roots, reach, program };
  };
  return {
    of: (path) => {
      const before = grown.get(profile(path));
      const now = before !== undefined && isWhole(path, before) ? before : grow(path, before);
      grown.set(profile(path), now);
      return now.program;
    },
  };
}
