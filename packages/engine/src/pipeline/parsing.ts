// Every text is parsed once, however many codemods and rounds look at it.

import { makeSource, type Source, SyntaxProblem } from '@resession/transforms/lib';

/** The source of a text, or why it does not parse. */
export type Parse = (path: string, text: string) => Source | SyntaxProblem;

/** A parser that remembers. */
export function parsing(): Parse {
  const known = new Map<string, Map<string, Source | SyntaxProblem>>();
  return (path, text) => {
    const texts = known.get(path) ?? new Map<string, Source | SyntaxProblem>();
    known.set(path, texts);
    const parsed = texts.get(text) ?? parse(path, text);
    texts.set(text, parsed);
    return parsed;
  };
}

function parse(path: string, text: string): Source | SyntaxProblem {
  try {
    return makeSource(path, text);
  } catch (error) {
    if (error instanceof SyntaxProblem) return error;
    // A parser that gives up in its own way (too deep a nesting) is no reason to end the run.
    const message = error instanceof Error ? error.message : String(error);
    return new SyntaxProblem(path, message, { line: 1, column: 1 });
  }
}
