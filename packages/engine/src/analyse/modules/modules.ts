// How the files of the repository hang together: the `Modules` that codemods ask, over the texts of one round.

import type { ModuleTarget, Modules, Source } from '@resession/transforms/lib';
import { memo } from './memo.ts';
import { type Ground, type Lead, type Resolution, resolutionIn } from './resolve.ts';
import { type Loads, loadsOf } from './specifiers.ts';
import { type Texts, textsIn } from './texts.ts';

/** What a round sees: its own texts, the others as they are on disk. */
export interface RoundTexts {
  /** Files whose text is the round's. */
  readonly now: ReadonlyMap<string, string>;
  readonly source: (path: string, text: string) => Source;
}

/** What all rounds share: the repository as it is on disk. */
export interface Index {
  readonly resolution: Resolution;
  readonly texts: Texts;
  /** The files that a file leads to. */
  readonly edges: (path: string) => Edges;
}

interface Edges {
  readonly all: readonly string[];
  readonly handedOn: readonly string[];
}

/** An index over a repository, filled as it is asked; `sources` are the files that people write. */
export function indexRepository(ground: Ground, sources: readonly string[]): Index {
  const [resolution, texts] = [resolutionIn(ground), textsIn(ground.host, ground.root, sources)];
  const edges = memo((path) => edgesOf(resolution, path, loadsOf(texts.of(path) ?? '')));
  return { resolution, texts, edges };
}

function edgesOf({ lead }: Resolution, from: string, { all, handedOn }: Loads): Edges {
  const files = (specifiers: readonly string[]): readonly string[] => [
    ...new Set(specifiers.flatMap((specifier) => fileOf(lead(from, specifier)) ?? [])),
  ];
  return { all: files(all), handedOn: files(handedOn) };
}

function fileOf(lead: Lead): string | undefined {
  return lead?.kind === 'file' ? lead.path : undefined;
}

/** The modules as a round sees them. */
export function modulesOf({ resolution, texts, edges: onDisk }: Index, { now, source }: RoundTexts): Modules {
  const textOf = (path: string): string | undefined => now.get(path) ?? texts.of(path);
  const sourceOf = (path: string): Source | undefined => {
    const text = textOf(path);
    return text === undefined ? undefined : source(path, text);
  };
  const drafted = memo((path) => edgesOf(resolution, path, loadsOf(now.get(path) ?? '')));
  const edges = (path: string): Edges => (now.has(path) ? drafted : onDisk)(path);
  /** The files, sorted, whose text of the round holds a word; one that is empty is in all of them. */
  const holding = (text: string): readonly string[] => {
    const may = [...new Set([...texts.mayHold(text), ...now.keys()])].sort();
    return text === '' ? may : may.filter((path) => holds(textOf(path) ?? '', text));
  };

  /** Whether a file loads another one, directly or through files that hand it on. */
  const loads = (path: string, of: string): boolean => {
    const reached = new Set(edges(path).all);
    for (const file of reached) {
      if (file === of) return true;
      for (const next of edges(file).handedOn) reached.add(next);
    }
    return false;
  };
  const sources = (paths: readonly string[]): readonly Source[] => paths.flatMap((path) => sourceOf(path) ?? []);

  return {
    resolve: (from, specifier): ModuleTarget | undefined => {
      const lead = resolution.lead(from, specifier);
      if (lead?.kind !== 'file') return lead;
      const target = sourceOf(lead.path);
      return target === undefined ? undefined : { kind: 'file', source: target };
    },
    importers: (of, name) => sources(holding(name).filter((path) => path !== of && loads(path, of))),
    memberUsers: (of, name) => sources(holding(`.${name}`).filter((path) => path !== of)),
  };
}

/** Whether a text holds a piece of code, and not as a part of longer words. */
function holds(text: string, piece: string): boolean {
  for (let at = text.indexOf(piece); at !== -1; at = text.indexOf(piece, at + 1)) {
    if (!isCut(text[at - 1], piece[0]) && !isCut(text[at + piece.length], piece.at(-1))) return true;
  }
  return false;
}

const letter = /[\w$\u0080-\uffff]/;

/** Whether a word goes on from the end of a piece into what is beside it. */
function isCut(beside = '', end = ''): boolean {
  return letter.test(beside) && letter.test(end);
}
