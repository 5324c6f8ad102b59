// Where check, constant, transport and request lie in files of their own: what is found, and by which way the error came.

import { expect, it } from 'vitest';
import { type Files, madeOf, manifest } from './small-repository.ts';

const sdk = '@modelcontextprotocol/client';
const transport = `import { StreamableHTTPClientTransport } from '${sdk}';
export const transportTo = (url) => new StreamableHTTPClientTransport(url);
`;
const gone = `import { SdkHttpError } from '${sdk}';
export function isGone(error) {
  return error instanceof SdkHttpError && error.status === 404;
}
`;

/** A session that asks `isGone` of the error of a request, however it came to that name. */
const session = (head: string, check = 'isGone(error)'): string => `import { Client } from '${sdk}';
${head}
export async function call(client: Client, again: () => Promise<void>) {
  try {
    return await client.callTool({ name: 'a' });
  } catch (error) {
    if (${check}) return again();
    throw error;
  }
}
`;

const base: Files = { 'package.json': manifest('app', sdk), 'src/transport.ts': transport };
const swap = 'fix src/transport.ts:1 swap';
const check = 'fix src/gone.ts:3 expiry-check';
const way = [
  'src/session.ts:5 thrown by the request callTool (index)',
  'src/session.ts:7 handed to isGone (index)',
  'src/gone.ts:3 tested here (text)',
];

const cases: Readonly<Record<string, Files>> = {
  'by its name': { 'src/session.ts': session("import { isGone } from './gone.js';") },
  'by an alias': { 'src/session.ts': session("import { isGone as dead } from './gone.js';\nconst isGone = dead;") },
  'by a path of the tsconfig': {
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
    'src/session.ts': session("import { isGone } from '@/gone';"),
  },
  'through a barrel': {
    'src/index.ts': "export * from './gone.js';",
    'src/session.ts': session("import { isGone } from './index.js';"),
  },
  'by require': { 'src/session.ts': session("const { isGone } = require('./gone');") },
  'by await import': { 'src/session.ts': session("const { isGone } = await import('./gone.js');") },
};

it.each(Object.entries(cases))('a predicate of another file, %s', async (_by, files) => {
  const made = await madeOf({ ...base, 'src/gone.ts': gone, ...files });
  expect(made.found).toEqual([check, swap]);
  expect(made.ways[0]?.map((step) => step.replace(/:\d+/, ''))).toEqual(way.map((step) => step.replace(/:\d+/, '')));
  expect(made.after['src/gone.ts']).toContain('error.code === SdkErrorCode.ClientHttpSessionExpired');
});

it('a predicate of a namespace', async () => {
  const files = { 'src/session.ts': session("import * as errors from './gone.js';", 'errors.isGone(error)') };
  const { found, ways } = await madeOf({ ...base, 'src/gone.ts': gone, ...files });
  expect(found).toEqual([check, swap]);
  expect(ways[0]).toContain('src/session.ts:7 handed to errors.isGone (index)');
});

it('a predicate whose callers only connect is left, and with it the transport', async () => {
  const connecting = session("import { isGone } from './gone.js';").replace("callTool({ name: 'a' })", 'connect(t)');
  const { found, after } = await madeOf({ ...base, 'src/gone.ts': gone, 'src/session.ts': connecting });
  expect(found).toEqual(['skip src/gone.ts:3 connect-only', 'skip src/transport.ts:1 swap']);
  expect(after).toEqual({});
});

const byStatus = (name: string): string => `error instanceof SdkHttpError && error.status === ${name}`;
const withClass = (head: string): string => `import { SdkHttpError } from '${sdk}';\n${head}`;

it.each<[string, string, string, Files]>([
  ['its name', "import { GONE } from './codes.js';", 'GONE', {}],
  ['a namespace', "import * as codes from './codes.js';", 'codes.GONE', {}],
  [
    'a path of the tsconfig',
    "import { GONE } from '#lib/codes';",
    'GONE',
    { 'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "#lib/*": ["src/*"] } } }' },
  ],
  [
    'a barrel',
    "import { GONE } from './lib.js';",
    'GONE',
    { 'src/lib.ts': "export { LOST as GONE } from './codes.js';" },
  ],
])('a constant of another file, by %s: what it is decides', async (_by, head, name, files) => {
  const withCode = (code: number): Files => ({
    ...base,
    ...files,
    'src/codes.ts': `export const GONE = ${String(code)};\nexport const LOST = GONE;\n`,
    'src/session.ts': session(withClass(head), byStatus(name)),
  });
  expect((await madeOf(withCode(404))).found).toEqual(['fix src/session.ts:8 expiry-check', swap]);
  expect((await madeOf(withCode(410))).found).toEqual(['skip src/transport.ts:1 swap']);
});

it('a constant of another file, in a file that is looked at for its transport', async () => {
  const { found } = await madeOf({
    'package.json': manifest('app', sdk),
    'codes.ts': 'export const GONE = 404;\n',
    'session.ts': session(
      `import { SdkHttpError, StreamableHTTPClientTransport } from '${sdk}';
import { GONE } from './codes.js';
export const make = (url: URL) => new StreamableHTTPClientTransport(url);`,
      byStatus('GONE'),
    ),
  });
  expect(found).toEqual(['fix session.ts:2 swap', 'fix session.ts:9 expiry-check']);
});

