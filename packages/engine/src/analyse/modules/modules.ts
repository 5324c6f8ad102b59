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
  /** The files, sorted, whose text of the round holds the words of a name. */
  const holding = (name: string, holds: (text: string) => boolean): readonly string[] =>
    [...new Set([...texts.mayHold(name), ...now.keys()])].filter((path) => holds(textOf(path) ?? '')).sort();

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
    importers: (of, name) =>
      sources(holding(name, (text) => word(text, name)).filter((path) => path !== of && loads(path, of))),
    memberUsers: (of, name) => sources(holding(name, (text) => word(text, `.${name}`)).filter((path) => path !== of)),
  };
}

/** Whether a text holds the name as a whole word; a name of no word is in every text. */
function word(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (name === '' || (!isLetter(text[at - 1], name[0]) && !isLetter(text[at + name.length], name.at(-1))))
      return true;
  }
  return false;
}

/** Whether a letter beside a name would make the word longer. */
function isLetter(beside: string | undefined, end: string | undefined): boolean {
  const letter = /[\w$\u0080-\uffff]/;
  return beside !== undefined && letter.test(beside) && end !== undefined && letter.test(end);
}
