// Files that hold no needle and are looked at all the same: they import a name that carries one, a constant or a helper.

import type { Codemod, Modules, Source } from '@resession/transforms/lib';
import { holdsNeedle } from '../inspect.ts';
import { type Project, packageOf } from '../project.ts';

/** The name that made a file a candidate, and the file that lends it. */
export interface Lead {
  readonly name: string;
  /** Relative to the root. */
  readonly from: string;
}

/** What is searched for followers. */
export interface Ground {
  readonly project: Project;
  readonly modules: Modules;
  readonly lazily: (path: string, text: string) => Source;
  /** Texts by path that hold a needle, and those that hold what a lead may be made of. */
  readonly holding: ReadonlyMap<string, string>;
  readonly lending: ReadonlyMap<string, string>;
}

/** So many files are asked for leads; each may have to be parsed. */
const mostLenders = 400;

/** A lead of a lead of a lead; constants are not handed on further than that. */
const furthest = 3;

/**
 * The files that follow a lead of the codemod, each with the first one. Files in packages that hold a needle are asked for
 * leads before others.
 */
export function followers(codemod: Codemod, ground: Ground): ReadonlyMap<string, Lead> {
  const found = new Map<string, Lead>();
  if (codemod.leads === undefined) return found;
  const { modules, holding, lending, lazily } = ground;
  let sources: readonly Source[] = lenders(ground).flatMap((path) => {
    const text = holding.get(path) ?? lending.get(path) ?? '';
    return mayLend(codemod, text) ? [lazily(path, text)] : [];
  });
  for (let round = 0; round < furthest && sources.length > 0; round += 1) {
    const next: Source[] = [];
    for (const source of sources) {
      for (const name of codemod.leads(source)) {
        for (const follower of modules.importers(source.path, name === 'default' || name === '*' ? '' : name)) {
          const text = holding.get(follower.path);
          // One that holds a needle of another codemod only is looked at for this one by its lead.
          if (found.has(follower.path) || (text !== undefined && holdsNeedle(codemod, text))) continue;
          found.set(follower.path, { name, from: source.path });
          if (text === undefined && !lending.has(follower.path)) next.push(follower);
        }
      }
    }
    sources = next;
  }
  return found;
}

/** Others lend to other codemods. */
function mayLend({ needles, leadNeedles = [] }: Codemod, text: string): boolean {
  return [...needles, ...leadNeedles].some((group) => group.every((needle) => text.includes(needle)));
}

function lenders({ project, holding, lending }: Ground): readonly string[] {
  const home = new Set([...holding.keys()].map((path) => packageOf(project, path)));
  const near = (path: string): number => (home.has(packageOf(project, path)) ? 0 : 1);
  return [...new Set([...holding.keys(), ...lending.keys()])]
    .sort((a, b) => near(a) - near(b) || (a < b ? -1 : 1))
    .slice(0, mostLenders);
}
