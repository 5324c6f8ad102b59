// @resession/transport has an entry for each generation of the SDK. The SDK's own codemod moves what comes from the SDK and
// passes the entry for v1 by, which then hands a v1 transport to a v2 client.

import type { Node, StringLiteral } from '@babel/types';
import type { Codemod, Context, Edit, Finding, ImportNeed } from '../lib/codemod.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import { transportModules } from '../lib/sdk-modules.ts';
import type { Source } from '../lib/source.ts';
import { toTransform } from '../lib/to-transform.ts';
import { spanOf, walk } from '../lib/tree.ts';
import { needles } from './needles.ts';
import { usesOfV1Alone } from './v1-alone.ts';

const messages = {
  'v1-entry': 'Takes the patched transport from its entry for SDK v1.',
  'v1-alone': 'Uses SessionExpiredError, which only the entry for SDK v1 has.',
} as const;

const { v1, v2 } = transportModules;

export const codemod = {
  id: 'transport-v1-to-v2',
  title: 'Take the patched transport for SDK v2 where the SDK is v2',
  needles,
  after: [],
  messages,
  inspect: (source, context) => inspect(source, context),
} satisfies Codemod;

function inspect(source: Source, context: Context): readonly Finding[] {
  const named = literalsOf(source);
  const [first] = named;
  const moved = first === undefined ? 'no' : isMoved(source, context);
  if (moved === 'no') return [];
  const { edits, imports, left } = usesOfV1Alone(source);
  if (left.length > 0) {
    const reason =
      'On v2 the error is an SdkHttpError with the code ClientHttpSessionExpired: write that, and take the names from @resession/transport.';
    return left.map((node) => ({
      ...spanOf(node),
      kind: 'todo',
      messageId: 'v1-alone',
      message: messages['v1-alone'],
      reason,
    }));
  }
  return named.map((literal): Finding => {
    // What else changes in the file goes with the first.
    const made = literal === first ? change(literal, edits, imports) : change(literal, [], []);
    const said = { ...spanOf(literal), messageId: 'v1-entry', message: messages['v1-entry'] } as const;
    if (moved === 'yes') return { ...said, kind: 'fix', reason: 'The SDK of this package is v2.', change: made };
    return {
      ...said,
      kind: 'ask',
      reason: 'This file imports SDK v2 alone; whether its package is done with v1 is not to be seen.',
      choices: [
        { id: 'move', label: 'The file is on SDK v2: take the transport for it', change: made },
        { id: 'keep', label: 'It serves a client of SDK v1: leave it', change: { edits: [], imports: [] } },
      ],
    };
  });
}

function change(
  literal: StringLiteral,
  edits: readonly Edit[],
  imports: readonly ImportNeed[],
): { readonly edits: readonly Edit[]; readonly imports: readonly ImportNeed[] } {
  const { start, end } = spanOf(literal);
  return { edits: [{ start: start + 1, end: end - 1, text: v2.patched }, ...edits], imports };
}

/** The entry has a name that nothing else has: whoever writes it, an import or a mock, names the module. */
function literalsOf(source: Source): readonly StringLiteral[] {
  const found: StringLiteral[] = [];
  walk(source.file.program, (node: Node) => {
    if (node.type === 'StringLiteral' && node.value === v1.patched) found.push(node);
    return undefined;
  });
  return found;
}

/** By what the package declares; a file that imports v2 alone, in a package that may be on both, is a question. */
function isMoved(source: Source, { facts }: Context): 'yes' | 'no' | 'open' {
  const own = new Set(sdkImports(source).all.flatMap(({ sdk }) => (sdk.from === 'sdk' ? [sdk.generation] : [])));
  if (own.has('v1')) return 'no';
  const declared = facts.ask('declared-sdk')?.generations ?? [];
  if (declared.includes('v2') && !declared.includes('v1')) return 'yes';
  return own.has('v2') ? 'open' : 'no';
}

export default toTransform(codemod);
