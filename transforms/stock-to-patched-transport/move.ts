// The transport leaves the SDK's module for the patched one; it has the same name in both, and in both generations.

import type { Move } from '../lib/moving/move.ts';
import { exportsTransport, transportModules } from '../lib/sdk-modules.ts';

/** The class that is swapped. */
export const transport = 'StreamableHTTPClientTransport';

/** Everything else stays where it is. */
export const move: Move = {
  names: new Set([transport]),
  brings: exportsTransport,
  to: { v1: transportModules.v1.patched, v2: transportModules.v2.patched },
  mockedWhole: 'A mock without a factory would empty isSessionExpired as well.',
};
