// Whether a package wants the patched transport: only where an expiry check can see what it throws.

import type { Context, Finding, Generation } from '../lib/codemod.ts';
import { explained } from '../lib/patched.ts';
import type { Role, Site } from '../lib/moving/move.ts';
import { isNative } from '../lib/native.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import type { Source } from '../lib/source.ts';
import { nameOf, walk } from '../lib/tree.ts';
import { transport } from './move.ts';

/** Message ids and what they say; `elsewhere` is the look-alike. */
export const messages: Readonly<Record<Role | 'elsewhere', string>> = {
  swap: 'The stock Streamable HTTP transport is used here.',
  reexport: 'The stock Streamable HTTP transport is handed on from here.',
  mock: 'The module of the stock Streamable HTTP transport is mocked here.',
  elsewhere: 'A class of the same name is imported, not from the SDK itself.',
};

interface Verdict {
  readonly kind: 'fix' | 'ask' | 'skip';
  readonly reason: string;
  /** What would make it another one. */
  readonly otherwise: string;
}

/** The verdict for one generation, by the expiry checks its errors can reach; unknown facts leave the file itself. */
export function verdictOn(generation: Generation, source: Source, context: Context): Verdict {
  const { facts } = context;
  if (generation === 'v2' && isNative(context)) {
    return {
      kind: 'skip',
      reason: 'The transport of the installed SDK throws the code of an expired session itself.',
      otherwise: 'an SDK that does not',
    };
  }
  const known = facts.ask('expiry-checks');
  if (known === undefined) {
    if (checksByCode(source, generation))
      return {
        kind: 'fix',
        reason: 'This file checks for the code that only the patched transport throws.',
        otherwise: unseen,
      };
    return {
      kind: 'ask',
      reason: 'Whether an expiry check sees its errors is not known from this file alone.',
      otherwise: 'a run over the whole repository: npx resession',
    };
  }
  const checks = known.checks.filter((check) => check.generation === generation || check.generation === 'either');
  const sure = checks.find(({ kind }) => kind === 'fix' || kind === 'done');
  if (sure !== undefined) {
    return {
      kind: 'fix',
      reason: `The check at ${sure.path}:${sure.line} needs the code that only the patched transport throws.`,
      otherwise: unseen,
    };
  }
  const open = checks.find(({ kind }) => kind === 'ask' || kind === 'todo');
  if (open !== undefined) {
    // Nothing to decide here: once the check is settled, this follows it.
    return {
      kind: 'skip',
      reason: `It follows the check at ${open.path}:${open.line}, which is not settled yet.`,
      otherwise: 'that check in the new form',
    };
  }
  return {
    kind: 'skip',
    reason: 'No expiry handling here; withSessionRecovery of @resession/transport would add it.',
    otherwise: 'a check of an expired session that sees its errors',
  };
}

const unseen = 'no check of expiry that sees its errors, or a suppression here';

/** True when the file checks for expiry in the new form, for the same generation. */
function checksByCode(source: Source, generation: Generation): boolean {
  const imports = sdkImports(source);
  let found = false;
  walk(source.file.program, (node) => {
    if (found) return false;
    if (node.type === 'MemberExpression' && nameOf(node.property) === 'ClientHttpSessionExpired') {
      const thing = imports.resolve(node.object);
      found = thing?.name === 'SdkErrorCode' && thing.generation === generation;
    } else if (node.type === 'CallExpression') {
      const thing = imports.resolve(node.callee);
      found = thing?.from === 'transport' && thing.name === 'isSessionExpired' && thing.generation === generation;
    }
    return undefined;
  });
  return found;
}

/** The finding for a site under a verdict. */
export function findingFor(site: Site, verdict: Verdict): Finding {
  const { start, end, messageId, change, why } = site;
  const explanation = explained(transport, verdict.otherwise);
  const base = { start, end, messageId, message: messages[messageId], reason: verdict.reason, explanation };
  if (verdict.kind === 'skip') return { ...base, kind: 'skip' };
  if (change === undefined) {
    const byName = explained(transport, 'the class taken by its name, in a place of its own');
    return { ...base, kind: 'todo', reason: why ?? verdict.reason, explanation: byName };
  }
  if (verdict.kind === 'fix') return { ...base, kind: 'fix', change };
  return {
    ...base,
    kind: 'ask',
    choices: [
      { id: 'swap', label: 'Use the patched transport.', change },
      { id: 'keep', label: 'Keep the stock transport.', change: { edits: [], imports: [] } },
    ],
  };
}
