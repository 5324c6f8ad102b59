// Whether the checkout, in which the plan was made, is what the pull request is for.

import path from 'node:path';
import { git, type Host, type Plan, ResessionError, uncommittedFiles } from '@resession/engine';
import { entriesOf, hashesOf, treeIn, treePath } from '../git/objects.ts';
import type { Workshop } from '../git/workshop.ts';

interface Compared {
  /** Where the root lies in the repository: '' or a path that ends in a slash. */
  readonly under: string;
  /** What is not the same, in words; null where nothing is. */
  readonly differs: string | null;
}

/** Compares what is committed and checked out with the tip of the base, and byte for byte the files that the plan is about. */
export async function differsFromBase(plan: Plan, tip: string, workshop: Workshop, host: Host): Promise<Compared> {
  const head = await ask(plan.root, host, 'rev-parse', '--verify', 'HEAD^{tree}');
  const under = await placeInCheckout(plan.root, host);
  if (head !== (await treeIn(workshop, tip))) return { under, differs: `its HEAD is not ${tip.slice(0, 12)}` };
  const [changed] = await uncommittedFiles(plan.root, host);
  if (changed !== undefined) return { under, differs: `${changed} is changed and not committed` };
  return { under, differs: await otherBytes(plan, tip, under, workshop, host) };
}

/** Where a root lies in its repository: '' or a path that ends in a slash. Throws `ResessionError` outside of one. */
export function placeInCheckout(root: string, host: Host): Promise<string> {
  return ask(root, host, 'rev-parse', '--show-prefix');
}

async function ask(root: string, host: Host, ...args: readonly string[]): Promise<string> {
  const done = await git(host, root, args);
  if (done?.code === 0) return done.stdout.replace(/\r?\n$/, '');
  throw new ResessionError('this is no checkout with a commit', root, 'Run it in a clone of the repository.');
}

/** A file that git would not have written as it is: not tracked, or put through a filter. */
async function otherBytes(
  { root, files, findings }: Plan,
  tip: string,
  under: string,
  workshop: Workshop,
  host: Host,
): Promise<string | null> {
  const named = [...files.filter(({ before }) => before !== null), ...findings.filter(({ kind }) => kind !== 'skip')];
  const paths = [...new Set(named.map((each) => each.path))].filter(
    (each) => host.lstat(path.join(root, each)) !== null,
  );
  const there = await entriesOf(
    workshop,
    tip,
    paths.map((each) => treePath(under, each)),
  );
  const hashes = await hashesOf(
    workshop,
    paths.map((each) => path.join(root, each)),
  );
  const other = paths.find((each, at) => there.get(treePath(under, each))?.blob !== hashes[at]);
  return other === undefined ? null : `${other} is not as it is committed`;
}
