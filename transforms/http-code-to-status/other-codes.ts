// Codes that no HTTP status can be: most tests of `code` are about these, and are not looked at further.

import type { Node } from '@babel/types';
import { scopesOf } from '../lib/scopes.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import type { Source } from '../lib/source.ts';
import { unwrap } from '../lib/tree.ts';

/** `e.code === 'ENOENT'`, `e.code !== -32602`, `e.code === SdkErrorCode.RequestTimeout`: the read is compared with one. */
export function isAnotherCode(source: Source, read: Node): boolean {
  const compared = scopesOf(source).parentOf(read);
  if (compared?.node.type !== 'BinaryExpression' || !/^[!=]==?$/.test(compared.node.operator)) return false;
  return isNoStatus(source, compared.key === 'left' ? compared.node.right : compared.node.left);
}

function isNoStatus(source: Source, value: Node): boolean {
  const node = unwrap(value);
  switch (node.type) {
    case 'StringLiteral':
      return !/^\d+$/.test(node.value);
    case 'UnaryExpression':
      return node.operator === '-';
    case 'MemberExpression':
      return /ErrorCode$/.test(sdkImports(source).resolve(node.object)?.name ?? '');
    case 'Identifier': {
      const [declared, second] = scopesOf(source).bindingOf(node)?.declarations ?? [];
      if (second !== undefined || declared?.kind !== 'const' || declared.node.type !== 'VariableDeclarator')
        return false;
      const { init } = declared.node;
      return init != null && unwrap(init).type !== 'Identifier' && isNoStatus(source, init);
    }
    default:
      return false;
  }
}
