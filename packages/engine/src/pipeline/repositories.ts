// What lies in the tree and belongs to another repository has a root, a guard and a journal of its own.

import { relative, sep } from 'node:path';
import type { Listing } from '../discover.ts';
import type { PlanOptions } from '../options.ts';
import type { NextStep } from '../plan.ts';
import type { Root } from '../root.ts';

/** How to look at each. */
export function repositorySteps(
  { root, listing }: { readonly root: Root; readonly listing: Listing },
  { cwd }: Pick<PlanOptions, 'cwd'>,
): readonly NextStep[] {
  return listing.repositories.map((path) => ({
    text: `${path} is a repository of its own and no part of this run:`,
    command: ['npx', 'resession', fromHere(cwd, `${root.path}/${path}`)],
  }));
}

/** A path as one names it in a folder, never to be taken for a flag. */
export function fromHere(folder: string, place: string): string {
  const path = relative(folder, place).split(sep).join('/');
  return path.startsWith('-') ? `./${path}` : path;
}
