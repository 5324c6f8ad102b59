// A few seconds of what `npm run test:fuzz` does for as long as one likes, and the cases it has found.

import { expect, test } from 'vitest';
import { planInstalls } from '../../packages/engine/src/installs.ts';
import { campaign } from './campaign.ts';
import { memoryHost, memoryRoot } from './memory-host.ts';
import { pureCampaign } from './pure.ts';

test('mutants of real sources through the pipeline, and onto a disk and back', { timeout: 120_000 }, async () => {
  const tally = await campaign({ seed: 5, cases: 150, seconds: 60, batch: 150, sample: 1 });
  expect(tally.broken.map(({ case: { from }, why }) => `${from.name}: ${why}`)).toEqual([]);
  expect(tally.faults).toEqual([]);
  expect(tally).toMatchObject({ cases: 150, onDisk: 150 });
  expect(tally.changed).toBeGreaterThan(5);
});

test('random edits, manifests, needles, bytes and diffs', () => {
  const { cases, faults } = pureCampaign(5, 20_000, 60);
  expect(faults).toEqual([]);
  expect(cases).toBe(20_000);
});

test('a pnpm-workspace.yaml with an unknown tag is read without a word on stderr', async () => {
  const files = {
    'package.json': '{}',
    'pnpm-workspace.yaml': 'packages:\n  - !!js/function x\n',
    'a/package.json': '{}',
  };
  const warnings: string[] = [];
  const listen = (warning: Error): void => void warnings.push(warning.message);
  process.on('warning', listen);
  try {
    const host = memoryHost(new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));
    planInstalls(memoryRoot, ['a'], host);
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off('warning', listen);
  }
  expect(warnings).toEqual([]);
});
