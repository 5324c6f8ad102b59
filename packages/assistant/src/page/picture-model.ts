// What the picture shows: of each package its transports, what they are called for, and the predicates that test the errors.

import type { PlannedFinding } from '@resession/engine';
import { isTestFile } from '@resession/transforms/lib';
import type { KnownCodemod, Part, Site } from './sites.ts';

/** How a box looks: as it was, moved, waiting for an answer, left to a person, or out of the migration. */
export type Tone = 'old' | 'new' | 'ask' | 'todo' | 'out';

/** One box. */
export interface Box {
  readonly title: string;
  /** Relative to the package. */
  readonly place: string;
  readonly before: Look;
  readonly after: Look;
  /** The site to jump to. */
  readonly site: string | undefined;
}

/** What a box says on one side of the migration. */
export interface Look {
  readonly text: string;
  readonly tone: Tone;
}

/** A line from a box of one column to one of the next, by their places in it. */
export interface Line {
  readonly from: number;
  readonly to: number;
  /** The steps between, in words. */
  readonly title: string;
}

/** A package: three columns of boxes, errors going from left to right. */
export interface Frame {
  readonly name: string;
  readonly transports: readonly Box[];
  readonly callers: readonly Box[];
  readonly predicates: readonly Box[];
  /** From callers to predicates. */
  readonly lines: readonly Line[];
  /** Sites of the package that are not drawn. */
  readonly more: number;
}

export interface Picture {
  readonly frames: readonly Frame[];
  /** Packages that are not drawn. */
  readonly more: number;
}

const mostFrames = 8;
const mostBoxes = 6;

/** The picture of a migration; packages with most to do come first where not all have room. */
export function pictureOf(parts: readonly Part[], codemods: readonly KnownCodemod[]): Picture {
  const frames = parts.map((part) => frameOf(part, codemods)).filter(isDrawn);
  const size = ({ predicates, transports, more }: Frame): number => predicates.length + transports.length + more;
  const shown = new Set([...frames].sort((a, b) => size(b) - size(a)).slice(0, mostFrames));
  return { frames: frames.filter((frame) => shown.has(frame)), more: frames.length - shown.size };
}

/** A stock transport whose errors nobody tests is no part of a migration. */
const isDrawn = ({ transports, predicates }: Frame): boolean =>
  predicates.length > 0 || transports.some(({ after }) => after.tone !== 'out');

function frameOf({ name, sites: all }: Part, codemods: readonly KnownCodemod[]): Frame {
  // What a test makes up throws nothing when the program runs.
  const sites = all.filter(({ finding }) => !isTestFile(finding.path));
  const ids = (of: (codemod: KnownCodemod) => true | undefined): ReadonlySet<string> =>
    new Set(codemods.filter((codemod) => of(codemod) === true).map(({ id }) => id));
  const [swapping, checking] = [ids((one) => one.swapsTransports), ids((one) => one.findsChecks)];
  const swaps = sites.filter(({ finding }) => swapping.has(finding.codemod));
  const checks = sites.filter(({ finding }) => checking.has(finding.codemod) && finding.kind !== 'skip');
  const drawn = checks.slice(0, mostBoxes);
  const { callers, lines } = callersOf(drawn);
  const transports = swaps.slice(0, mostBoxes).map(transportBox);
  const more = swaps.length - transports.length + checks.length - drawn.length;
  return { name, transports, callers, predicates: drawn.map(predicateBox), lines, more };
}

function transportBox(site: Site): Box {
  const after = {
    fix: { text: 'patched transport', tone: 'new' },
    ask: { text: 'waits for your answer', tone: 'ask' },
    todo: { text: 'left to you', tone: 'todo' },
    skip: { text: 'stays as it is', tone: 'out' },
  } as const;
  const { kind } = site.finding;
  const before = { text: 'stock transport', tone: kind === 'skip' ? 'out' : 'old' } as const;
  return boxOf(site, before, after[kind]);
}

function predicateBox(site: Site): Box {
  const { kind, explanation } = site.finding;
  const needle = explanation?.needle ?? '';
  const after = {
    fix: { text: 'asks for the code', tone: 'new' },
    ask: { text: 'waits for your answer', tone: 'ask' },
    todo: { text: 'left to you', tone: 'todo' },
    skip: { text: 'stays as it is', tone: 'out' },
  } as const;
  return boxOf(site, { text: needle === '' ? 'guesses' : `guesses by ${needle}`, tone: 'old' }, after[kind]);
}

function boxOf({ finding, folder }: Site, before: Look, after: Look): Box {
  return { title: finding.message, place: placeOf(finding, folder), before, after, site: `site-${finding.id}` };
}

function placeOf({ path, line }: Pick<PlannedFinding, 'path' | 'line'>, folder: string): string {
  const inside = folder !== '' && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
  return `${inside}:${String(line)}`;
}

/** Where the errors of these checks are thrown, each place once. */
function callersOf(checks: readonly Site[]): Pick<Frame, 'callers' | 'lines'> {
  const callers = new Map<string, { readonly box: Box; readonly at: number }>();
  const lines: Line[] = [];
  checks.forEach(({ finding, folder }, to) => {
    const [first, ...rest] = finding.explanation?.way ?? [];
    if (first === undefined) return;
    const place = placeOf(first, folder);
    const look = { text: first.what.replace(/^thrown by (?:the )?/, ''), tone: 'out' } as const;
    const box: Box = { title: first.what, place, before: look, after: look, site: undefined };
    const caller = callers.get(place) ?? { box, at: callers.size };
    callers.set(place, caller);
    lines.push({ from: caller.at, to, title: rest.map(({ what }) => what).join(', ') });
  });
  return { callers: [...callers.values()].map(({ box }) => box), lines };
}
