// A YAML file of a package manager, read as data.

import type { Host } from './host.ts';
import { late } from './late.ts';

/** Reading YAML takes a hundred times the memory of its text. */
const largest = 256 * 1024;

/** What the file (absolute) says; undefined where there is no plain file, or no YAML in it. */
export function readYaml(host: Host, file: string): unknown {
  if (host.lstat(file)?.kind !== 'file') return undefined;
  try {
    // A warning would be printed, and speak with the file's own words.
    return late.yaml().parse(host.read(file, largest).toString('utf8'), { logLevel: 'error' }) as unknown;
  } catch {
    // Not ours to judge: the package manager will say so.
    return undefined;
  }
}
