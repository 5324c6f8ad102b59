// Checks that are in the new form already: the guard of the patched transport, or its code spelled out.

import type { Generation, Span } from '../../codemod.ts';
import type { Node } from '@babel/types';
import { scopesOf } from '../../scopes.ts';
import type { Source } from '../../source.ts';
import { nameOf, walk } from '../../tree.ts';
import { sessionExpired } from '../catalogue/sdk.ts';
import { sdkThing } from '../catalogue/sdk-names.ts';

/** One place that asks for the code. */
export interface NewFormCheck extends Span {
  readonly generation: Generation | 'either';
}

/** True for a node that itself asks for the code: a call of the guard, or the code by name or text. */
function generationOf(node: Node): Generation | 'either' | undefined {
  if (node.type === 'CallExpression') {
    const thing = sdkThing(node.callee);
    return thing?.from === 'transport' && thing.name === 'isSessionExpired' ? thing.generation : undefined;
  }
  if (node.type === 'MemberExpression' && nameOf(node.property) === 'ClientHttpSessionExpired') {
    return sdkThing(node.object)?.name === 'SdkErrorCode' ? 'v2' : undefined;
  }
  return node.type === 'StringLiteral' && node.value === sessionExpired ? 'either' : undefined;
}

/** Every check in the new form, in source order. Cheap: nothing is evaluated. */
export function newFormChecks(source: Source): readonly NewFormCheck[] {
  if (!/isSessionExpired|ClientHttpSessionExpired|CLIENT_HTTP_SESSION_EXPIRED/.test(source.text)) return [];
  scopesOf(source);
  const found: NewFormCheck[] = [];
  walk(source.file.program, (node) => {
    const generation = generationOf(node);
    if (generation !== undefined) found.push({ start: node.start ?? 0, end: node.end ?? 0, generation });
    return undefined;
  });
  return found;
}

/** True when something among the nodes is a check in the new form. */
export function isNewForm(nodes: readonly Node[]): boolean {
  let found = false;
  for (const node of nodes) {
    walk(node, (inner) => {
      found ||= generationOf(inner) !== undefined;
      return !found;
    });
  }
  return found;
}
