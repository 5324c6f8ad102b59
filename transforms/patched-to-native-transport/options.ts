// Whether the options of every transport that a file builds can be read where it builds it.

import type { Node } from '@babel/types';
import type { Span } from '../lib/codemod.ts';
import { whole } from '../lib/module-imports.ts';
import { type Binding, scopesOf } from '../lib/scopes.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import type { Source } from '../lib/source.ts';
import { startOf } from '../lib/tree.ts';
import { move } from './move.ts';

/**
 * True for a name that the file imports, where the transport is only constructed, with options written out or none: none
 * of them comes from elsewhere. The file itself is known to name no `sessionExpiry`.
 */
export function takesNoOption(source: Source, { start }: Span): boolean {
  const imports = sdkImports(source).all.filter(({ sdk, binding }) => move.brings(sdk) && binding !== undefined);
  const transports = imports.filter(({ name }) => name === whole || name === 'StreamableHTTPClientTransport');
  return (
    imports.some(({ specifier }) => startOf(specifier) === start) &&
    transports.every(({ name, binding }) => name !== whole && binding !== undefined && onlyBuilt(source, binding))
  );
}

function onlyBuilt(source: Source, { references }: Binding): boolean {
  const { parentOf } = scopesOf(source);
  return references.every(({ node }) => {
    const parent = parentOf(node);
    if (parent?.node.type === 'NewExpression' && parent.key === 'callee') return plain(parent.node.arguments);
    return parent?.node.type === 'TSTypeReference';
  });
}

function plain([, options, ...more]: readonly Node[]): boolean {
  if (options === undefined) return true;
  const written =
    options.type === 'ObjectExpression' && options.properties.every(({ type }) => type !== 'SpreadElement');
  return written && more.length === 0;
}
