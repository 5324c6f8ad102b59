// The way back: where the installed SDK v2 has its own ClientHttpSessionExpired, what came from @resession/transport
// instead comes from the SDK again. SDK v1 has no table of codes, so there is nothing to go back to.

import type { Codemod, Finding } from '../lib/codemod.ts';
import { moveSites } from '../lib/moving/sites.ts';
import type { Source } from '../lib/source.ts';
import { toTransform } from '../lib/to-transform.ts';
import { guardFindings } from './guards.ts';
import { homelessFindings } from './homeless.ts';
import { move } from './move.ts';
import { needles } from './needles.ts';
import { findingFor, messages, verdictOn } from './verdict.ts';

export const codemod = {
  id: 'patched-to-native-transport',
  title: 'Go back to the SDK where it has the code itself',
  needles,
  after: ['expiry-guess-to-code', 'stock-to-patched-transport'],
  messages,
  inspect(source, context) {
    const native = context.facts.ask('native-expiry');
    if (native?.kind === 'absent' || native?.kind === 'stock') return [];
    const places = moveSites(source, move);
    const sites = places.map((site) => findingFor(site, verdictOn(source, site, native)));
    const rest = native?.kind === 'native' ? staying(source, native.published, context.checkStyle === 'guard') : [];
    const all = [...sites, ...rest].sort((a, b) => a.start - b.start);
    const mock = places.find(({ messageId, change }) => messageId === 'mock' && change === undefined);
    return mock === undefined ? all : all.map((finding) => waiting(finding, source.position(mock.start).line));
  },
} satisfies Codemod;

/** A mock of a module that nothing is imported from any more mocks nothing: the file moves as a whole. */
function waiting(finding: Finding, line: number): Finding {
  if (finding.kind !== 'fix' && finding.kind !== 'ask') return finding;
  const { start, end, messageId, message, explanation } = finding;
  const reason = `It moves with the mock on line ${line}, which is left to you.`;
  return { start, end, messageId, message, reason, kind: 'skip', ...(explanation && { explanation }) };
}

/** What the SDK has no name for. */
function staying(source: Source, published: boolean, guards: boolean): ReturnType<typeof homelessFindings> {
  return [...homelessFindings(source), ...guardFindings(source, published || guards)];
}

export default toTransform(codemod);
