// Where the stock transport goes through files before it is built: every file that takes it from the SDK is swapped, and
// those that take it from there stay as they are.

import { expect, it } from 'vitest';
import { type Files, madeOf, manifest } from './small-repository.ts';

const sdk = '@modelcontextprotocol/client';
const name = 'StreamableHTTPClientTransport';
const session = `import { type Client, SdkHttpError } from '${sdk}';
export async function call(client: Client, again: () => Promise<void>) {
  try {
    return await client.callTool({ name: 'a' });
  } catch (error) {
    if (error instanceof SdkHttpError && error.status === 404) return again();
    throw error;
  }
}
`;
const base: Files = { 'package.json': manifest('app', sdk), 'session.ts': session };
const builds = (from: string, to: string): string =>
  `import { ${from} } from '${to}';\nexport const t = () => new ${from}(u);\n`;
const patched = `'@resession/transport'`;

const cases: Readonly<Record<string, readonly [Files, Files]>> = {
  'a barrel': [
    { 'sdk.ts': `export { ${name} } from '${sdk}';\n`, 't.ts': builds(name, './sdk.js') },
    { 'sdk.ts': `export { ${name} } from ${patched};\n` },
  ],
  'a barrel that has another name for it': [
    { 'sdk.ts': `export { ${name} as Http } from '${sdk}';\n`, 't.ts': builds('Http', './sdk.js') },
    { 'sdk.ts': `export { ${name} as Http } from ${patched};\n` },
  ],
  'a barrel of all, behind another one': [
    {
      'sdk.ts': `export * from '${sdk}';\n`,
      'index.ts': "export * from './sdk.js';\n",
      't.ts': builds(name, './index.js'),
    },
    { 'sdk.ts': `export * from '${sdk}';\nexport { ${name} } from ${patched};\n` },
  ],
  'a barrel that is loaded when it is needed': [
    {
      'sdk.ts': `export { ${name} } from '${sdk}';\n`,
      't.ts': `export const t = async () => new (await import('./sdk.js')).${name}(u);\n`,
    },
    { 'sdk.ts': `export { ${name} } from ${patched};\n` },
  ],
  'a subclass in another file': [
    {
      'mine.ts': `import { ${name} } from '${sdk}';\nexport class Mine extends ${name} {}\n`,
      't.ts': builds('Mine', './mine.js'),
    },
    { 'mine.ts': `import { ${name} } from ${patched};\nexport class Mine extends ${name} {}\n` },
  ],
  'a subclass of what a barrel hands on': [
    {
      'sdk.ts': `export { ${name} } from '${sdk}';\n`,
      'mine.ts': `import { ${name} } from './sdk.js';\nexport class Mine extends ${name} {}\n`,
      't.ts': builds('Mine', './mine.js'),
    },
    { 'sdk.ts': `export { ${name} } from ${patched};\n` },
  ],
  'a namespace import': [
    {
      't.ts': `import * as sdk from '${sdk}';\nexport const t = () => new sdk.${name}(u);\nexport const c = new sdk.Client(i);\n`,
    },
    {
      't.ts': `import * as sdk from '${sdk}';\nimport { ${name} } from ${patched};\nexport const t = () => new ${name}(u);\nexport const c = new sdk.Client(i);\n`,
    },
  ],
  'a dynamic import': [
    {
      't.ts': `export async function t() {\n  const { ${name} } = await import('${sdk}');\n  return new ${name}(u);\n}\n`,
    },
    {
      't.ts': `export async function t() {\n  const { ${name} } = await import(${patched});\n  return new ${name}(u);\n}\n`,
    },
  ],
};

it.each(Object.entries(cases))('%s', async (_through, [files, expected]) => {
  const { found, after } = await madeOf({ ...base, ...files });
  expect(found).toHaveLength(2);
  expect(found).toContain('fix session.ts:6 expiry-check');
  const { 'session.ts': check, ...others } = after;
  expect(check).toContain('error.code === SdkErrorCode.ClientHttpSessionExpired');
  expect(others).toEqual(expected);
});

const workspace = (wire: string): Files => ({
  'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
  'packages/app/package.json': manifest('@x/app', sdk, '@x/wire'),
  'packages/app/session.ts': session,
  'packages/app/t.ts': builds(name, '@x/wire'),
  'packages/other/package.json': manifest('@x/other', sdk),
  'packages/other/t.ts': builds(name, sdk),
  'packages/wire/package.json': manifest('@x/wire', sdk),
  'packages/wire/index.ts': wire,
});

it.each([
  ['a factory', builds(name, sdk), builds(name, '@resession/transport')],
  ['a re-export', `export { ${name} } from '${sdk}';\n`, `export { ${name} } from ${patched};\n`],
])(
  '%s in another workspace package is swapped there; a package that checks nothing keeps its own',
  async (_what, wire, expected) => {
    const { found, after } = await madeOf(workspace(wire));
    expect(found.filter((each) => each.startsWith('fix'))).toHaveLength(2);
    expect(found).toContain('skip packages/other/t.ts:1 swap');
    expect(Object.keys(after)).toEqual(['packages/app/session.ts', 'packages/wire/index.ts']);
    expect(after['packages/wire/index.ts']).toBe(expected);
  },
);

// The check is asked about where nobody saw the transport being built: it is not rewritten without it.
it.each<[string, Files]>([
  ['a promise of the module', { 't.ts': `export const t = () => import('${sdk}').then((m) => new m.${name}(u));\n` }],
  ['a module that goes out under one name', { 'sdk.ts': `import * as sdk from '${sdk}';\nexport { sdk };\n` }],
  ['a module that is handed on by CommonJS', { 'sdk.cjs': `module.exports = require('${sdk}');\n// ${name}\n` }],
])('%s: nothing is changed without a person', async (_what, files) => {
  const { found, after } = await madeOf({ ...base, ...files });
  expect(found).toContain('ask session.ts:6 no-transport');
  expect(after).toEqual({});
});

it('a check waits for a transport whose swap is left to a person', async () => {
  const { found, reasons, after } = await madeOf({
    ...base,
    'sdk.ts': `export * as mcp from '${sdk}';\n`,
    't.ts': `import { mcp } from './sdk.js';\nexport const t = () => new mcp.${name}(u);\n`,
  });
  expect(found).toContain('todo session.ts:6 expiry-check');
  expect(reasons.join('\n')).toContain('sdk.ts builds the transport whose errors it sees, and that one is left to you');
  expect(after).toEqual({});
});

it('a status that went blind is no expiry check: its transport stays', async () => {
  const busy = session.replace(
    'error instanceof SdkHttpError && error.status === 404',
    "error instanceof Error && 'code' in error && error.code === 503",
  );
  const before = {
    'package.json': manifest('app', sdk),
    'session.ts': busy.replace(', SdkHttpError', ''),
    't.ts': builds(name, sdk),
  };
  const made = await madeOf(before);
  expect(made.after['session.ts']).toContain("'status' in error && error.status === 503");
  expect(made.after['t.ts']).toBeUndefined();
});
