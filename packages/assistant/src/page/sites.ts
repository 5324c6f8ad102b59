// The findings of a plan as a reader meets them: package by package, in the reading order, look-alikes last.

import type { Plan, PlannedFinding, ProjectPackage } from '@resession/engine';
import type { Codemod } from '@resession/transforms/lib';
import { inReadingOrder, packageHolding } from '../reading-order.ts';
import { cutDiff } from './cut-diff.ts';

/** What the page says of a codemod, and which part of the picture its findings are. */
export type KnownCodemod = Pick<Codemod, 'id' | 'title'> & Partial<Pick<Codemod, 'findsChecks' | 'swapsTransports'>>;

/** One finding with what the page shows beside it. */
export interface Site {
  readonly finding: PlannedFinding;
  /** The package it lies in, by its folder. */
  readonly folder: string;
  /** Of a fix: a unified diff; empty where none is known. */
  readonly diff: string;
  /** Of a site without a diff: the lines around it. */
  readonly code: readonly CodeLine[];
}

export interface CodeLine {
  readonly line: number;
  readonly text: string;
  /** It belongs to the site. */
  readonly own: boolean;
}

/** A package of the project with its sites. */
export interface Part {
  /** Relative to the root, '' for the root itself. */
  readonly folder: string;
  readonly name: string;
  readonly sites: readonly Site[];
}

/** Reads a file of the root; undefined where it cannot be read. */
export type TextOf = (path: string) => string | undefined;

/** Every finding of the plan, in its package. */
export function partsOf(plan: Plan, textOf: TextOf): readonly Part[] {
  const linesOf = splitOnce(textOf);
  const { packages } = plan.project;
  const read = inReadingOrder(plan.findings, packages);
  // Look-alikes are read last.
  const ordered = [...read.filter(({ kind }) => kind !== 'skip'), ...read.filter(({ kind }) => kind === 'skip')];
  const sites = ordered.map((finding): Site => {
    const diff = diffOf(plan, finding);
    const folder = packageHolding(finding.path, packages);
    return { finding, folder, diff, code: diff === '' ? around(finding, linesOf) : [] };
  });
  const folders = [...new Set(sites.map(({ folder }) => folder))].sort();
  const sitesOf = new Map(folders.map((folder) => [folder, new Array<Site>()]));
  for (const site of sites) sitesOf.get(site.folder)?.push(site);
  return [...sitesOf].map(([folder, own]) => ({ folder, name: nameOf(plan, folder), sites: own }));
}

function nameOf({ project, root }: Plan, folder: string): string {
  const found: ProjectPackage | undefined = project.packages.find(({ path }) => path === folder);
  return found?.name ?? (folder === '' ? (root.split('/').at(-1) ?? root) : folder);
}

function diffOf(plan: Plan, finding: PlannedFinding): string {
  if (finding.diff !== undefined) return finding.diff;
  if (finding.kind !== 'fix') return '';
  const file = plan.files.find(({ path }) => path === finding.path);
  return file === undefined ? '' : cutDiff(file.diff, finding.line, finding.endLine);
}

const context = 2;
const mostLines = 14;

function around(
  { path, line, endLine }: PlannedFinding,
  linesOf: (path: string) => readonly string[],
): readonly CodeLine[] {
  const lines = linesOf(path);
  const first = Math.max(1, line - context);
  const last = Math.min(lines.length, endLine + context, first + mostLines - 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const number = first + index;
    const text = (lines[number - 1] ?? '').slice(0, longestLine);
    return { line: number, text, own: line <= number && number <= endLine };
  });
}

const longestLine = 1000;

function splitOnce(textOf: TextOf): (path: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (path) => {
    const lines = known.get(path) ?? (textOf(path) ?? '').replace(/^\uFEFF/, '').split(/\r?\n/);
    known.set(path, lines);
    return lines;
  };
}
