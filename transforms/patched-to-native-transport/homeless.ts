// Names of @resession/transport that no SDK has: for them the dependency stays.

import type { Finding } from '../lib/codemod.ts';
import { explained } from '../lib/patched.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import type { Source } from '../lib/source.ts';
import { endOf, startOf } from '../lib/tree.ts';
import { move } from './move.ts';
import { messages } from './verdict.ts';

const homeless = new Set(['withSessionRecovery', 'SessionRecovery', 'SessionRecoveryOptions', 'SessionExpiryOptions']);

/** Where it is asked, the guard has findings of its own. */
const guard = 'isSessionExpired';

/** One skip for each such import. */
export function homelessFindings(source: Source): readonly Finding[] {
  return sdkImports(source)
    .all.filter(
      ({ sdk, name, form }) => move.brings(sdk) && (homeless.has(name) || (name === guard && form === 'export')),
    )
    .map(({ specifier, name }) => ({
      kind: 'skip',
      start: startOf(specifier),
      end: endOf(specifier),
      messageId: 'homeless',
      message: messages.homeless,
      reason: `${name} is of @resession/transport alone, and works with errors of the SDK: the package stays for it.`,
      explanation: explained('@resession/transport', 'code that does without it'),
    }));
}
