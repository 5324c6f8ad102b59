import { lazySource, type Types } from '@resession/transforms/lib';
import { expect, test } from 'vitest';
import { nodeHost } from '../../host.ts';
import { folder, lay } from '../../sandbox.test.kit.ts';
import { indexRepository } from '../modules/modules.ts';
import { ground, type Layout } from '../modules/modules.test.kit.ts';
import { viewOf } from '../modules/round.ts';
import { checkerBelow, typesOf } from './types.ts';

interface Asked {
  /** The names of what a piece of a file is, each with its package behind an @. */
  typeOf(path: string, piece: string): readonly string[] | undefined;
  /** Where the name at the start of a piece is declared: `path:line name`, or a package. */
  definition(path: string, piece: string): string | undefined;
}

function over(
  layout: Layout,
  now: Readonly<Record<string, string>> = {},
  host = nodeHost,
): Asked & { readonly root: string } {
  const laid = ground(layout);
  const sources = laid.paths.filter((path) => /\.[cm]?[jt]sx?$/.test(path));
  const texts = new Map(Object.entries(now));
  const view = viewOf(indexRepository(laid, sources), { now: texts, source: lazySource });
  const types: Types = typesOf(checkerBelow(host, laid.root), view);
  const at = (path: string, piece: string): number => {
    const offset = view.text(path)?.indexOf(piece) ?? -1;
    if (offset === -1) throw new Error(`${path} does not hold ${piece}`);
    return offset;
  };
  return {
    root: laid.root,
    typeOf: (path, piece) => {
      const start = at(path, piece);
      const fact = types.typeOf(path, start, start + piece.length);
      return fact?.names.map(
        (name, index) => `${name}${fact.packages[index] === undefined ? '' : `@${fact.packages[index]}`}`,
      );
    },
    definition: (path, piece) => {
      const found = types.definition(path, at(path, piece));
      if (found?.kind !== 'file') return found?.name;
      const { line } = found.source.position(found.offset);
      return `${found.source.path}:${line} ${/^#?[\w$]*/.exec(found.source.text.slice(found.offset))?.[0]}`;
    },
  };
}

const sdk = {
  'node_modules/sdk/package.json': {
    name: 'sdk',
    exports: { './client': { types: './dist/client.d.ts', default: './dist/client.js' } },
  },
  'node_modules/sdk/dist/client.d.ts': `import { Protocol } from './protocol.js';
    export declare class Client extends Protocol { callTool(): Promise<{ ok: boolean }>; }
    export interface Transport { close(): void }
    export declare class HttpTransport implements Transport { close(): void }`,
  'node_modules/sdk/dist/protocol.d.ts': 'export declare class Protocol { ping(): void }',
};

const installed = {
  ...sdk,
  'package.json': { dependencies: { sdk: '1' } },
  'tsconfig.json': { compilerOptions: { paths: { '@/*': ['./src/*'] } } },
  'src/probe.ts': `import { Client } from 'sdk/client';
export class Probe extends Client {
  #inner = new Client();
  get inner() { return this.#inner; }
  probe(): void {}
  over(a: string): void;
  over(a: number): void;
  over(a: unknown) {}
}
export const make = async () => ({ probe: new Probe(), made: true as const });
export function isProbe(x: unknown): x is Probe { return x instanceof Probe; }
`,
  'src/index.ts': `export * from './probe.js';\nexport { isProbe as known } from './probe.js';`,
  'src/use.ts': `import { make, known } from '@/index';
import type { Transport } from 'sdk/client';
import { HttpTransport } from 'sdk/client';
export async function use(transport: Transport | undefined, either: HttpTransport | Transport, unknown: unknown, list: Map<string, Error>) {
  const { probe } = await make();
  probe.callTool();
  probe.probe();
  probe.over(1);
  probe.inner.ping();
  transport?.close();
  either.close();
  known(unknown);
  list.get('x');
  const { a } = { a: 1 };
  if (known(unknown)) { const narrowed = unknown; narrowed.probe(); }
  const shorthand = { probe };
  const text = 'x' + a; const anything = JSON.parse(text);
  return [probe.callTool(), anything, shorthand, HttpTransport];
}
`,
};

test('what an expression is: its class and what that extends, with the packages they are of', () => {
  const { typeOf } = over(installed);
  const of = (piece: string): readonly string[] | undefined => typeOf('src/use.ts', piece);
  expect(of('probe')).toEqual(['Probe', 'Client@sdk', 'Protocol@sdk']);
  expect(of('probe.inner')).toEqual(['Client@sdk', 'Protocol@sdk']);
  expect(of('transport')).toEqual(['Transport@sdk']);
  expect(of('make()')).toEqual(['Promise@typescript']);
  expect(of('probe.callTool()')).toEqual(['Promise@typescript']);
  expect(of('list')).toEqual(['Map@typescript']);
  expect(of("list.get('x')")).toEqual(['Error@typescript']);
  expect(of('text')).toEqual(['string@typescript']);
  expect(of('narrowed')).toEqual(['Probe', 'Client@sdk', 'Protocol@sdk']);
  expect(typeOf('src/probe.ts', 'this.#inner')).toEqual(['Client@sdk', 'Protocol@sdk']);
});

