// Packages of many files that most runs have no use for: loaded when they are first needed, and not where nothing is found.

import { createRequire } from 'node:module';
import type * as diff from 'diff';
import type * as jsonc from 'jsonc-parser';
import type * as semver from 'semver';
import type * as yaml from 'yaml';

// It keeps what it has loaded.
const load = createRequire(import.meta.url);

export const late = {
  diff: (): typeof diff => load('diff') as typeof diff,
  jsonc: (): typeof jsonc => load('jsonc-parser') as typeof jsonc,
  semver: (): typeof semver => load('semver') as typeof semver,
  yaml: (): typeof yaml => load('yaml') as typeof yaml,
};
