// What undo promises: the tree as before, or nothing touched and a reason.

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { apply } from './apply.ts';
import { nodeHost } from './host.ts';
import { folder, lay, planned, planOf, snapshot } from './sandbox.test.kit.ts';
import { listRuns, undo } from './undo.ts';

async function twoRuns(): Promise<{ readonly root: string; readonly ids: readonly string[] }> {
  const root = folder();
  lay(root, { 'a.ts': 'a0', 'b.ts': 'b0' });
  const first = await apply(planOf(root, [planned(root, 'a.ts', 'a1'), planned(root, 'new/n.ts', 'n')]), nodeHost);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const second = await apply(planOf(root, [planned(root, 'a.ts', 'a2'), planned(root, 'b.ts', 'b1')]), nodeHost);
  return { root, ids: [String(first.run), String(second.run)] };
}

const tree = (root: string): Readonly<Record<string, string>> => snapshot(root, ['.resession']);

describe('undo', () => {
  it('takes the newest run back first, then the one before', async () => {
    const { root, ids } = await twoRuns();
    expect((await listRuns(root, nodeHost)).map(({ id }) => id)).toEqual([...ids].reverse());
    expect((await undo(root, undefined, nodeHost)).run).toBe(ids[1]);
    expect(tree(root)).toEqual({ 'a.ts': '644 a1', 'b.ts': '644 b0', 'new/': '755', 'new/n.ts': '644 n' });
    expect((await undo(root, undefined, nodeHost)).run).toBe(ids[0]);
    expect(snapshot(root)).toEqual({ 'a.ts': '644 a0', 'b.ts': '644 b0' });
    await expect(undo(root, undefined, nodeHost)).rejects.toThrow('nothing to undo');
    expect(fs.existsSync(path.join(root, '.resession'))).toBe(false);
  });

  it('refuses an older run whose files a newer one changed, and a run that is not there', async () => {
    const { root, ids } = await twoRuns();
    const before = snapshot(root);
    await expect(undo(root, ids[0], nodeHost)).rejects.toMatchObject({ where: 'a.ts' });
    await expect(undo(root, 'nonsense', nodeHost)).rejects.toMatchObject({
      next: expect.stringContaining(String(ids[0])) as string,
    });
    expect(snapshot(root)).toEqual(before);
  });

  it('refuses files edited since, listing them, deleted ones and created ones too', async () => {
    const { root } = await twoRuns();
    await undo(root, undefined, nodeHost);
    fs.rmSync(path.join(root, 'a.ts'));
    lay(root, { 'new/n.ts': 'edited' });
    const before = snapshot(root);
    await expect(undo(root, undefined, nodeHost)).rejects.toMatchObject({ where: 'a.ts, new/n.ts' });
    expect(snapshot(root)).toEqual(before);
  });

  it('leaves a folder that somebody else uses by now, and a file that is as before already', async () => {
    const { root } = await twoRuns();
    await undo(root, undefined, nodeHost);
    lay(root, { 'new/theirs.ts': 't', 'a.ts': 'a0' });
    expect(await undo(root, undefined, nodeHost)).toMatchObject({ restored: [], removed: ['new/n.ts'] });
    expect(snapshot(root)).toEqual({ 'a.ts': '644 a0', 'b.ts': '644 b0', 'new/': '755', 'new/theirs.ts': '644 t' });
  });

  it('restores through no symlink', async () => {
    const { root } = await twoRuns();
    await undo(root, undefined, nodeHost);
    const outside = folder();
    lay(outside, { 'n.ts': 'n' });
    fs.rmSync(path.join(root, 'new'), { recursive: true });
    fs.symlinkSync(outside, path.join(root, 'new'));
    await expect(undo(root, undefined, nodeHost)).rejects.toThrow('a symlink is in the way');
    expect(fs.readFileSync(path.join(outside, 'n.ts'), 'utf8')).toBe('n');
  });

  it('leaves the root no more than a run does, whatever a journal says', async () => {
    const { root, ids } = await twoRuns();
    const victim = folder();
    const journal = path.join(root, '.resession', `${String(ids[1])}.json`);
    const text = fs.readFileSync(journal, 'utf8');
    const outside = path.relative(root, victim);
    for (const folders of [[outside], ['..'], ['.git']]) {
      fs.writeFileSync(journal, JSON.stringify({ ...(JSON.parse(text) as object), folders }));
      await expect(undo(root, undefined, nodeHost)).rejects.toThrow('leaves the folder');
    }
    fs.writeFileSync(journal, JSON.stringify({ ...(JSON.parse(text) as object), id: `../${path.basename(victim)}/x` }));
    await expect(undo(root, undefined, nodeHost)).rejects.toMatchObject({ where: journal });
    expect(fs.existsSync(victim)).toBe(true);
    expect(fs.readFileSync(path.join(root, 'a.ts'), 'utf8')).toBe('a2');
  });

  it('says which journal is broken', async () => {
    const { root, ids } = await twoRuns();
    const journal = path.join(root, '.resession', `${String(ids[1])}.json`);
    const good = JSON.parse(fs.readFileSync(journal, 'utf8')) as object;
    const odd = [[null], [{ path: 5, before: null }], [{ path: 'a.ts', before: { bytes: 5, hash: '' } }], 'none'];
    for (const text of ['{"schema":1', ...odd.map((files) => JSON.stringify({ ...good, files }))]) {
      fs.writeFileSync(journal, text);
      const refused = { name: 'ResessionError', where: journal };
      await expect(undo(root, undefined, nodeHost), text).rejects.toMatchObject(refused);
    }
  });
});
