// What most runs have no use for and is slow to load: loaded when it is first needed, and not where nothing is found.

import type * as crypto from 'node:crypto';
import { createRequire } from 'node:module';
import type * as diff from 'diff';
import type ignore from 'ignore';
import type * as jsonc from 'jsonc-parser';
import type * as semver from 'semver';
import type * as yaml from 'yaml';

// It keeps what it has loaded.
const load = createRequire(import.meta.url);

export const late = {
  crypto: (): typeof crypto => load('node:crypto') as typeof crypto,
  diff: (): Pick<typeof diff, 'diffArrays' | 'structuredPatch'> => ({
    diffArrays: (load('diff/lib/diff/array.js') as typeof diff).diffArrays,
    structuredPatch: (load('diff/lib/patch/create.js') as typeof diff).structuredPatch,
  }),
  ignore: (): typeof ignore => load('ignore') as typeof ignore,
  jsonc: (): typeof jsonc => load('jsonc-parser') as typeof jsonc,
  /** The whole of it is four times as many modules. */
  semver: (): Pick<typeof semver, 'intersects' | 'satisfies' | 'validRange'> => ({
    intersects: load('semver/ranges/intersects') as typeof semver.intersects,
    satisfies: load('semver/functions/satisfies') as typeof semver.satisfies,
    validRange: load('semver/ranges/valid') as typeof semver.validRange,
  }),
  yaml: (): typeof yaml => load('yaml') as typeof yaml,
};
