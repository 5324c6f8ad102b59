// The guides beside the program, as the build lays them down; in a checkout, the docs themselves.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Guide } from '@resession/assistant/mcp';

const pages = ['migration-SKILL.md', 'migration.md', 'v1-to-v2.md'];
const codemods = 'reference/codemods/';

/** Every page that agents may read, by its path below `docs/`. */
export function shippedGuides(): readonly Guide[] {
  const built = new URL('docs/', import.meta.url);
  const docs = existsSync(built) ? built : new URL('../../../docs/', import.meta.url);
  const folder = new URL(codemods, docs);
  if (!existsSync(folder)) throw new Error(`the guides are not at ${fileURLToPath(docs)}`);
  const each = readdirSync(folder).sort();
  return [...pages, ...each.map((name) => codemods + name)].map((path) => ({
    path,
    text: () => readFileSync(new URL(path, docs), 'utf8'),
  }));
}
