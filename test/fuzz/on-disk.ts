// A sample of mutants in a real folder: written, and taken back byte for byte.

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { apply, nodeHost, plan, undo } from '../../packages/engine/src/index.ts';
import { codemods } from '../../transforms/index.ts';
import type { Files } from './memory-host.ts';
import { afterOf, type Case, treeOf } from './pipeline.ts';
import { tarball } from './tarball.ts';

/** What does not hold of these cases on a disk: `apply` writes the plan and no more, `undo` leaves what was there. */
export async function faultsOnDisk(cases: readonly Case[]): Promise<readonly string[]> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'resession-fuzz-')));
  try {
    const before = treeOf(cases);
    for (const [name, bytes] of before) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), bytes);
    }
    const what = { paths: [], only: null, ignore: ['packed'], checkStyle: 'code', transport: 'vendor' } as const;
    const where = { cwd: root, rootOverride: root, tarball: tarball.at(root), toolVersion: '0.1.0' };
    const made = await plan({ ...what, ...where }, nodeHost, codemods);
    await apply(made, nodeHost);
    const written = differing(root, afterOf(before, made));
    if (made.files.length > 0) await undo(root, undefined, nodeHost);
    const back = differing(root, before);
    return [
      ...written.map((path) => `${path} is not what the plan says`),
      ...back.map((path) => `${path} is not what it was`),
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Files with other bytes than these, or one that is there too much or not at all. The journal is our own. */
function differing(root: string, expected: Files): readonly string[] {
  const there = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !path.startsWith('.resession') && statSync(join(root, path)).isFile(),
  );
  const all = new Set([...there, ...expected.keys()]);
  return [...all].filter((path) => {
    const bytes = expected.get(path);
    return bytes === undefined || !there.includes(path) || !readFileSync(join(root, path)).equals(bytes);
  });
}
