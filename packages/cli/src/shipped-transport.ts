// The packed transport beside the program, as `npm run build` (and so the packed CLI) lays it down.

import { fileURLToPath } from 'node:url';
import { nodeHost, tarballIn, type Tarball } from '@resession/engine';

/** The tarball that ships with this program; null in a checkout that was not built. */
export function shippedTransport(folder = new URL('../vendor/', import.meta.url)): Tarball | null {
  return tarballIn(fileURLToPath(folder), nodeHost);
}
