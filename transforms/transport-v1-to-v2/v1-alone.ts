// What only the entry for SDK v1 has: the class SessionExpiredError, and `sdkCode`. On v2 the same error is an SdkHttpError
// whose `code` is that code.

import type { Node } from '@babel/types';
import { withoutNumberCast } from '../lib/casts.ts';
import type { Edit, ImportNeed } from '../lib/codemod.ts';
import { moduleImports } from '../lib/module-imports.ts';
import { localName } from '../lib/names.ts';
import { scopesOf } from '../lib/scopes.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import { transportModules } from '../lib/sdk-modules.ts';
import type { Source } from '../lib/source.ts';
import { endOf, type Parent, spanOf, startOf, walk } from '../lib/tree.ts';

const entry = transportModules.v1.patched;
const expiredCode = 'CLIENT_HTTP_SESSION_EXPIRED';

interface Uses {
  readonly edits: readonly Edit[];
  readonly imports: readonly ImportNeed[];
  /** Uses that have no counterpart on v2. */
  readonly left: readonly Node[];
}

/** Every use of what v2 has not, as it is written there. */
export function usesOfV1Alone(source: Source): Uses {
  const edits: Edit[] = [];
  const needs = new Map<string, ImportNeed>();
  const left: Node[] = [];
  const named = (name: string, module: string, at: Node): string => {
    // The table of the SDK is ours but for one code; it gives way, as in the other codemods.
    const stock = { module: transportModules.v2.stock, name };
    const replaces =
      module === entry && moduleImports(source).some((each) => each.module === stock.module && each.name === name)
        ? stock
        : undefined;
    const local = localName(source, module, name, spanOf(at), replaces);
    needs.set(local, { module, name, local, ...(replaces && { replaces }) });
    return local;
  };
  // They merge into the import that is there, whose module changes along.
  const ours = (name: string, at: Node): string => named(name, entry, at);
  const http = (at: Node): string => named('SdkHttpError', transportModules.v2.stock, at);
  const { parentOf } = scopesOf(source);
  // `const { SessionExpiredError } = require('…')`: both names of the property.
  const taken = new Set<Node>(
    sdkImports(source).all.flatMap(({ specifier }) =>
      specifier.type === 'ObjectProperty' ? [specifier.key, specifier.value] : [],
    ),
  );
  walk(source.file.program, (node) => {
    if (isCodeName(node, parentOf(node))) {
      if (isShorthand(parentOf(node))) left.push(node);
      else edits.push({ ...inside(node), text: 'code' });
      return undefined;
    }
    if (node.type === 'StringLiteral' && node.value === expiredCode) {
      // The type of `code` is an enum there, which TypeScript does not compare with a text.
      const compared = parentOf(node)?.node;
      if (compared?.type === 'BinaryExpression' && /^[!=]==?$/.test(compared.operator))
        edits.push({ ...spanOf(node), text: `${ours('SdkErrorCode', node)}.ClientHttpSessionExpired` });
      return undefined;
    }
    if (!isClass(source, node)) return undefined;
    const parent = parentOf(node);
    const above = parent?.node;
    if (above?.type === 'ImportSpecifier' || taken.has(node)) return undefined;
    if (above?.type === 'NewExpression' && parent?.key === 'callee') {
      const open = source.text.indexOf('(', endOf(node)) + 1;
      const rest = above.arguments.length > 0 ? ', ' : '';
      edits.push({ ...spanOf(node), text: http(node) });
      edits.push({ start: open, end: open, text: `${ours('SdkErrorCode', node)}.ClientHttpSessionExpired${rest}` });
      edits.push(...withoutNumberCast(source, above));
    } else if (above?.type === 'BinaryExpression' && above.operator === 'instanceof' && parent?.key === 'right') {
      edits.push({ start: startOf(above), end: startOf(above), text: `${ours('isSessionExpired', node)}(` });
      edits.push({ start: endOf(above.left), end: endOf(above), text: ')' });
    } else if (above?.type === 'TSTypeReference') {
      edits.push({ ...spanOf(node), text: http(node) });
    } else {
      left.push(node);
    }
    return false;
  });
  return { edits, imports: [...needs.values()], left };
}

/** The class by its name or as a member of the module; its declaration in an import is none. */
function isClass(source: Source, node: Node): boolean {
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression' && node.type !== 'TSQualifiedName') return false;
  const thing = sdkImports(source).resolve(node);
  return thing?.name === 'SessionExpiredError' && thing.module === entry;
}

/** `error.sdkCode`, `{ sdkCode: … }`, `'sdkCode' in error`. */
function isCodeName(node: Node, parent: Parent | undefined): boolean {
  if (node.type === 'StringLiteral') return node.value === 'sdkCode';
  return node.type === 'Identifier' && node.name === 'sdkCode' && (parent?.key === 'property' || parent?.key === 'key');
}

/** A name that is a variable as well. */
function isShorthand(parent: Parent | undefined): boolean {
  return parent?.node.type === 'ObjectProperty' && parent.node.shorthand;
}

function inside(node: Node): { readonly start: number; readonly end: number } {
  const { start, end } = spanOf(node);
  return node.type === 'StringLiteral' ? { start: start + 1, end: end - 1 } : { start, end };
}
