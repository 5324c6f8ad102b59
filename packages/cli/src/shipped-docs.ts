// The docs beside the program, as the build lays them down; in a checkout, the docs themselves.

import { existsSync, readFileSync } from 'node:fs';

/** Where the pages of the codemods are, below the docs. */
export const codemodPages = 'reference/codemods/';

/** The folder of the docs. */
export function shippedDocs(): URL {
  const built = new URL('docs/', import.meta.url);
  return existsSync(built) ? built : new URL('../../../docs/', import.meta.url);
}

/** A page, by its path below the docs. Throws where it is not there. */
export function shippedPage(path: string): string {
  return readFileSync(new URL(path, shippedDocs()), 'utf8');
}
