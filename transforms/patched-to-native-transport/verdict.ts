// Whether a name goes back to the SDK: not where an option is set that only the patched transport knows.

import type { Finding } from '../lib/codemod.ts';
import type { NativeExpiry, Place } from '../lib/facts.ts';
import type { Role, Site } from '../lib/moving/move.ts';
import { explained } from '../lib/patched.ts';
import type { Source } from '../lib/source.ts';
import { codes } from './move.ts';
import { takesNoOption } from './options.ts';

/** Message ids and what they say. */
export const messages: Readonly<Record<Role | 'homeless' | 'guard', string>> = {
  swap: 'This comes from @resession/transport, and the installed SDK has it itself.',
  reexport: 'This is handed on from @resession/transport, and the installed SDK has it itself.',
  mock: 'The module of the patched transport is mocked here, and the installed SDK has what it stands for.',
  homeless: 'The SDK has no such name.',
  guard: 'The guard of @resession/transport is asked here, and the installed SDK has the code itself.',
};

export interface Verdict {
  readonly kind: 'fix' | 'ask' | 'skip';
  readonly reason: string;
  readonly otherwise: string;
}

const beside =
  'What only the patched transport does goes with it: a ping before a 404 to GET counts, the code for calls before a new session, a second connect of one transport.';

/** The verdict for one site, where the SDK has the code, or a part of it, or nobody knows. */
export function verdictOn(source: Source, site: Site, native: NativeExpiry | undefined): Verdict {
  if (native === undefined) return unseen(source);
  if (native.kind === 'half') {
    return {
      kind: 'skip',
      reason: `The installed SDK has the code of an expired session in part only: ${native.why ?? 'not all of it'}.`,
      otherwise: 'an SDK that has it in its types and its code, and throws it',
    };
  }
  const transport = site.names.length === 0 || site.names.some((name) => name !== codes);
  const option = transport ? optionOver(source, site, native.options) : undefined;
  if (option !== undefined) {
    return {
      kind: 'skip',
      reason: `The patched transport stays: ${option.path}:${option.line} names sessionExpiry, which the SDK does not know.`,
      otherwise: 'a transport without that option',
    };
  }
  const reason =
    'The installed SDK has ClientHttpSessionExpired in its types and its code, and its transport throws it.';
  if (native.published) {
    return {
      kind: 'ask',
      reason: `${reason} Others install this package, and their SDK may be one that does not.`,
      otherwise: 'a package that nobody else installs ("private": true)',
    };
  }
  const otherwise = 'an SDK that lacks the code, or a suppression here';
  return { kind: 'fix', reason: transport ? `${reason} ${beside}` : reason, otherwise };
}

/** Under plain jscodeshift, which does not look into node_modules. */
function unseen({ text }: Source): Verdict {
  const otherwise = 'a run over the whole repository: npx resession';
  if (text.includes('sessionExpiry')) {
    const reason = 'The patched transport stays: this file names sessionExpiry, which the SDK does not know.';
    return { kind: 'skip', reason, otherwise };
  }
  const reason =
    'Whether the installed SDK has the code of an expired session itself is not known from this file alone.';
  return { kind: 'ask', reason, otherwise };
}

/** The place of the option that may come to the transport of a site. */
function optionOver(source: Source, site: Site, options: readonly Place[]): Place | undefined {
  const own = options.find(({ path }) => path === source.path);
  return own ?? (options.length === 0 || takesNoOption(source, site) ? undefined : options[0]);
}

/** The finding for a site under a verdict. */
export function findingFor(site: Site, verdict: Verdict): Finding {
  const { start, end, messageId, change, why } = site;
  const explanation = explained('@resession/transport', verdict.otherwise);
  const base = { start, end, messageId, message: messages[messageId], reason: verdict.reason, explanation };
  if (verdict.kind === 'skip') return { ...base, kind: 'skip' };
  if (change === undefined) {
    const byName = explained('@resession/transport', 'the name taken by itself, in a place of its own');
    return { ...base, kind: 'todo', reason: why ?? verdict.reason, explanation: byName };
  }
  if (verdict.kind === 'fix') return { ...base, kind: 'fix', change };
  return {
    ...base,
    kind: 'ask',
    choices: [
      {
        id: 'native',
        label: 'Take it from the SDK: every release that may be installed with this package has the code.',
        change,
      },
      { id: 'keep', label: 'Keep @resession/transport.', change: { edits: [], imports: [] } },
    ],
  };
}
