// Swaps the stock Streamable HTTP client transport for the patched one, which throws ClientHttpSessionExpired.

import type { Codemod, Finding } from '../lib/codemod.ts';
import { moduleImports } from '../lib/module-imports.ts';
import { explained } from '../lib/patched.ts';
import { moveSites } from '../lib/moving/sites.ts';
import { sdkModule } from '../lib/sdk-modules.ts';
import type { Source } from '../lib/source.ts';
import { toTransform } from '../lib/to-transform.ts';
import { endOf, startOf } from '../lib/tree.ts';
import { move, transport } from './move.ts';
import { needles } from './needles.ts';
import { findingFor, messages, verdictOn } from './verdict.ts';

export const codemod = {
  id: 'stock-to-patched-transport',
  title: 'Use the transport that says when its session has expired',
  needles,
  after: ['expiry-guess-to-code'],
  swapsTransports: true,
  messages,
  inspect(source, context) {
    const findings = moveSites(source, move).map((site) =>
      findingFor(site, verdictOn(site.generation, source, context)),
    );
    return [...findings, ...lookAlikes(source)].sort((a, b) => a.start - b.start);
  },
} satisfies Codemod;

/** Imports of that name from packages other than the SDK and the patched transport. */
function lookAlikes(source: Source): readonly Finding[] {
  return moduleImports(source)
    .filter(({ name, module }) => name === transport && !module.startsWith('.') && sdkModule(module) === undefined)
    .map(({ specifier, module }) => ({
      kind: 'skip',
      start: startOf(specifier),
      end: endOf(specifier),
      messageId: 'elsewhere',
      message: messages.elsewhere,
      reason: `It comes from ${module}; where that takes it from the SDK, it is swapped there.`,
      explanation: explained(transport, 'the same class, imported from the SDK'),
    }));
}

export default toTransform(codemod);
