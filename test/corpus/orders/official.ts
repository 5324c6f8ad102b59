// What the SDK's own codemod makes of a consumer, by its own function, one consumer at a time.

import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getMigration, run } from '@modelcontextprotocol/codemod';
import type { Tree } from '../consumer.ts';
import { write } from '../lay-out.ts';

/** The tree on SDK v2, manifests too: where they name v1 they name v2 then, as a person would write it. */
export function movedByTheSdk(tree: Tree): Tree {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'resession-moved-')));
  try {
    write(folder, tree);
    mkdirSync(join(folder, '.git'));
    const migration = getMigration('v1-to-v2');
    if (migration === undefined) throw new Error('the codemod of the SDK knows no v1-to-v2');
    run(migration, { targetDir: folder });
    return Object.fromEntries(
      Object.entries(tree).map(([path, before]) => [
        path,
        path.endsWith('package.json')
          ? before.replace(/"@modelcontextprotocol\/sdk": "[^"]*"/, '"@modelcontextprotocol/client": "^2.4.0"')
          : readFileSync(join(folder, path), 'utf8'),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
