// `git apply` of the patch and apply() of the plan come to the same bytes.

import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { apply } from './apply.ts';
import { unifiedDiff } from './diff.ts';
import { nodeHost } from './host.ts';
import { objectName } from './inside.ts';
import { toPatch } from './patch.ts';
import type { PlannedFile } from './plan.ts';
import { commitAll, folder, git, lay, leaving, planned, planOf, snapshot } from './sandbox.test.kit.ts';

const names = [
  'plain.ts',
  'with space/a b.ts',
  'quo"te.ts',
  'tab\there.ts',
  'naïve/日本.ts',
  'crlf.ts',
  'bom.ts',
  'no-end.ts',
  'run.sh.ts',
  ' lead.ts',
];

const texts: Readonly<Record<string, readonly [string, string]>> = {
  'crlf.ts': ['one\r\ntwo\r\nthree\r\n', 'one\r\nTWO\r\nthree\r\n'],
  'bom.ts': ['\uFEFFone\ntwo\n', '\uFEFFONE\ntwo\n'],
  'no-end.ts': ['one\ntwo', 'one\nTWO'],
};

function textsOf(name: string): readonly [string, string] {
  const lines = Array.from({ length: 40 }, (_, index) => `line ${String(index)}\n`);
  return texts[name] ?? [lines.join(''), lines.map((line, at) => (at % 13 === 4 ? `${line}more\n` : line)).join('')];
}

function vendorOf(root: string, name: string, bytes: Buffer): PlannedFile {
  const place = path.join(root, name);
  const file = planned(root, name, bytes);
  return fs.existsSync(place) ? { ...file, beforeBlob: objectName(fs.readFileSync(place)) } : file;
}

describe('toPatch', () => {
  it.each([0, 1, 25, 26, 27, 51, 52, 53, 20_001])(
    'gives the bytes of apply(), a tarball of %i bytes included',
    async (size) => {
      const root = folder();
      lay(root, {
        ...Object.fromEntries(names.map((name) => [name, textsOf(name)[0]])),
        'vendor/old.tar.gz': randomBytes(999),
      });
      fs.chmodSync(path.join(root, 'run.sh.ts'), 0o755);
      commitAll(root);
      const sources = names.map((name) => {
        const [before, after] = textsOf(name);
        return { ...planned(root, name, after), diff: unifiedDiff(name, before, after) };
      });
      const plan = planOf(root, [
        ...sources,
        vendorOf(root, 'vendor/resession-transport 0.1.0.tar.gz', randomBytes(size)),
        vendorOf(root, 'vendor/old.tar.gz', randomBytes(size)),
      ]);
      const patch = path.join(folder(), 'p.patch');
      fs.writeFileSync(patch, toPatch(plan));
      const patched = path.join(folder(), 'clone');
      git(root, 'clone', '-q', '-c', 'core.autocrlf=false', root, patched);
      git(patched, 'apply', '--check', patch);
      git(patched, 'apply', patch);
      await apply(plan, nodeHost);
      expect(snapshot(patched)).toEqual(snapshot(root));
      const status = git(root, 'status', '--porcelain', '-z', '-uall').split('\0');
      expect(status.filter((line) => line !== '')).toHaveLength(plan.files.length);
    },
  );

  it('takes away what apply() takes away', async () => {
    const root = folder();
    lay(root, { 'a.ts': 'one\n', 'vendor/old.tar.gz': randomBytes(999) });
    commitAll(root);
    const plan = planOf(root, [leaving(root, 'vendor/old.tar.gz')]);
    const patch = path.join(folder(), 'p.patch');
    fs.writeFileSync(patch, toPatch(plan));
    const patched = path.join(folder(), 'clone');
    git(root, 'clone', '-q', root, patched);
    git(patched, 'apply', patch);
    await apply(plan, nodeHost);
    expect(snapshot(patched)).toEqual(snapshot(root));
    expect(Object.keys(snapshot(root))).toEqual(['a.ts']);
  });

  it('encodes a last line of every length', async () => {
    const root = folder();
    commitAll(root);
    const files = Array.from({ length: 70 }, (_, size) => vendorOf(root, `v/${String(size)}.gz`, randomBytes(size)));
    const patch = path.join(folder(), 'p.patch');
    fs.writeFileSync(patch, toPatch(planOf(root, files)));
    git(root, 'apply', patch);
    const patched = snapshot(root);
    fs.rmSync(path.join(root, 'v'), { recursive: true });
    await apply(planOf(root, files), nodeHost);
    expect(patched).toEqual(snapshot(root));
  });

  it('goes backwards where files are new, and is empty for a plan without files', () => {
    const root = folder();
    lay(root, { 'a.ts': 'one\n' });
    commitAll(root);
    const before = snapshot(root);
    const plan = planOf(root, [vendorOf(root, 'vendor/t.tar.gz', randomBytes(300))]);
    const patch = path.join(folder(), 'p.patch');
    fs.writeFileSync(patch, toPatch(plan));
    git(root, 'apply', patch);
    expect(snapshot(root)).not.toEqual(before);
    git(root, 'apply', '-R', patch);
    expect(snapshot(root)).toEqual(before);
    expect(toPatch(planOf(root, []))).toBe('');
  });
});
