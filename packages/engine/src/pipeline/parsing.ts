// Every text is parsed once, however many codemods, rounds and files look at it, and not before somebody needs its tree.

import { languageOf, lazySource, type Source, SyntaxProblem } from '@resession/transforms/lib';

/** The source of a text, or why it does not parse. */
export type Parse = (path: string, text: string) => Source | SyntaxProblem;

export interface Parsing {
  readonly parse: Parse;
  /** The same source, its tree made when it is first looked at; a text that does not parse has an empty one. */
  readonly lazily: (path: string, text: string) => Source;
}

interface Entry {
  readonly source: Source;
  problem: SyntaxProblem | undefined;
}

/** A parser that remembers. */
export function parsing(): Parsing {
  const known = new Map<string, Map<string, Entry>>();
  const entryOf = (path: string, text: string): Entry => {
    const texts = known.get(path) ?? new Map<string, Entry>();
    known.set(path, texts);
    const entry = texts.get(text) ?? open(path, text);
    texts.set(text, entry);
    return entry;
  };
  return {
    parse: (path, text) => {
      const entry = entryOf(path, text);
      // Looking at the tree makes it.
      void entry.source.file;
      return entry.problem ?? entry.source;
    },
    lazily: (path, text) => entryOf(path, text).source,
  };
}

function open(path: string, text: string): Entry {
  const top = { line: 1, column: 1 };
  const strange = languageOf(path) === undefined;
  const problem = strange ? new SyntaxProblem(path, 'Its extension is not that of a source.', top) : undefined;
  const entry: Entry = { source: lazySource(path, text, (failed) => (entry.problem ??= failed)), problem };
  return entry;
}
