// How the files of the repository hang together: the `Modules` that codemods ask, over the texts of one round.

import type { ModuleTarget, Modules, Source } from '@resession/transforms/lib';
import { loadersIn } from './loaders.ts';
import { memo } from './memo.ts';
import { type Ground, resolutionIn } from './resolve.ts';
import { edgesOf, type Index, type RoundView } from './round.ts';
import { loadsOf } from './specifiers.ts';
import { textsIn } from './texts.ts';

/**
 * An index over a repository, filled as it is asked.
 * @param mayLoad the files that people write and that may load one, sorted; the same list for the same answer
 */
export function indexRepository(
  ground: Ground,
  sources: readonly string[],
  mayLoad: (path: string) => readonly string[] = () => sources,
): Index {
  const [resolution, texts] = [resolutionIn(ground), textsIn(ground.host, ground.root)];
  const edges = memo((path) => edgesOf(resolution, path, loadsOf(texts.of(path) ?? '')));
  return { resolution, texts, edges, sources, mayLoad };
}

/** The modules as a round sees them. */
export function modulesOf({
  index: { resolution, texts, sources: all, mayLoad },
  now,
  source,
  text: textOf,
  edges,
}: RoundView): Modules {
  const sourceOf = (path: string): Source | undefined => {
    const text = textOf(path);
    return text === undefined ? undefined : source(path, text);
  };
  const drafted = [...now.keys()];
  /** Those of some files, and of the drafts, whose text of the round holds a word, sorted, and without the one asked about. */
  const holding = (text: string, of: string, among: readonly string[]): readonly string[] => {
    const may = new Set([...texts.mayHold(text, among), ...drafted]);
    return [...may].sort().filter((path) => path !== of && holds(textOf(path) ?? '', text));
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

  const backward = memo((files: readonly string[]) => loadersIn([...new Set([...files, ...drafted])].sort(), edges));
  const importing = (of: string, name: string): readonly string[] =>
    name === '' ? backward(mayLoad(of))(of) : holding(name, of, mayLoad(of)).filter((path) => loads(path, of));
  const sources = (paths: readonly string[]): readonly Source[] => paths.flatMap((path) => sourceOf(path) ?? []);

  return {
    resolve: (from, specifier): ModuleTarget | undefined => {
      const lead = resolution.lead(from, specifier);
      if (lead?.kind !== 'file') return lead;
      const target = sourceOf(lead.path);
      return target === undefined ? undefined : { kind: 'file', source: target };
    },
    importers: (of, name) => sources(importing(of, name)),
    // An object is handed to files that load nothing of its own.
    memberUsers: (of, name) => sources(holding(`.${name}`, of, all)),
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