test('what is any, unknown, several things or no class has no answer', () => {
  const { typeOf } = over(installed);
  for (const piece of ['anything', 'unknown', 'either', 'shorthand', 'known', 'HttpTransport }', 'ransport']) {
    expect(typeOf('src/use.ts', piece)).toBeUndefined();
  }
  expect(typeOf('src/use.ts', 'HttpTransport]'.slice(0, -1))).toBeUndefined();
});

test('where a name is declared, through aliases and barrels; the method of an object; the overload with a body', () => {
  const { definition } = over(installed);
  const of = (piece: string): string | undefined => definition('src/use.ts', piece);
  expect(of('make, known')).toBe('src/probe.ts:10 make');
  expect(of('known(unknown)')).toBe('src/probe.ts:11 isProbe');
  expect(of('probe();')).toBe('src/probe.ts:5 probe');
  expect(of('over(1)')).toBe('src/probe.ts:8 over');
  expect(of('inner.ping')).toBe('src/probe.ts:4 inner');
  expect(of('ping()')).toBe('sdk');
  expect(of('callTool()')).toBe('sdk');
  expect(of('Transport }')).toBe('sdk');
  expect(of('get(')).toBe('typescript');
  expect(of('probe };')).toBe('src/use.ts:5 probe');
  expect(definition('src/probe.ts', '#inner;')).toBe('src/probe.ts:3 #inner');
  expect(definition('src/index.ts', 'isProbe')).toBe('src/probe.ts:11 isProbe');
  expect(of('parse(')).toBe('typescript');
});

test('JavaScript, CommonJS and code that does not type-check', () => {
  const { typeOf, definition } = over({
    'package.json': {},
    'pool.cjs': 'class Pool { run() {} }\nmodule.exports = { Pool, start: () => new Pool() };',
    'use.cjs': "const { start } = require('./pool.cjs');\nconst its = start();\nits.run();",
    'typed.js': '/** @type {import("./pool.cjs").Pool} */\nexport let given;\ngiven.run();',
    'bad.ts':
      "import { Pool } from './pool.cjs';\nconst broken: number = 'x';\nnew Pool(1, 2).run().nothing.here;\nconst p = new Pool(; p.run();",
  });
  expect(typeOf('use.cjs', 'its')).toEqual(['Pool']);
  expect(definition('use.cjs', 'run()')).toBe('pool.cjs:1 run');
  expect(typeOf('typed.js', 'given')).toEqual(['Pool']);
  expect(definition('typed.js', 'run()')).toBe('pool.cjs:1 run');
  expect(typeOf('bad.ts', 'new Pool(1, 2)')).toEqual(['Pool']);
});

test('the texts are those of the round, without a byte order mark', () => {
  const layout = {
    'package.json': {},
    'a.ts': 'export class Old {}',
    'b.ts': "\uFEFFimport { Old } from './a';\r\n\tnew Old();",
  };
  expect(over(layout).typeOf('b.ts', 'new Old()')).toEqual(['Old']);
  const { typeOf } = over(layout, { 'a.ts': 'export class Base {}\nexport class Old extends Base {}' });
  expect(typeOf('b.ts', 'new Old()')).toEqual(['Old', 'Base']);
});

test('a package that is not installed stands for its names', () => {
  const { typeOf, definition } = over({
    'package.json': { dependencies: { '@mcp/sdk': '1' } },
    'a.ts': `import { Client as Mcp, type Transport } from '@mcp/sdk/client/index.js';
import Pool, { EventEmitter } from 'node:events';
import { Lost } from '@/nowhere';
class Mine extends Mcp<string> { own() {} }
export const f = (mine: Mine, transport: Transport, lost: Lost, pool: Pool) => mine.callTool();
class Bus extends EventEmitter {}
new Bus();
new Mcp({ name: 'x' });`,
    'b.cjs': "const { Client } = require('@mcp/sdk/client/index.js');\nconst mine = new Client();",
  });
  expect(typeOf('a.ts', 'mine')).toEqual(['Mine', 'Client@@mcp/sdk']);
  expect(typeOf('a.ts', 'transport')).toEqual(['Transport@@mcp/sdk']);
  expect(typeOf('a.ts', "new Mcp({ name: 'x' })")).toEqual(['Client@@mcp/sdk']);
  expect(typeOf('a.ts', 'lost')).toBeUndefined();
  expect(typeOf('a.ts', 'pool')).toEqual(['Pool@node']);
  expect(typeOf('a.ts', 'new Bus()')).toEqual(['Bus', 'EventEmitter@node']);
  expect(definition('a.ts', 'Mcp<')).toBe('@mcp/sdk');
  expect(typeOf('b.cjs', 'mine')).toEqual(['Client@@mcp/sdk']);
});

