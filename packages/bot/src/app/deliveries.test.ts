import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeHost } from '@resession/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Deliveries, deliveriesIn } from './deliveries.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'resession-deliveries-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const opened = (most?: number): Deliveries => deliveriesIn(folder, nodeHost, most);
const done = (): Promise<void> => Promise.resolve();

describe('deliveries', () => {
  it('are known while they are taken and afterwards, and not where that has failed', async () => {
    const deliveries = opened();
    const taking = deliveries.take('a', done);
    expect(deliveries.has('a')).toBe(true);
    await taking;
    await expect(deliveries.take('b', () => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect([deliveries.has('a'), deliveries.has('b'), opened().has('a'), opened().has('b')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('have a bound, in the memory and on the disk', async () => {
    const deliveries = opened(3);
    for (let at = 0; at < 100; at += 1) await deliveries.take(`n${String(at)}`, done);
    for (const known of [deliveries, opened(3)])
      expect(['n99', 'n98', 'n97', 'n90'].map((id) => known.has(id))).toEqual([true, true, true, false]);
    expect(readFileSync(path.join(folder, 'deliveries'), 'utf8').split('\n').length).toBeLessThan(8);
  });

  it('count when their line is whole', async () => {
    await opened().take('a', done);
    appendFileSync(path.join(folder, 'deliveries'), 'b');
    const deliveries = opened();
    expect([deliveries.has('a'), deliveries.has('b')]).toEqual([true, false]);
    await deliveries.take('c', done);
    expect(opened().has('c')).toBe(true);
  });
});
