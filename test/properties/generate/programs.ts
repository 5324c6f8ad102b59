// Random files around a random condition: a predicate in one of its many bodies, or a catch that asks inline, in one of the
// languages and layouts that consumers write.

import fc from 'fast-check';
import type { Generation } from '../../../transforms/lib/codemod.ts';
import { catching } from './catches.ts';
import { layOut } from './layout.ts';
import { predicate } from './predicates.ts';
import { type Style, type Tape, Writer } from './writer.ts';

/** A file that exports `check`. */
export interface Program {
  readonly path: string;
  readonly text: string;
  readonly generation: Generation;
  /** `check(error)` answers; or `check(client, again)` calls the client, and calls `again` for some of what it throws. */
  readonly entry: 'predicate' | 'catch';
  /** The answer is that of one condition, and no helper is asked. */
  readonly single: boolean;
  /** The same file with the operands of `&&` and `||` the other way round. */
  swapped(): Program;
}

/** What the error is called. */
export const subjects = ['error', 'err', 'er', 'reason', 'caught', 'exception'] as const;

const imported: Readonly<Record<Generation, readonly (readonly [names: string, module: string])[]>> = {
  v1: [
    ['StreamableHTTPClientTransport, StreamableHTTPError', '@modelcontextprotocol/sdk/client/streamableHttp.js'],
    ['ErrorCode, McpError', '@modelcontextprotocol/sdk/types.js'],
  ],
  v2: [
    [
      'ProtocolError, SdkError, SdkErrorCode, SdkHttpError, StreamableHTTPClientTransport',
      '@modelcontextprotocol/client',
    ],
  ],
};

/** Random files; `depth` bounds the formulas. */
export function programs(depth = 2, only?: Program['entry']): fc.Arbitrary<Program> {
  return fc
    .array(fc.nat({ max: 9999 }), { maxLength: 160, size: 'max' })
    .map((tape) => programOf(tape, { depth, swapped: false, ...(only && { only }) }));
}

interface Making {
  readonly depth: number;
  readonly swapped: boolean;
  readonly only?: Program['entry'];
}

function programOf(numbers: readonly number[], making: Making): Program {
  const tape: Tape = [...numbers];
  const generation = choice<Generation>(tape, 'v1', 'v2');
  const extension = choice(tape, 'ts', 'ts', 'tsx', 'mts', 'js', 'mjs', 'cjs');
  const style: Style = {
    generation,
    typed: extension.includes('ts'),
    angles: extension === 'ts' || extension === 'mts',
    quote: choice(tape, "'", "'", '"', '`'),
    swapped: making.swapped,
  };
  const w = new Writer(tape, style);
  const subject = w.pick(...subjects);
  const entry = making.only ?? w.pick('predicate', 'predicate', 'catch');
  const { text, single } = (entry === 'predicate' ? predicate : catching)(w, subject, making.depth);
  const commonjs = extension === 'cjs' || (extension === 'js' && w.chance(30));
  const heads = imported[generation].map(([names, module]) =>
    commonjs ? `const { ${names} } = require('${module}')` : `import { ${names} } from '${module}'`,
  );
  const open = `${commonjs ? '' : 'export '}const open = (${w.any('url')}) => new StreamableHTTPClientTransport(url)`;
  const last = commonjs ? 'exports.check = check' : 'export { check }';
  return {
    path: `input.${extension}`,
    text: layOut(w, [...heads, open, ...w.before, text, last]),
    generation,
    entry,
    single: single && !w.before.some((each) => /=>|\bfunction\b|\bclass\b/.test(each)),
    swapped: () => programOf(numbers, { ...making, swapped: !making.swapped }),
  };
}

function choice<Item>(tape: Tape, first: Item, ...others: readonly Item[]): Item {
  return others[((tape.pop() ?? 0) % (others.length + 1)) - 1] ?? first;
}
