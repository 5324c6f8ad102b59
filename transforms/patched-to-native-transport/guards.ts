// `isSessionExpired(error)` looks along `cause` and past duplicate copies of a package, a check of the code does not: which of
// the two is meant is for a person to say.

import type { Node } from '@babel/types';
import type { Change, Finding } from '../lib/codemod.ts';
import { explained } from '../lib/patched.ts';
import { codeTest, joins } from '../lib/recogniser/rewrite/rewrite.ts';
import { scopesOf } from '../lib/scopes.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import type { Source } from '../lib/source.ts';
import { endOf, nameOf, startOf, walk } from '../lib/tree.ts';
import { move } from './move.ts';
import { messages } from './verdict.ts';

const guard = 'isSessionExpired';

/** One finding for each place that means the guard; `kept` where it is wanted as it is. */
export function guardFindings(source: Source, kept: boolean): readonly Finding[] {
  if (!source.text.includes(guard)) return [];
  const imports = sdkImports(source);
  const chains = namesCause(source);
  const found: Finding[] = [];
  walk(source.file.program, (node) => {
    if (/^Import|^ExportNamed/.test(node.type) && 'source' in node && node.source != null) return false;
    const thing = imports.resolve(node);
    if (thing?.name !== guard || !move.brings(thing)) return undefined;
    const parent = scopesOf(source).parentOf(node);
    const call = parent?.key === 'callee' && parent.node.type === 'CallExpression' ? parent.node : undefined;
    const change = call && !kept && !chains ? checkInstead(source, call) : undefined;
    found.push(findingAt(call ?? node, change, chains));
    return false;
  });
  return found;
}

/** Where causes are spoken of, the guard may be there for them. */
function namesCause(source: Source): boolean {
  let found = false;
  walk(source.file.program, (node) => {
    const name = 'key' in node ? node.key : 'property' in node ? node.property : undefined;
    found ||= name != null && nameOf(name) === 'cause';
    return !found;
  });
  return found;
}

function findingAt(node: Node, change: Change | undefined, chains: boolean): Finding {
  const span = { start: startOf(node), end: endOf(node) };
  const base = { ...span, messageId: 'guard', message: messages.guard };
  if (change === undefined) {
    const reason = `It stays, and the package with it: ${chains ? 'this file has to do with causes, and it looks along them.' : 'it holds for errors of the SDK as well.'}`;
    return { ...base, kind: 'skip', reason, explanation: explained(guard, 'a call of it, in a file without causes') };
  }
  return {
    ...base,
    kind: 'ask',
    reason:
      'It also finds the code along cause and in errors of a second copy of the SDK; the check of the code does not.',
    explanation: explained(guard, 'a check of the code, or a suppression here'),
    choices: [
      { id: 'code', label: 'No error comes wrapped or from another copy: ask for the code of the SDK.', change },
      { id: 'keep', label: 'Keep isSessionExpired and the dependency.', change: { edits: [], imports: [] } },
    ],
  };
}

/** The check of the code in place of the call; undefined where the error has no plain name. */
function checkInstead(source: Source, call: Node & { type: 'CallExpression' }): Change | undefined {
  const [error, ...more] = call.arguments;
  if (error === undefined || more.length > 0 || !isPlain(error)) return undefined;
  const span = { start: startOf(call), end: endOf(call) };
  const { text, imports } = codeTest(source, span, source.text.slice(startOf(error), endOf(error)), true);
  return { edits: [{ ...span, text: joins(source, call) ? `(${text})` : text }], imports };
}

function isPlain(node: Node): boolean {
  if (node.type === 'MemberExpression') return !node.computed && isPlain(node.object);
  return node.type === 'Identifier' || node.type === 'ThisExpression';
}
