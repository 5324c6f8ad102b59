import { makeSource } from '@resession/transforms/lib';
import { describe, expect, test } from 'vitest';
import { survey, surveyNeedles } from './survey.ts';

const v1 = '@modelcontextprotocol/sdk/client/streamableHttp.js';
const v2 = '@modelcontextprotocol/client';
const T = 'StreamableHTTPClientTransport';

function transports(text: string): string[] {
  expect(surveyNeedles.some((group) => group.every((needle) => text.includes(needle)))).toBe(true);
  const found = survey(makeSource('a.ts', text)).transports;
  return found.map(({ line, generation, patched }) => `${line} ${generation}${patched ? ' patched' : ''}`);
}

function checks(text: string): string[] {
  return survey(makeSource('a.ts', text)).checks.map(({ line, generation }) => `${line} ${generation}`);
}

describe('a transport is built', () => {
  test.each([
    ['constructed', `import { ${T} } from '${v2}';\nnew ${T}(url);`, ['2 v2']],
    ['by alias', `import { ${T} as X } from '${v1}';\nconst t = new X(url);`, ['2 v1']],
    ['by namespace', `import * as mcp from '${v2}';\nnew mcp.${T}(url);`, ['2 v2']],
    ['by require', `const { ${T} } = require('${v1}');\nmodule.exports = () => new ${T}(url);`, ['2 v1']],
    ['by await import', `const { ${T} } = await import('${v2}');\nnew ${T}(url);`, ['2 v2']],
    ['patched', `import { ${T} } from '@resession/transport/v1';\nnew ${T}(url);`, ['2 v1 patched']],
    ['extended', `import { ${T} } from '${v2}';\nclass Mine extends ${T} {}`, ['2 v2']],
    ['handed on', `import { ${T} } from '${v2}';\n\nmake(${T});`, ['3 v2']],
    ['re-exported', `export { ${T} as Http } from '${v2}';`, ['1 v2']],
    ['re-exported whole', `export * from '${v2}';`, ['1 v2']],
    ['exported later', `import { ${T} } from '${v2}';\nexport { ${T} };`, ['2 v2']],
    ['a CommonJS barrel', `const { ${T} } = require('${v1}');\nmodule.exports = { ${T} };`, ['2 v1']],
    [
      'both generations',
      `import { ${T} } from '${v2}';\nimport { ${T} as Old } from '${v1}';\nnew ${T}(u);\nnew Old(u);`,
      ['3 v2', '4 v1'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(transports(text)).toEqual(expected);
  });

  test.each([
    ['imported only', `import { ${T} } from '${v2}';`],
    ['a type', `import { ${T} } from '${v2}';\nlet t: ${T};\ntype X = typeof ${T};\nclass A implements ${T} {}`],
    ['an imported type', `import type { ${T} } from '${v2}';\nexport type { ${T} } from '${v2}';`],
    ['tested for', `import { ${T} } from '${v2}';\nif (t instanceof ${T}) stop();`],
    ['of another package', `import { ${T} } from 'elsewhere';\nnew ${T}(url);`],
    ['of its own', `class ${T} {}\nnew ${T}(url);`],
    ['shadowed', `import { ${T} } from '${v2}';\nfunction f(${T}) { new ${T}(url); }`],
    ['the types of the SDK', `export * from '@modelcontextprotocol/sdk/types.js'; // ${T}`],
  ])('not: %s', (_name, text) => {
    expect(transports(text)).toEqual([]);
  });
});

describe('a check in the new form', () => {
  test.each([
    [
      'v2 code',
      `import { SdkErrorCode } from '@resession/transport';\ne.code === SdkErrorCode.ClientHttpSessionExpired;`,
      ['2 v2'],
    ],
    [
      'v2 guard',
      `import { isSessionExpired } from '@resession/transport';\nif (isSessionExpired(e)) again();`,
      ['2 v2'],
    ],
    [
      'v1 guard',
      `import { isSessionExpired as gone } from '@resession/transport/v1';\nif (gone(e)) again();`,
      ['2 v1'],
    ],
    [
      'v1 class',
      `import { SessionExpiredError } from '@resession/transport/v1';\ne instanceof SessionExpiredError;`,
      ['2 v1'],
    ],
    ['the code as text', `if (e.sdkCode === 'CLIENT_HTTP_SESSION_EXPIRED') again();`, ['1 either']],
    [
      'recovery',
      `import { withSessionRecovery } from '@resession/transport';\nwithSessionRecovery(connect);`,
      ['2 v2'],
    ],
    [
      'an optional chain',
      `import { SdkErrorCode } from '@resession/transport';\nswitch (e?.code) { case SdkErrorCode.ClientHttpSessionExpired: }`,
      ['2 v2'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(checks(text)).toEqual(expected);
  });

  test.each([
    ['imported only', `import { isSessionExpired } from '@resession/transport';`],
    ['re-exported', `export { isSessionExpired } from '@resession/transport';`],
    ['of its own', `const isSessionExpired = (e) => e.code === 404;\nisSessionExpired(e);`],
    ['another enumeration', `enum Codes { ClientHttpSessionExpired }\nCodes.ClientHttpSessionExpired;`],
    ['another code', `import { SdkErrorCode } from '@resession/transport';\nSdkErrorCode.RequestTimeout;`],
  ])('not: %s', (_name, text) => {
    expect(checks(text)).toEqual([]);
  });
});

describe('the transport of the old SSE protocol', () => {
  const sse = (text: string): boolean => survey(makeSource('a.ts', text)).sse;
  const from = "import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';\n";

  test('is built, extended or handed on', () => {
    expect(sse(`${from}new SSEClientTransport(url);`)).toBe(true);
    expect(sse(`${from}class Mine extends SSEClientTransport {}`)).toBe(true);
    expect(sse("export { SSEClientTransport } from '@modelcontextprotocol/client';")).toBe(true);
    expect(surveyNeedles.some((group) => group.every((needle) => from.includes(needle)))).toBe(true);
  });

  test('is not where it is only a type, or something else', () => {
    expect(sse(`${from}let t: SSEClientTransport;`)).toBe(false);
    expect(sse('class SSEClientTransport {}\nnew SSEClientTransport(url);')).toBe(false);
  });
});
