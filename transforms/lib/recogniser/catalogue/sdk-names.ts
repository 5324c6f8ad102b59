// What a name means of the SDK, also where a file of the repository hands it on.

import type { Node } from '@babel/types';
import { definitionOf } from '../../links.ts';
import { sourceOf } from '../../scopes.ts';
import { sdkImports, type SdkThing } from '../../sdk-imports.ts';
import { sdkModule } from '../../sdk-modules.ts';
import { unwrap } from '../../tree.ts';

/** The thing of the SDK, or of the patched transport, that a name or a member of a module object means. */
export function sdkThing(node: Node): SdkThing | undefined {
  const source = sourceOf(node);
  const own = source && sdkImports(source).resolve(node);
  if (own !== undefined) return own;
  const inner = unwrap(node);
  const named = inner.type === 'Identifier' || inner.type === 'MemberExpression' || inner.type === 'TSQualifiedName';
  const found = named ? definitionOf(inner) : undefined;
  if (found?.kind !== 'package') return undefined;
  const sdk = sdkModule(found.module);
  return sdk && { ...sdk, name: found.name, module: found.module };
}
