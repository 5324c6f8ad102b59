// Stands for the packed transport: what is in it does not matter to a plan.

import { createHash } from 'node:crypto';
import type { Tarball } from '../../packages/engine/src/index.ts';

const bytes = Buffer.from('the packed transport');

/** Where it lies in a tree. */
export const tarballPath = 'packed/transport.tgz';

/** Its bytes, and what the engine is told of it. */
export const tarball = {
  bytes,
  at: (root: string): Tarball => ({
    path: `${root}/${tarballPath}`,
    version: '0.1.0',
    integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
  }),
};
