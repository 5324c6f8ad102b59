// Why a file or a line got the verdict it got, or none: what `migrate explain` prints, as plain data.

import type { Codemod } from '@resession/transforms/lib';
import { discover } from './discover.ts';
import { ResessionError } from './error.ts';
import type { Host } from './host.ts';
import type { PlanOptions } from './options.ts';
import { findingsOf } from './pipeline.ts';
import { look } from './pipeline/look.ts';
import type { PlannedFinding } from './plan.ts';
import { findRoot } from './root.ts';

/** Why there is no finding to explain. */
export type Silence =
  | { readonly kind: 'not-a-source'; readonly text: string }
  | { readonly kind: 'ignored'; readonly text: string }
  | { readonly kind: 'no-needle'; readonly text: string; readonly needles: readonly (readonly string[])[] }
  | { readonly kind: 'nothing-alike'; readonly text: string }
  /** There are findings in the file, on other lines. */
  | { readonly kind: 'other-lines'; readonly text: string; readonly lines: readonly number[] };

export interface Explained {
  /** Relative to the root. */
  readonly path: string;
  readonly line: number | null;
  readonly findings: readonly PlannedFinding[];
  /** Null where there are findings. */
  readonly silence: Silence | null;
  /** Set when a run over the whole root passes over this file: it is explained because it was named. */
  readonly passedOver: boolean;
}

/**
 * Explains one file, or the findings that cover one of its lines. `options.paths` does not matter. Throws
 * `ResessionError` where the file is not there or outside the root.
 */
export async function explain(
  options: PlanOptions,
  host: Host,
  codemods: readonly Codemod[],
  file: string,
  line: number | null = null,
): Promise<Explained> {
  // The verdict of a run over the whole root: alone, a check would miss the transport that the same run swaps.
  const { path: root } = await findRoot({ ...options, paths: [file] }, host);
  const seen = await look({ ...options, paths: [file, root], rootOverride: root }, host, codemods);
  const selection = seen.root.selected[0];
  if (selection?.kind !== 'file') throw new ResessionError('Only a file can be explained', file, 'Name a file.');
  const { path } = selection;
  const whole = await discover({ ...seen.root, selected: [{ path: '', kind: 'directory' }] }, options.ignore, host);
  const inFile = findingsOf(seen).filter((finding) => finding.path === path);
  const findings = inFile.filter((finding) => line === null || (finding.line <= line && line <= finding.endLine));
  const active = seen.order.all.filter(({ id }) => seen.order.active.has(id));
  const needles = active.flatMap((codemod) => codemod.needles);
  const silence = findings.length > 0 ? null : silenceOf(path, seen, inFile, needles);
  return { path, line, findings, silence, passedOver: !whole.selected.includes(path) };
}

function silenceOf(
  path: string,
  { listing, candidates, followers }: Awaited<ReturnType<typeof look>>,
  inFile: readonly PlannedFinding[],
  needles: readonly (readonly string[])[],
): Silence {
  if (!listing.sources.includes(path)) {
    return { kind: 'not-a-source', text: 'It is not a TypeScript or JavaScript file by its name.' };
  }
  if (!listing.selected.includes(path)) return { kind: 'ignored', text: 'An --ignore glob leaves it out.' };
  if (inFile.length > 0) {
    const lines = [...new Set(inFile.map((finding) => finding.line))];
    return { kind: 'other-lines', text: `Nothing was found on this line, but on ${lines.join(', ')}.`, lines };
  }
  if (!candidates.has(path)) {
    const text =
      'It holds none of the texts that every check of this kind holds, and imports no name that stands for one.';
    return { kind: 'no-needle', text, needles };
  }
  const lead = [...followers.values()].map((files) => files.get(path)).find((found) => found !== undefined);
  if (lead !== undefined) {
    const name = lead.name === 'default' || lead.name === '*' ? 'something' : lead.name;
    const text = `It imports ${name} of ${lead.from}, which is looked for, but has no check of an error with it.`;
    return { kind: 'nothing-alike', text };
  }
  return { kind: 'nothing-alike', text: 'It holds a text that is looked for, but no check of an error beside it.' };
}