test('what Node brings is known where its types are installed', () => {
  const { typeOf } = over({
    'package.json': { devDependencies: { '@types/node': '20' } },
    'node_modules/@types/node/package.json': { name: '@types/node', types: 'index.d.ts' },
    'node_modules/@types/node/events.d.ts':
      "declare module 'events' { class EventEmitter { on(): this } export { EventEmitter }; }\ndeclare module 'node:events' { export * from 'events'; }",
    'a.ts': "import { EventEmitter } from 'node:events';\nexport const bus = new EventEmitter().on();",
  });
  expect(typeOf('a.ts', 'new EventEmitter().on()')).toEqual(['EventEmitter@node']);
});

test('workspace packages are followed to their sources, and conditions of the tsconfig are heeded', () => {
  const { typeOf } = over({
    'package.json': {},
    'core/package.json': {
      name: '@x/core',
      exports: { '.': { '@x/source': './source.ts', default: './dist/index.js' } },
    },
    'core/source.ts': 'export class Core {}',
    'core/src/index.ts': 'export class Built {}; export { Built as Core };',
    'app/package.json': {},
    'app/tsconfig.json': { compilerOptions: { customConditions: ['@x/source'] } },
    'app/a.ts': "import { Core } from '@x/core';\nexport const core = new Core();",
    'web/package.json': {},
    'web/a.ts': "import { Core } from '@x/core';\nexport const core = new Core();",
  });
  expect(typeOf('app/a.ts', 'new Core()')).toEqual(['Core']);
  expect(typeOf('web/a.ts', 'new Core()')).toEqual(['Built']);
});

test('nothing outside of the root is read, not through a link either', () => {
  const outside = folder();
  lay(outside, {
    'package.json': '{ "name": "far", "types": "index.d.ts" }',
    'index.d.ts': 'export declare class Far { near(): Far }',
  });
  const read: string[] = [];
  const host = {
    ...nodeHost,
    read: (path: string) => (read.push(path), nodeHost.read(path)),
    readdir: (path: string) => (read.push(path), nodeHost.readdir(path)),
  };
  const { typeOf, root } = over(
    {
      'package.json': { dependencies: { far: '1', near: '1' } },
      'node_modules/far': `-> ${outside}`,
      'node_modules/.pnpm/near@1/node_modules/near/package.json': '{ "name": "near", "types": "index.d.ts" }',
      'node_modules/.pnpm/near@1/node_modules/near/index.d.ts':
        'export declare class Near extends Deep {} declare class Deep {}',
      'node_modules/near': '-> .pnpm/near@1/node_modules/near',
      'a.ts':
        "import { Far } from 'far';\nimport { Near } from 'near';\nexport const far = new Far().near();\nexport const near = new Near();",
    },
    {},
    host,
  );
  expect(typeOf('a.ts', 'new Near()')).toEqual(['Near@near', 'Deep@near']);
  expect(typeOf('a.ts', 'new Far()')).toEqual(['Far@far']);
  expect(typeOf('a.ts', 'new Far().near()')).toBeUndefined();
  expect(read.length).toBeGreaterThan(0);
  expect(read.filter((path) => !path.startsWith(`${root}/`))).toEqual([]);
});

test('what the checker cannot do is not known', () => {
  const deep = `export const a = ${'['.repeat(20_000)}${']'.repeat(20_000)};`;
  const { typeOf, definition } = over({ 'package.json': {}, 'a.ts': deep, 'b.ts': 'export const b: Broken<;' });
  expect(typeOf('a.ts', 'a')).toBeUndefined();
  expect(typeOf('b.ts', 'b')).toBeUndefined();
  expect(definition('b.ts', 'Broken')).toBeUndefined();
});

test('many projects with many questions make few programs, and share what is parsed', () => {
  const count = 40;
  const layout: Record<string, string | object> = { 'package.json': {}, ...sdk };
  for (let n = 0; n < count; n += 1) {
    layout[`p${n}/package.json`] = { dependencies: { sdk: '1' } };
    layout[`p${n}/tsconfig.json`] = {
      compilerOptions: { target: n % 2 === 0 ? 'es2022' : 'esnext', paths: { '~/*': ['./*'] } },
    };
    layout[`p${n}/client.ts`] = "import { Client } from 'sdk/client';\nexport const client = new Client();";
    layout[`p${n}/use.ts`] = "import { client } from '~/client';\nclient.callTool();";
  }
  const now = Object.fromEntries(Object.entries(layout).filter(([path]) => path.endsWith('use.ts')));
  let reads = 0;
  const host = { ...nodeHost, read: (path: string) => ((reads += 1), nodeHost.read(path)) };
  const { typeOf } = over(layout, now as Record<string, string>, host);
  for (let n = 0; n < count; n += 1) expect(typeOf(`p${n}/use.ts`, 'client')).toBeDefined();
  const started = performance.now();
  for (let n = 0; n < count; n += 1)
    expect(typeOf(`p${n}/use.ts`, 'client.callTool()')).toEqual(['Promise@typescript']);
  expect(performance.now() - started).toBeLessThan(2000);
  expect(reads).toBeLessThan(count * 4);
});
