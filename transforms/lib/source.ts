// One file under inspection: its text, its tree and the positions in between. The parser is jscodeshift's, by extension.

import type { File, Node } from '@babel/types';
import getParser from 'jscodeshift/src/getParser.js';
import { eachChild } from './tree.ts';

/** Language by extension; `tsx` cannot parse `<any>x`, so the extension decides. */
export type Language = 'ts' | 'tsx' | 'js';

/** A position for people: line and column from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Source {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  /** The text as it is, without a byte order mark (edits never see it; the engine keeps it). */
  readonly text: string;
  readonly language: Language;
  /** The tree of jscodeshift's parser for this language (Babel nodes with `start` and `end`). */
  readonly file: File;
  position(offset: number): Position;
}

/** A file that does not parse. Line and column count from 1. */
export class SyntaxProblem extends Error {
  override readonly name = 'SyntaxProblem';
  readonly path: string;
  readonly line: number;
  readonly column: number;

  constructor(path: string, message: string, { line, column }: Position) {
    super(message);
    this.path = path;
    this.line = line;
    this.column = column;
  }
}

const languages: Readonly<Record<string, Language>> = {
  ts: 'ts',
  mts: 'ts',
  cts: 'ts',
  tsx: 'tsx',
  js: 'js',
  jsx: 'js',
  mjs: 'js',
  cjs: 'js',
};

/** Every extension a codemod may be given, without the dot. */
export const extensions: readonly string[] = Object.keys(languages);

/** The language of a path, or undefined where the extension is not ours. */
export function languageOf(path: string): Language | undefined {
  return languages[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
}

const plainJs = {
  allowImportExportEverywhere: true,
  allowReturnOutsideFunction: true,
  allowNewTargetOutsideFunction: true,
  allowSuperOutsideMethod: true,
  tokens: true,
  plugins: ['jsx', 'decorators-legacy', 'decoratorAutoAccessors', 'exportDefaultFrom', 'explicitResourceManagement'],
};

/** Parsers to try in turn: a JS file is a module, else Flow, else a sloppy script. */
const parsers: Readonly<Record<Language, readonly (() => ReturnType<typeof getParser>)[]>> = {
  ts: [() => getParser('ts')],
  tsx: [() => getParser('tsx')],
  js: [
    () => getParser('babylon', { ...plainJs, sourceType: 'module' }),
    () => getParser('babylon'),
    () => getParser('babylon', { ...plainJs, sourceType: 'script' }),
  ],
};

/**
 * Parses one file. Offsets in the tree are UTF-16 offsets into `text`, whatever its line endings.
 * @throws {SyntaxProblem} where the text does not parse, or the extension is not that of JavaScript or TypeScript.
 */
export function makeSource(path: string, text: string): Source {
  const language = languageOf(path);
  if (language === undefined) {
    throw new SyntaxProblem(path, 'Not a JavaScript or TypeScript file by its extension.', { line: 1, column: 1 });
  }
  return { path, text, language, file: parse(path, text, language), position: positions(text) };
}

/**
 * A source that is parsed when somebody first looks at its tree, for files that may not be needed beyond their text. One
 * that does not parse has an empty tree, what it exports is not known; `failed` hears of it.
 */
export function lazySource(
  path: string,
  text: string,
  failed: (problem: SyntaxProblem) => void = () => undefined,
): Source {
  const language = languageOf(path) ?? 'ts';
  let file: File | undefined;
  return {
    path,
    text,
    language,
    get file() {
      return (file ??= parseOrNothing(path, text, language, failed));
    },
    position: positions(text),
  };
}

function parseOrNothing(
  path: string,
  text: string,
  language: Language,
  failed: (problem: SyntaxProblem) => void,
): File {
  try {
    return parse(path, text, language);
  } catch (error) {
    failed(problem(path, error));
    return parse(path, '', language);
  }
}

function parse(path: string, text: string, language: Language): File {
  let first: SyntaxProblem | undefined;
  for (const parser of parsers[language]) {
    try {
      const file = parser().parse(text);
      return lightened(path, file);
    } catch (error) {
      first ??= problem(path, error);
    }
  }
  throw first ?? new SyntaxProblem(path, 'No parser took the file.', { line: 1, column: 1 });
}

/** Levels of nodes. Nobody nests as far, and what looks at a tree by recursion would run out of stack. */
const deepest = 2000;

/** Without what takes more memory than all the rest and nobody looks at: tokens, and lines and columns. */
function lightened(path: string, file: File): File {
  file.tokens = null;
  const open: Node[] = [file];
  const depths = [0];
  for (
    let node = open.pop(), depth = depths.pop() ?? 0;
    node !== undefined;
    node = open.pop(), depth = depths.pop() ?? 0
  ) {
    if (depth > deepest)
      throw new SyntaxProblem(path, 'It is nested too deep to be looked at.', { line: 1, column: 1 });
    node.loc = null;
    eachChild(node, (child) => {
      open.push(child);
      depths.push(depth + 1);
    });
  }
  return file;
}

function problem(path: string, error: unknown): SyntaxProblem {
  if (error instanceof SyntaxProblem) return error;
  const message = error instanceof Error ? error.message : String(error);
  const loc = error instanceof SyntaxError && 'loc' in error ? error.loc : undefined;
  const { line, column } = isLoc(loc) ? loc : { line: 1, column: 0 };
  return new SyntaxProblem(path, message.replace(/\s*\(\d+:\d+\)\s*$/, ''), { line, column: column + 1 });
}

function isLoc(value: unknown): value is Position {
  if (typeof value !== 'object' || value === null || !('line' in value) || !('column' in value)) return false;
  return typeof value.line === 'number' && typeof value.column === 'number';
}

/** Offset to line and column by a table of line starts, made at the first question. */
function positions(text: string): (offset: number) => Position {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
