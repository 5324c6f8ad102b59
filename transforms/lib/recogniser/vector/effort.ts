// What the judging of one file may cost. Each condition is weighed, rewritten and proven within the statement of the file that
// holds it: a thousand checks in one function cost a million. Counted in characters, so that every run stops at the same one.

import type { Node } from '@babel/types';
import type { Inspection } from '../inspection.ts';
import { statementAt } from './excerpt.ts';

/** About half a minute. Files that people write take a hundredth of it. */
export const mostEffort = 20_000_000;

const spent = new WeakMap<Inspection, number>();

/** Counts one more condition. Throws where the inspection has had its share: nothing in the file is changed then, and a person is told. */
export function spendOn(inspection: Inspection, node: Node): void {
  const { text, file } = inspection.source;
  const statement = statementAt(file.program.body, node.start ?? 0);
  const sum = (spent.get(inspection) ?? 0) + (statement?.end ?? text.length) - (statement?.start ?? 0);
  spent.set(inspection, sum);
  if (sum > mostEffort)
    throw new Error('too many checks stand in one piece of code; split it into functions and run again');
}
