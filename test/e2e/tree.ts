// A folder as bytes, for comparing before and after.

import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Path (forward slashes) to permission bits and SHA-256 of every file below `folder`, but for what tools rebuild. */
export function readTree(folder: string, leftOut = ['node_modules', 'dist', '.git']): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  const walk = (below: string): void => {
    for (const name of readdirSync(join(folder, below)).sort()) {
      const path = posix.join(below, name);
      const stat = lstatSync(join(folder, path));
      if (leftOut.includes(name)) continue;
      if (stat.isDirectory()) walk(path);
      else files[path] = `${(stat.mode & 0o7777).toString(8)} ${digest(join(folder, path))}`;
    }
  };
  walk('');
  return files;
}

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
