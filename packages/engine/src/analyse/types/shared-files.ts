// Parsed files that all programs share, by path and text: library and dependency files are parsed once for a run.

import type { ts } from './compiler.ts';

export interface SharedFiles {
  /** The file of a text; a path of which the text changed is parsed again. */
  of(path: string, text: string, options: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.SourceFile;
}

/** No file is shared before it was asked for. All programs have to read files alike: see `options.ts`. */
export function sharedFiles({ createSourceFile }: Pick<typeof ts, 'createSourceFile'>): SharedFiles {
  const known = new Map<string, ts.SourceFile>();
  return {
    of: (path, text, options) => {
      const before = known.get(path);
      if (before?.text === text) return before;
      const file = createSourceFile(path, text, options);
      known.set(path, file);
      return file;
    },
  };
}
