// Every code block of the guides compiles against the real SDKs and the built transport.

import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type Block, codeBlocks, everyBlock, generationOf, guides, pairs } from './blocks.ts';

// Blocks are files that only the compiler sees, here, so that imports resolve to the packages of the workspace.
const folder = fileURLToPath(new URL('.', import.meta.url)).replaceAll('\\', '/');

/** CommonJS blocks are told by what they export. */
function fileName({ guide, line, language, text }: Block): string {
  const extension = language === 'js' && text.includes('module.exports') ? 'cjs' : language;
  return posix.join(folder, `${guide}.${line}.${extension}`);
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  strict: true,
  noUncheckedIndexedAccess: true,
  allowJs: true,
  checkJs: true,
  noEmit: true,
  skipLibCheck: true,
  types: ['node'],
};

function compile(blocks: readonly Block[]): readonly ts.Diagnostic[] {
  const texts = new Map(blocks.map((block) => [fileName(block), block.text]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, how, ...rest) => {
    const text = texts.get(path);
    return text === undefined ? getSourceFile(path, how, ...rest) : ts.createSourceFile(path, text, how);
  };
  return ts.getPreEmitDiagnostics(ts.createProgram([...texts.keys()], options, host));
}

const diagnostics = compile(codeBlocks);

describe.each(guides)('%s', (guide) => {
  it.each(codeBlocks.filter((block) => block.guide === guide).map((block) => [block.line, block] as const))(
    'the block at line %i compiles',
    (_line, block) => {
      const own = diagnostics.filter(({ file }) => file?.fileName === fileName(block));
      expect(own.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
    },
  );

  it('has blocks of both generations, and no language that nothing checks', () => {
    const own = codeBlocks.filter((block) => block.guide === guide);
    // Five minutes are too short for code.
    expect(new Set(own.map(generationOf))).toEqual(new Set(guide === 'guide.md' ? [] : ['v1', 'v2']));
    // What is JSON is the configuration of an agent: test/mcp starts the server by it. What a command prints is looked for in
    // what it prints. A console waits for a person.
    const known = ['ts', 'js', 'sh', 'json', 'console', ...(guide === 'migration-SKILL.md' ? ['text'] : [])];
    expect(everyBlock.filter((block) => block.guide === guide && !known.includes(block.language))).toEqual([]);
  });
});

it('no diagnostic is about anything but a block', () => {
  const names = new Set(codeBlocks.map(fileName));
  expect(
    diagnostics.filter(({ file }) => !names.has(file?.fileName ?? '')).map(({ messageText }) => messageText),
  ).toEqual([]);
});

it('every after has its before', () => {
  const afters = codeBlocks.filter(({ values }) => values['after'] !== undefined);
  expect(afters).toEqual(pairs.map(({ after }) => after));
});
