// A YAML file of a package manager, read as data.

import type { Host } from './host.ts';
import { late } from './late.ts';

/** Bytes of what people write; reading YAML takes a hundred times the memory of its text. */
const written = 256 * 1024;

/** What the file (absolute) says; undefined where there is no plain file, no YAML in it, or too much of it. */
export function readYaml(host: Host, file: string, most = written): unknown {
  if (host.lstat(file)?.kind !== 'file') return undefined;
  try {
    // A warning would be printed, and speak with the file's own words.
    return late.yaml().parse(host.read(file, most).toString('utf8'), { logLevel: 'error' }) as unknown;
  } catch {
    // Not ours to judge: the package manager will say so.
    return undefined;
  }
}
