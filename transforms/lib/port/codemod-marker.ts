// The SDK's own codemod leaves a comment where it could not tell which class of v2 is meant. Once that is settled it goes.

import type { Node } from '@babel/types';
import type { Edit } from '../codemod.ts';
import { scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { endOf, startOf } from '../tree.ts';

/** The edits that take such comments about the error classes away from the statement around a node. */
export function settledMarkers(source: Source, node: Node): readonly Edit[] {
  const scopes = scopesOf(source);
  for (let at: Node | undefined = node; at !== undefined; at = scopes.parentOf(at)?.node) {
    if (!/Statement$|Declaration$/.test(at.type)) continue;
    return (at.leadingComments ?? []).flatMap((comment): readonly Edit[] => {
      if (!/@mcp-codemod-error[^]*split into ProtocolError and SdkError/.test(comment.value)) return [];
      const rest = /^[ \t]*(?:\r?\n[ \t]*)?/.exec(source.text.slice(endOf(comment)))?.[0] ?? '';
      return [{ start: startOf(comment), end: endOf(comment) + rest.length, text: '' }];
    });
  }
  return [];
}
