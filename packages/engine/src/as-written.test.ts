import { expect, test } from 'vitest';
import { apply } from './apply.ts';
import { asWritten } from './as-written.ts';
import { nodeHost } from './host.ts';
import { folder, lay, planned, planOf } from './sandbox.test.kit.ts';
import { undo } from './undo.ts';

test('a file is as a run left it until somebody edits it, or the run is taken back', async () => {
  const root = folder();
  lay(root, { 'a.ts': 'a0', 'b.ts': 'b0', 'c.ts': 'c0' });
  const known = async (): Promise<readonly string[]> => [
    ...(await asWritten(root, ['a.ts', 'b.ts', 'c.ts', 'gone.ts'], nodeHost)),
  ];
  expect(await known()).toEqual([]);
  await apply(planOf(root, [planned(root, 'a.ts', 'a1'), planned(root, 'b.ts', 'b1')]), nodeHost);
  expect(await known()).toEqual(['a.ts', 'b.ts']);
  lay(root, { 'b.ts': 'mine' });
  expect(await known()).toEqual(['a.ts']);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await apply(planOf(root, [planned(root, 'a.ts', 'a2')]), nodeHost);
  expect(await known()).toEqual(['a.ts']);
  lay(root, { 'a.ts': 'a1' });
  expect(await known(), 'only the newest run counts').toEqual([]);
  lay(root, { 'a.ts': 'a2' });
  await undo(root, undefined, nodeHost);
  expect(await known()).toEqual(['a.ts']);
});

test('decisions beside the journals are no journal', async () => {
  const root = folder();
  lay(root, { 'a.ts': 'a0', '.resession/decisions.json': '{ "schema": 1, "decisions": [] }' });
  const { run } = await apply(planOf(root, [planned(root, 'a.ts', 'a1')]), nodeHost);
  expect((await undo(root, undefined, nodeHost)).run).toBe(run);
});
