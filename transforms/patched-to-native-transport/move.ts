// What has a home in the SDK once that has the code: the transport, its options and the table of codes, of v2 only.

import type { Move } from '../lib/moving/move.ts';
import { transportModules } from '../lib/sdk-modules.ts';

/** The table of codes: it alone may move where the transport has to stay. */
export const codes = 'SdkErrorCode';

/** Names that both modules have. */
export const move: Move = {
  names: new Set(['StreamableHTTPClientTransport', 'StreamableHTTPClientTransportOptions', codes]),
  brings: ({ from, generation, entry }) => from === 'transport' && generation === 'v2' && entry === '',
  to: { v1: transportModules.v1.stock, v2: transportModules.v2.stock },
  star: 'Which names others take from here is not to be seen: name them, those of the SDK from the SDK.',
  mockedWhole: 'A mock without a factory would empty the rest of the SDK as well.',
};
