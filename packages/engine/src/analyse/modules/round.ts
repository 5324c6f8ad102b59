// The repository as one round sees it: the round's own texts, all others as they are on disk.

import type { Source } from '@resession/transforms/lib';
import { memo } from './memo.ts';
import type { Lead, Resolution } from './resolve.ts';
import { type Loads, loadsOf } from './specifiers.ts';
import type { Texts } from './texts.ts';

/** What a round brings. */
export interface RoundTexts {
  /** Files whose text is the round's. */
  readonly now: ReadonlyMap<string, string>;
  /** The source of a text, parsed when its tree is looked at. */
  readonly source: (path: string, text: string) => Source;
}

/** What all rounds share: the repository as it is on disk. */
export interface Index {
  readonly resolution: Resolution;
  readonly texts: Texts;
  readonly edges: (path: string) => Edges;
  /** The source files, sorted. */
  readonly sources: readonly string[];
  /** Those among which all are that may load a file, sorted. */
  readonly mayLoad: (path: string) => readonly string[];
}

/** The files of the repository that a file leads to. */
export interface Edges {
  readonly all: readonly string[];
  /** Those of which something goes out again. */
  readonly handedOn: readonly string[];
}

export interface RoundView extends RoundTexts {
  readonly index: Index;
  text(path: string): string | undefined;
  edges(path: string): Edges;
}

/** What a round sees. */
export function viewOf(index: Index, round: RoundTexts): RoundView {
  const { now } = round;
  const drafted = memo((path) => edgesOf(index.resolution, path, loadsOf(now.get(path) ?? '')));
  return {
    ...round,
    index,
    text: (path) => now.get(path) ?? index.texts.of(path),
    edges: (path) => (now.has(path) ? drafted : index.edges)(path),
  };
}

/** The files that the specifiers of a text lead to. */
export function edgesOf({ lead }: Resolution, from: string, { all, handedOn }: Loads): Edges {
  const files = (specifiers: readonly string[]): readonly string[] => [
    ...new Set(specifiers.flatMap((specifier) => fileOf(lead(from, specifier)) ?? [])),
  ];
  return { all: files(all), handedOn: files(handedOn) };
}

function fileOf(lead: Lead): string | undefined {
  return lead?.kind === 'file' ? lead.path : undefined;
}
