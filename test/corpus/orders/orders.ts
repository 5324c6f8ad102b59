// Every consumer of SDK v1 goes to v2 in both orders, ours before the SDK's own codemod and after it, and does in the end
// what it does on v1 after ours alone.

import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../compiling.ts';
import type { Consumer, Tree } from '../consumer.ts';
import { rows } from '../rows.ts';
import { planWorkspace } from '../planning.ts';
import { laySides, runDoors, type Sides } from '../running.ts';
import { movedByTheSdk } from './official.ts';

/** `sdk-last`: ours on v1, the SDK's codemod, ours again. */
export const orders = ['sdk-first', 'sdk-last'] as const;
export type Order = (typeof orders)[number];

/** What came of one consumer in one order. */
export interface Moved {
  /** The whole tree in the end. */
  readonly tree: Tree;
  /** What ours still leaves to a person. */
  readonly left: readonly string[];
  /** What `tsc --strict` says of it. */
  readonly complaints: readonly string[];
  /** By row name, what its door answered; undefined where it has none. */
  readonly outcomes: Readonly<Record<string, string>> | undefined;
}

export interface InBothOrders {
  readonly consumer: Consumer;
  /** What its door answers on v1, after ours. */
  readonly onV1: Readonly<Record<string, string>> | undefined;
  readonly moved: Readonly<Record<Order, Moved>>;
}

const nodeModules = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** Needs the built transport. Leaves nothing behind. */
export async function inBothOrders(consumers: readonly Consumer[]): Promise<readonly InBothOrders[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'resession-orders-')));
  try {
    symlinkSync(nodeModules, join(folder, 'node_modules'), 'dir');
    const v1 = await planWorkspace(join(folder, 'v1'), consumers);
    const afterOurs = (consumer: Consumer): Tree => v1.get(consumer.id)?.after ?? {};
    const sides = consumers.map((consumer): Sides => ({ consumer, after: afterOurs(consumer) }));
    const onV1 = await executed(join(folder, 'sides-v1'), sides);
    const of = async (order: Order): Promise<ReadonlyMap<string, Moved>> =>
      endOf(
        join(folder, order),
        consumers.map((consumer) => onV2(consumer, order === 'sdk-first' ? {} : afterOurs(consumer))),
      );
    const [first, last] = [await of('sdk-first'), await of('sdk-last')];
    return consumers.map((consumer) => {
      const [a, b] = [first.get(consumer.id), last.get(consumer.id)];
      if (a === undefined || b === undefined) throw new Error(`${consumer.id} was lost`);
      return { consumer, onV1: onV1(consumer.id), moved: { 'sdk-first': a, 'sdk-last': b } };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The consumer as it is once the SDK's codemod has been over it. */
function onV2(consumer: Consumer, changed: Tree): Consumer {
  return { ...consumer, generation: 'v2', before: movedByTheSdk({ ...consumer.before, ...changed }) };
}

/** Ours on top, and what it does then. */
async function endOf(folder: string, consumers: readonly Consumer[]): Promise<ReadonlyMap<string, Moved>> {
  const planned = await planWorkspace(folder, consumers);
  const ends = consumers.map((consumer) => {
    const { after = {}, findings = [] } = planned.get(consumer.id) ?? {};
    return { consumer, after, findings, tree: { ...consumer.before, ...after } };
  });
  const ran = await executed(join(folder, 'sides'), ends);
  // Laid out as it is in the end, so that everything the compiler says of it is told.
  const final = ends.map(({ consumer, tree }): Sides => ({
    consumer: { ...consumer, before: tree, hasDoor: false },
    after: {},
  }));
  laySides(join(folder, 'final'), final);
  const said = compile(join(folder, 'final'), final);
  return new Map(
    ends.map(({ consumer: { id }, tree, findings }) => [
      id,
      {
        tree,
        left: findings.filter(({ kind }) => kind !== 'skip' && kind !== 'fix').map((each) => JSON.stringify(each)),
        complaints: said.get(id)?.before ?? [],
        outcomes: ran(id),
      },
    ]),
  );
}

/** What the doors answer in the end, where nothing changes on the stock transport. */
async function executed(
  folder: string,
  sides: readonly Sides[],
): Promise<(id: string) => Readonly<Record<string, string>> | undefined> {
  laySides(folder, sides);
  const ran = await runDoors(folder, sides);
  return (id) => ran[`${id} after`] ?? ran[`${id} before`];
}

/** Where the end is not what it is on v1, in words; empty where all is as it should be. */
export function differences({ consumer, onV1, moved }: InBothOrders): readonly string[] {
  return orders.flatMap((order) => {
    const { outcomes = {}, complaints, left, tree } = moved[order];
    if (Object.values(tree).some(requiresV1)) return [];
    const other = Object.entries(onV1 ?? {}).filter(
      ([row, answer]) => !mayDiffer.has(row) && outcomes[row] !== answer && outcomes[row] !== inV2Names(answer),
    );
    return [
      ...other.map(([row, answer]) => `${order}, ${row}: ${answer} on v1, ${outcomes[row] ?? 'nothing'} on v2`),
      // Some complain before anything is done to them.
      ...(consumer.card.complains === true ? [] : complaints).map((complaint) => `${order}: ${complaint}`),
    ].map((line) => (left.length === 0 ? `${line} (and nothing is left to a person)` : line));
  });
}

/** CommonJS, which the SDK's codemod passes by: there is no v2 to compare. */
function requiresV1(text: string): boolean {
  return /\brequire\(['"]@modelcontextprotocol\/sdk/.test(text);
}

/**
 * The guard, which v1 always has, looks into causes, and the spelled-out code of v2 does not. Stock v1 says the same of the
 * other as of a timeout or an expired session; v2 tells them apart.
 */
const mayDiffer: ReadonlySet<string> = new Set(
  rows.filter(({ kind }) => kind === 'wrapped' || kind === 'alike').map(({ name }) => name),
);

function inV2Names(answer: string): string {
  return answer.replaceAll('StreamableHTTPError', 'SdkHttpError').replaceAll('McpError', 'SdkError');
}
