// The patched transport clears its id before it throws: `transport.sessionId` read in the catch is then always undefined.

import type { Node } from '@babel/types';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { nameOf, unwrap, walk, isWithin } from '../../tree.ts';
import { transportness, type Transportness } from '../names/transportness.ts';

/** `proven`: the object is a transport; `likely`: it is called one; `other`: no live session id is read. */
export type LiveSession = Transportness;

/** Judges one leaf, which is read where the error is handled. */
export function liveSession(source: Source, leaf: Node, handler: Node): LiveSession {
  let worst: LiveSession = 'other';
  walk(leaf, (node) => {
    if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
      if (/^_?sessionId$/.test(nameOf(node.property) ?? ''))
        worst = stronger(worst, transportness(source, unwrap(node.object)));
    }
    if (node.type === 'Identifier') {
      const declared = scopesOf(source).bindingOf(node)?.declarations[0];
      const init =
        declared?.node.type === 'VariableDeclarator' && declared.kind === 'const' ? declared.node.init : undefined;
      // Captured in the handler itself it is as live as read there; captured before, it stays.
      if (init && isWithin(init, handler) && init !== leaf && !isWithin(leaf, init))
        worst = stronger(worst, liveSession(source, init, handler));
    }
    return undefined;
  });
  return worst;
}

function stronger(left: LiveSession, right: LiveSession): LiveSession {
  const order: readonly LiveSession[] = ['other', 'likely', 'proven'];
  return order.indexOf(left) >= order.indexOf(right) ? left : right;
}
