// Why a file or a line got the verdict it got, or none: what `migrate explain` prints, as plain data.

import { type Codemod, type Source, SyntaxProblem } from '@resession/transforms/lib';
import { readDecisions } from './decisions-file.ts';
import { discover, whyPassedOver } from './discover.ts';
import { ResessionError } from './error.ts';
import type { Host } from './host.ts';
import { cannot } from './inside.ts';
import { type Note, notesOn } from './line-notes.ts';
import type { PlanOptions } from './options.ts';
import { findingsOf } from './pipeline.ts';
import { look, type Look } from './pipeline/look.ts';
import type { PlannedFinding } from './plan.ts';
import { findRoot } from './root.ts';

export type { Note } from './line-notes.ts';

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
  /** The lines of the file that are spoken of, as they stand. */
  readonly code: readonly { readonly line: number; readonly text: string }[];
  readonly findings: readonly PlannedFinding[];
  /** What a line has to do with what was found elsewhere; empty where no line was named. */
  readonly notes: readonly Note[];
  /** Null where there are findings. */
  readonly silence: Silence | null;
  /** Why a run over the whole root passes over this file, which is explained because it was named; null where it does not. */
  readonly passedOver: string | null;
}

/**
 * Explains one file, or the findings that cover one of its lines. `options.paths` does not matter. Throws
 * `ResessionError` where the file or the line is not there, or the file outside the root.
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
  const decisions = readDecisions(root, host);
  const seen = await look({ ...options, decisions, paths: [file, root], rootOverride: root }, host, codemods);
  const selection = seen.root.selected[0];
  if (selection?.kind !== 'file') throw new ResessionError('Only a file can be explained', file, 'Name a file.');
  const { path } = selection;
  const text = seen.candidates.get(path)?.text ?? textAt(`${seen.root.path}/${path}`, host);
  const lines = text.split(/\r?\n/);
  if (line !== null && line > lines.length) {
    throw new ResessionError(
      'There is no such line',
      `${path}:${line}`,
      `The last line of the file is ${lines.length}.`,
    );
  }
  const whole = await discover({ ...seen.root, selected: [{ path: '', kind: 'directory' }] }, [], host);
  const all = findingsOf(seen);
  const inFile = all.filter((finding) => finding.path === path);
  const findings = inFile.filter((finding) => line === null || (finding.line <= line && line <= finding.endLine));
  const source = line === null || !seen.listing.selected.includes(path) ? undefined : sourceOf(seen, path, text);
  const notes = source === undefined || line === null || findings.length > 0 ? [] : notesOn(seen, source, line, all);
  return {
    path,
    line,
    code: codeOf(lines, line, findings),
    findings,
    notes,
    silence: findings.length > 0 ? null : silenceOf(path, seen, inFile),
    passedOver: whole.selected.includes(path) ? null : whyPassedOver(path),
  };
}

/** What has no needle is shown all the same. */
function textAt(file: string, host: Host): string {
  try {
    return host.read(file, largestShown).toString('utf8');
  } catch (error) {
    throw cannot('read', file, error);
  }
}

const largestShown = 16 * 1024 * 1024;

function sourceOf({ parse }: Look, path: string, text: string): Source | undefined {
  const source = parse(path, text.replace(/^\uFEFF/, ''));
  return source instanceof SyntaxProblem ? undefined : source;
}

/** The asked line, else the first lines of what was found. */
function codeOf(lines: readonly string[], line: number | null, findings: readonly PlannedFinding[]): Explained['code'] {
  const shown = new Set(findings.flatMap((finding) => spanOf(finding).slice(0, mostShown)));
  if (line !== null) shown.add(line);
  return [...shown].sort((a, b) => a - b).map((number) => ({ line: number, text: lines[number - 1] ?? '' }));
}

const mostShown = 4;

function spanOf({ line, endLine }: PlannedFinding): readonly number[] {
  return Array.from({ length: endLine - line + 1 }, (_, index) => line + index);
}

function silenceOf(
  path: string,
  { listing, candidates, followers, order }: Look,
  inFile: readonly PlannedFinding[],
): Silence {
  if (!listing.sources.includes(path)) {
    return { kind: 'not-a-source', text: 'It is not a TypeScript or JavaScript file by its name.' };
  }
  if (!listing.selected.includes(path)) return { kind: 'ignored', text: 'An --ignore glob leaves it out.' };
  if (inFile.length > 0) {
    const lines = [...new Set(inFile.map((finding) => finding.line))];
    const named = lines.length === 1 ? `line ${lines.join('')}` : `lines ${lines.join(', ')}`;
    return { kind: 'other-lines', text: `The findings of this file are on ${named}.`, lines };
  }
  const active = order.all.filter(({ id }) => order.active.has(id));
  const needles = active.flatMap((codemod) => codemod.needles);
  const text = candidates.get(path)?.text;
  const held = text === undefined ? undefined : needles.find((group) => group.every((needle) => text.includes(needle)));
  const lead = [...followers.values()].map((files) => files.get(path)).find((found) => found !== undefined);
  if (lead !== undefined) {
    const name = lead.name === 'default' || lead.name === '*' ? 'something' : lead.name;
    const text = `It imports ${name} of ${lead.from}, which is looked for, but has no check of an error with it.`;
    return { kind: 'nothing-alike', text };
  }
  if (held === undefined) {
    const text =
      'It holds none of the texts that every check of this kind holds, and imports no name that stands for one.';
    return { kind: 'no-needle', text, needles };
  }
  const words = held.map((needle) => `'${needle}'`).join(' and ');
  return { kind: 'nothing-alike', text: `It holds ${words}, which is looked for, but no check of an error beside it.` };
}