it('a predicate in a project that another one refers to', async () => {
  const { found } = await madeOf({
    'package.json': manifest('app', sdk),
    'tsconfig.json': '{ "files": [], "references": [{ "path": "core" }, { "path": "app" }] }',
    'core/tsconfig.json': '{ "compilerOptions": { "composite": true, "rootDir": "src", "outDir": "dist" } }',
    'core/src/gone.ts': gone,
    'app/tsconfig.json':
      '{ "compilerOptions": { "composite": true, "paths": { "core/*": ["../core/src/*"] } }, "references": [{ "path": "../core" }] }',
    'app/session.ts': session("import { isGone } from 'core/gone';"),
    'app/transport.ts': transport,
  });
  expect(found).toEqual(['fix app/transport.ts:1 swap', 'fix core/src/gone.ts:3 expiry-check']);
});

/** A workspace of an app that requests and a package that has the predicate; the transport lies where it is told to. */
function workspace(home: 'app' | 'errors'): Files {
  return {
    'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
    'packages/errors/package.json': manifest('@x/errors', sdk).replace('{', '{ "exports": { ".": "./dist/index.js" },'),
    'packages/errors/src/index.ts': gone,
    'packages/app/package.json': manifest('@x/app', sdk, '@x/errors'),
    'packages/app/src/session.ts': session("import { isGone } from '@x/errors';"),
    [`packages/${home}/src/transport.ts`]: transport,
  };
}

it('a predicate of a workspace package, beside the transport', async () => {
  const { found, ways } = await madeOf(workspace('errors'));
  expect(found).toEqual([
    'fix packages/errors/src/index.ts:3 expiry-check',
    'fix packages/errors/src/transport.ts:1 swap',
  ]);
  expect(ways[0]?.[0]).toBe('packages/app/src/session.ts:5 thrown by the request callTool (index)');
});

it('a predicate of a workspace package that knows of no transport is asked about', async () => {
  const { found, after } = await madeOf(workspace('app'));
  expect(found).toEqual([
    'skip packages/app/src/transport.ts:1 swap',
    'ask packages/errors/src/index.ts:3 no-transport',
  ]);
  expect(after).toEqual({});
});

it('a client of a dependency: a person is told of the package', async () => {
  const using = `import { MCPClient } from 'mcp-use';
import { isGone } from './gone.js';
const client = new MCPClient();
export async function call(again: () => void) {
  try {
    return await client.getSession('a').callTool({ name: 'a' });
  } catch (error) {
    if (isGone(error)) return again();
    throw error;
  }
}
`;
  const files = { 'package.json': manifest('app', sdk, 'mcp-use'), 'src/gone.ts': gone, 'src/call.ts': using };
  for (const own of [{}, { 'src/transport.ts': transport }]) {
    const { found, reasons, ways, after } = await madeOf({ ...files, ...own });
    expect(found[0]).toBe('todo src/gone.ts:3 in-dependency');
    expect(found.slice(1)).toEqual(Object.keys(own).map((path) => `skip ${path}:1 swap`));
    expect(reasons[0]).toContain('mcp-use');
    expect(ways[0]?.[0]).toBe('src/call.ts:6 thrown by a client of mcp-use (index)');
    expect(after).toEqual({});
  }
});

const policy = gone.replace('export function isGone', 'export class Policy {\n  isGone').replace(/\}\n$/, '}\n}\n');
const shop = 'export class Shop {\n  isGone(order) { return order.sold; }\n}\n';
const byPolicy = (type: string): string =>
  session(
    `import type { Policy } from './gone.js';\nimport type { Shop } from './shop.js';\nconst all = new Map<string, ${type}>();`,
    "all.get('a')?.isGone(error) === true",
  );

it('a method that only types tell from another of its name', async () => {
  const files = { ...base, 'src/gone.ts': policy, 'src/shop.ts': shop, 'src/session.ts': byPolicy('Policy') };
  const { found, ways } = await madeOf(files);
  expect(found).toEqual(['fix src/gone.ts:4 expiry-check', swap]);
  expect(ways[0]).toContain("src/session.ts:9 handed to all.get('a')?.isGone (types)");
});

it('the other one: nobody hands an error to the method', async () => {
  const files = { ...base, 'src/gone.ts': policy, 'src/shop.ts': shop, 'src/session.ts': byPolicy('Shop') };
  expect((await madeOf(files)).ways).toEqual([[]]);
});

it('JavaScript without types', async () => {
  const plain = session("const { isGone } = require('./gone');").replace(/: Client|: \(\) => Promise<void>/g, '');
  const required = plain.replace(/^import .*$/m, `const { Client } = require('${sdk}');`);
  const { found, ways, after } = await madeOf({
    'package.json': manifest('app', sdk),
    'transport.cjs': `const { StreamableHTTPClientTransport } = require('${sdk}');\nexports.t = new StreamableHTTPClientTransport(u);\n`,
    'gone.cjs': `const { SdkHttpError } = require('${sdk}');\nexports.isGone = (error) => error instanceof SdkHttpError && error.status === 404;\n`,
    'session.cjs': required.replace('./gone', './gone.cjs').replace('export async', 'exports.call = async'),
  });
  expect(found).toEqual(['fix gone.cjs:2 expiry-check', 'fix transport.cjs:1 swap']);
  expect(ways[0]?.[1]).toBe('session.cjs:7 handed to isGone (index)');
  expect(after['gone.cjs']).toContain('SdkErrorCode.ClientHttpSessionExpired');
});

it('code that does not type-check', async () => {
  const wrong = session(
    "import { isGone } from './gone.js';\nimport { nothing } from './nowhere.js';\nconst n: number = 'text';",
  );
  const { found, ways } = await madeOf({ ...base, 'src/gone.ts': gone, 'src/session.ts': wrong });
  expect(found).toEqual([check, swap]);
  expect(ways[0]?.[1]).toBe('src/session.ts:9 handed to isGone (index)');
});
