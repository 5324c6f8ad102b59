// The code blocks of the guides. What follows the language says what a block is: a generation, a pair, a session of commands.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const guides = ['guide.md', 'migration.md', 'migration-SKILL.md', 'v1-to-v2.md'] as const;
export type Guide = (typeof guides)[number];

export interface Block {
  readonly guide: Guide;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  readonly language: string;
  /** Words behind the language, as they are. */
  readonly words: readonly string[];
  /** `name=value` words. */
  readonly values: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Every fenced block of a guide, in order. */
export function blocksOf(guide: Guide): readonly Block[] {
  const text = readFileSync(fileURLToPath(new URL(`../../docs/${guide}`, import.meta.url)), 'utf8');
  return [...text.matchAll(/^( *)```(\S*)([^\n]*)\n([\s\S]*?)\n\1```$/gm)].map((match) => {
    const [, indent = '', language = '', info = '', body = ''] = match;
    const words = info.split(' ').filter((word) => word !== '');
    return {
      guide,
      line: text.slice(0, match.index).split('\n').length,
      language,
      words,
      values: Object.fromEntries(words.map((word) => word.split('=', 2)).filter((pair) => pair.length === 2)),
      text: `${body.replaceAll(`\n${indent}`, '\n').slice(indent.length)}\n`,
    };
  });
}

export const everyBlock: readonly Block[] = guides.flatMap(blocksOf);

/** The SDK a code block is written for. */
export function generationOf(block: Block): 'v1' | 'v2' {
  const named = block.words.filter((word) => word === 'v1' || word === 'v2');
  if (named.length !== 1) throw new Error(`${block.guide}:${block.line} names no SDK generation`);
  return named[0] === 'v1' ? 'v1' : 'v2';
}

/** Blocks of code, as opposed to commands. */
export const codeBlocks = everyBlock.filter(({ language }) => language === 'ts' || language === 'js');
export const commandBlocks = everyBlock.filter(({ language }) => language === 'sh');

export interface Pair {
  readonly before: Block;
  readonly after: Block;
}

/** Moves to SDK v2: each `from=<name>` of v1 with the `to=<name>` of v2 that follows it. */
export const moves: readonly Pair[] = codeBlocks
  .filter(({ values }) => values['from'] !== undefined)
  .map((before) => {
    const after = codeBlocks.find(
      ({ guide, values }) => guide === before.guide && values['to'] === before.values['from'],
    );
    if (after === undefined) throw new Error(`${before.guide}:${before.line} is moved to nothing`);
    return { before, after };
  });

/** Rewrites: each `before=<name>` with the `after=<name>` of the same guide and generation that follows it. */
export const pairs: readonly Pair[] = codeBlocks
  .filter(({ values }) => values['before'] !== undefined)
  .map((before) => {
    const after = codeBlocks.find(
      (block) =>
        block.guide === before.guide &&
        block.line > before.line &&
        block.values['after'] === before.values['before'] &&
        generationOf(block) === generationOf(before),
    );
    if (after === undefined) throw new Error(`${before.guide}:${before.line} has no block after it`);
    return { before, after };
  });
