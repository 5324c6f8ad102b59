import type { Node } from '@babel/types';
import { expect, test } from 'vitest';
import { sdkImports } from './sdk-imports.ts';
import { makeSource } from './source.ts';
import { endOf, startOf, walk } from './tree.ts';

/** What every `X instanceof |Thing|` of the text resolves to, in order. */
function classes(path: string, text: string): readonly (string | undefined)[] {
  const source = makeSource(path, text);
  const imports = sdkImports(source);
  const rights: Node[] = [];
  walk(source.file, (node) => {
    if (node.type === 'BinaryExpression' && node.operator === 'instanceof') rights.push(node.right);
    return undefined;
  });
  return rights.map((node) => {
    const thing = imports.resolve(node);
    expect(source.text.slice(startOf(node), endOf(node))).not.toBe('');
    return thing && `${thing.generation} ${thing.from} ${thing.name}`;
  });
}

const v1 = '@modelcontextprotocol/sdk/client/streamableHttp';
const E = 'v1 sdk StreamableHTTPError';

test.each([
  ['an import', `import { StreamableHTTPError } from '${v1}.js';\ne instanceof StreamableHTTPError;`, E],
  ['without the extension', `import { StreamableHTTPError } from '${v1}';\ne instanceof StreamableHTTPError;`, E],
  ['an alias', `import { StreamableHTTPError as S } from '${v1}.js';\ne instanceof S;`, E],
  ['a namespace', `import * as mcp from '${v1}.js';\ne instanceof mcp.StreamableHTTPError;`, E],
  ['import equals', `import mcp = require('${v1}.js');\ne instanceof mcp.StreamableHTTPError;`, E],
  ['require', `const mcp = require('${v1}.js');\ne instanceof mcp.StreamableHTTPError;`, E],
  ['require taken apart', `const { StreamableHTTPError: S } = require('${v1}.js');\ne instanceof S;`, E],
  ['a member of require', `const S = require('${v1}.js').StreamableHTTPError;\ne instanceof S;`, E],
  ['require inline', `e instanceof require('${v1}.js').StreamableHTTPError;`, E],
  ['await import', `const { StreamableHTTPError } = await import('${v1}.js');\ne instanceof StreamableHTTPError;`, E],
  ['await import whole', `const m = await import('${v1}.js');\ne instanceof m.StreamableHTTPError;`, E],
  [
    'a constant of a namespace',
    `import * as m from '${v1}.js';\nconst { StreamableHTTPError: S } = m;\ne instanceof S;`,
    E,
  ],
  [
    'an alias constant',
    `import { StreamableHTTPError } from '${v1}.js';\nconst S = StreamableHTTPError;\ne instanceof S;`,
    E,
  ],
  ['v2', `import { SdkError } from '@modelcontextprotocol/client';\ne instanceof SdkError;`, 'v2 sdk SdkError'],
  ['v2 server', `import { SdkError } from '@modelcontextprotocol/server';\ne instanceof SdkError;`, 'v2 sdk SdkError'],
  [
    'patched v1',
    `import { SessionExpiredError as S } from '@resession/transport/v1';\ne instanceof S;`,
    'v1 transport SessionExpiredError',
  ],
  [
    'v1 types',
    `import { McpError } from '@modelcontextprotocol/sdk/types.js';\ne instanceof McpError;`,
    'v1 sdk McpError',
  ],
  [
    'v1 dist path',
    `import { McpError } from '@modelcontextprotocol/sdk/dist/esm/types.js';\ne instanceof McpError;`,
    'v1 sdk McpError',
  ],
])('%s', (_name, text, expected) => {
  expect(classes('a.ts', text)).toEqual([expected]);
});

test.each([
  ['another package', `import { SdkError } from 'elsewhere';\ne instanceof SdkError;`],
  [
    'a package that only begins like it',
    `import { SdkError } from '@modelcontextprotocol/client-x';\ne instanceof SdkError;`,
  ],
  ['a class of the file', `class SdkError {}\ne instanceof SdkError;`],
  ['a global', `e instanceof SdkError;`],
  [
    'a shadowing parameter',
    `import { SdkError } from '@modelcontextprotocol/client';\n(SdkError) => e instanceof SdkError;`,
  ],
  [
    'a shadowing var below',
    `import { SdkError } from '@modelcontextprotocol/client';\nfunction f() { e instanceof SdkError; if (x) { var SdkError; } }`,
  ],
  [
    'a shadowed require',
    `function f(require) { const { SdkError } = require('@modelcontextprotocol/client'); e instanceof SdkError; }`,
  ],
  [
    'a variable assigned again',
    `import * as m from '@modelcontextprotocol/client';\nlet S = m.SdkError; S = Error;\ne instanceof S;`,
  ],
  ['a promise nobody awaited', `const m = import('@modelcontextprotocol/client');\ne instanceof m.SdkError;`],
])('%s is not of the SDK', (_name, text) => {
  expect(classes('a.ts', text)).toEqual([undefined]);
});

test('type positions resolve', () => {
  const source = makeSource(
    'a.ts',
    `import type { Client } from '@modelcontextprotocol/client';\nlet c: Client;\nlet d: import('@modelcontextprotocol/client').Client;`,
  );
  const found: string[] = [];
  walk(source.file, (node) => {
    if (node.type === 'TSTypeReference') found.push(sdkImports(source).resolve(node.typeName)?.name ?? '');
    if (node.type === 'TSImportType') found.push(sdkImports(source).resolve(node)?.name ?? '');
    return undefined;
  });
  expect(found).toEqual(['Client', 'Client']);
});
