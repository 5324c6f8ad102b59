// What the recogniser says of a generated predicate, model error by model error, is what running it on real errors says.

import { expect } from 'vitest';
import type { Truth } from '../../transforms/lib/codemod.ts';
import { catalogue, type Row } from '../../transforms/lib/recogniser/catalogue/catalogue.ts';
import { observe } from '../../transforms/lib/recogniser/vector/observe.ts';
import { makeSource } from '../../transforms/lib/source.ts';
import { walk } from '../../transforms/lib/tree.ts';
import { none, property } from './generated.ts';
import { programs, type Program } from './generate/programs.ts';
import { answerOf, load } from './running.ts';

type Node = Parameters<typeof walk>[0];
type FunctionNode = Extract<Node, { readonly type: 'FunctionDeclaration' | 'ArrowFunctionExpression' }>;

/** No more of the answers may be unknown. */
const mostUnknown = 0.02;

const rows = {
  v1: catalogue({ generations: new Set(['v1']), sse: true }),
  v2: catalogue({ generations: new Set(['v2']), sse: true }),
};

/** What the recogniser says of every row, with the stock transport and with the patched one. */
export function seen({ path, text }: Program, all: readonly Row[]): readonly (readonly [Truth, Truth])[] {
  const source = makeSource(path, text);
  const check = functionNamed(source.file.program, 'check');
  const [param] = check.params;
  if (param === undefined) throw new Error('check takes nothing');
  const experiment = {
    source,
    condition: { kind: 'leaf', node: check.body },
    place: { root: param, path: [] },
    asks: 'result',
  } as const;
  return all.map((row) => [observe(experiment, row.stock()).result, observe(experiment, row.patched()).result]);
}

function functionNamed(program: Node, name: string): FunctionNode {
  let found: FunctionNode | undefined;
  walk(program, (node) => {
    if (node.type === 'FunctionDeclaration' && node.id?.name === name) found = node;
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || node.id.name !== name) return true;
    if (node.init?.type === 'ArrowFunctionExpression') found = node.init;
    return true;
  });
  if (found === undefined) throw new Error(`no function ${name}`);
  return found;
}

let [answers, unknown] = [0, 0];

property({
  name: 'the recogniser says what running says',
  cases: 1000,
  of: programs(2, 'predicate'),
  show: ({ path, text }) => `${path}:\n${text}`,
  holds: (program) => {
    const all = rows[program.generation];
    const vector = seen(program, all);
    const check = load(program);
    const wrong = all.flatMap((row, i) =>
      (['stock', 'patched'] as const).flatMap((side, j) => {
        const said = vector[i]?.[j];
        answers += 1;
        if (said === 'unknown') unknown += 1;
        const runs = answerOf(check, row[side]());
        return said === 'unknown' || said === runs ? [] : [`${row.words} (${side}): said ${String(said)}, is ${runs}`];
      }),
    );
    none('wrong answers', wrong);
  },
  tell: () => {
    expect(unknown / answers).toBeLessThan(mostUnknown);
    return `${answers} answers, ${((100 * unknown) / answers).toFixed(2)} % unknown`;
  },
});
