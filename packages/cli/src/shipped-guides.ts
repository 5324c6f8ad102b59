// The guides that agents may read, of the docs beside the program.

import { readdirSync } from 'node:fs';
import type { Guide } from '@resession/assistant/mcp';
import { codemodPages, shippedDocs, shippedPage } from './shipped-docs.ts';

const pages = ['migration-SKILL.md', 'migration.md', 'v1-to-v2.md'];

/** Every page that agents may read, by its path below `docs/`. */
export function shippedGuides(): readonly Guide[] {
  const each = readdirSync(new URL(codemodPages, shippedDocs())).sort();
  return [...pages, ...each.map((name) => codemodPages + name)].map((path) => ({
    path,
    text: () => shippedPage(path),
  }));
}
