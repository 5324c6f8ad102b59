// The type-check guard with the compilers that consumers have, from the registry: what they object to is taken back with
// all that hangs on it, what cannot be asked is said, and the consumer's tree stays as it is.

import {
  cpSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  mkdirSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Plan, PlannedFinding } from '../../packages/engine/src/index.ts';
import { plannedIn } from '../cli/planned.ts';
import { repositoryOf } from '../cli/sample.ts';
import { mustRun } from '../e2e/command.ts';
import { readTree } from '../e2e/tree.ts';

const compilers = ['5.0.4', '5.9.3', '6.0.3', '7.0.2'] as const;
const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));

let store: string;

beforeAll(async () => {
  store = folder('resession-compilers-');
  for (const version of compilers) {
    mkdirSync(join(store, version));
    writeFileSync(join(store, version, 'package.json'), '{ "private": true }\n');
    const wanted = [`typescript@${version}`, '@types/node@20.19.43', '@modelcontextprotocol/sdk@1.32.2'];
    await mustRun(
      ['npm', 'install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', ...wanted],
      join(store, version),
    );
  }
}, 240_000);

afterAll(() => rmSync(store, { recursive: true, force: true }));

function folder(prefix: string): string {
  return realpathSync(mkdtempSync(join(tmpdir(), prefix)));
}

const manifest = '{ "private": true, "type": "module", "dependencies": { "@modelcontextprotocol/sdk": "1.32.2" } }\n';
const settings = `{ "compilerOptions": { "target": "es2022", "module": "nodenext", "strict": true, "skipLibCheck": true, "types": ["node"] }, "include": ["src"] }\n`;

const transport = `import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export const make = (url: URL): StreamableHTTPClientTransport => new StreamableHTTPClientTransport(url);
`;

const head = `import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { make } from './transport.js';
`;

/** Holds before and after. */
const sound = `${head}
export async function list(client: Client, url: URL): Promise<unknown> {
  try {
    return await client.listTools();
  } catch (error) {
    if (!(error instanceof StreamableHTTPError && error.code === 404)) throw error;
    await client.connect(make(url));
    return client.listTools();
  }
}
`;

/** Leans on a narrowing that goes with the old test. */
const narrowed = `${head}
export async function ping(client: Client, url: URL): Promise<404 | undefined> {
  try {
    await client.ping();
    return undefined;
  } catch (error) {
    if (error instanceof StreamableHTTPError && error.code === 404) {
      const code: 404 = error.code;
      await client.connect(make(url));
      return code;
    }
    throw error;
  }
}
`;

/** Asks `codeOf`, which stands above it. */
const pingByCode = `export async function ping(client: Client, url: URL): Promise<unknown> {
  try {
    return await client.ping();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    await client.connect(make(url));
    return client.ping();
  }
}
`;

type Files = Readonly<Record<string, string>>;

/** A committed repository; `compiler` is laid in as node_modules. */
function repository(files: Files, compiler: (typeof compilers)[number] | null): string {
  const root = repositoryOf({ '.gitignore': 'node_modules\n', 'package.json': manifest, ...files });
  if (compiler !== null) cpSync(join(store, compiler, 'node_modules'), join(root, 'node_modules'), { recursive: true });
  return root;
}

const planIn = (root: string): Promise<Plan> => plannedIn(root, { typeCheck: true });

const typesOf = ({ verdicts }: Plan): string => {
  const verdict = verdicts.find(({ check }) => check === 'types');
  return `${verdict?.outcome ?? ''}: ${verdict?.why ?? ''}`;
};
const told = ({ findings }: Plan): readonly string[] =>
  findings.map(({ kind, codemod, path }: PlannedFinding) => `${kind} ${codemod} ${path}`);

describe.each(compilers)('TypeScript %s', (compiler) => {
  test('says nothing new of a sound change', async () => {
    const root = repository(
      { 'tsconfig.json': settings, 'src/transport.ts': transport, 'src/list.ts': sound },
      compiler,
    );
    const before = readTree(root);
    const made = await planIn(root);
    expect(typesOf(made)).toBe(`passed: Nothing new from tsc ${compiler} on tsconfig.json.`);
    expect(told(made)).toEqual([
      'fix expiry-guess-to-code src/list.ts',
      'fix stock-to-patched-transport src/transport.ts',
    ]);
    expect(readTree(root)).toEqual(before);
  }, 120_000);

  test('takes back the change that it objects to, and no other', async () => {
    const files = { 'src/transport.ts': transport, 'src/list.ts': sound, 'src/ping.ts': narrowed };
    const root = repository({ 'tsconfig.json': settings, ...files }, compiler);
    const made = await planIn(root);
    expect(typesOf(made)).toContain('One change it objected to was taken back.');
    expect(told(made)).toEqual([
      'fix expiry-guess-to-code src/list.ts',
      'todo expiry-guess-to-code src/ping.ts',
      'fix stock-to-patched-transport src/transport.ts',
    ]);
    const todo = made.findings.find(({ kind }) => kind === 'todo');
    expect(todo?.reason).toContain(`with it, tsc ${compiler} says src/ping.ts:`);
    expect(todo?.reason).toContain('TS2322');
  }, 120_000);
});

test('what hangs on a change that is taken back goes with it: imports, transport, manifest, tarball', async () => {
  const files = { 'tsconfig.json': settings, 'src/transport.ts': transport, 'src/ping.ts': narrowed };
  const made = await planIn(repository(files, '5.9.3'));
  expect(made.files).toEqual([]);
  expect(told(made)).toEqual([
    'todo expiry-guess-to-code src/ping.ts',
    'skip stock-to-patched-transport src/transport.ts',
  ]);
}, 120_000);

test('an error in a file that does not change itself is traced to the change it comes from', async () => {
  const files = {
    'tsconfig.json': settings.replace('"strict": true', '"strict": true, "noUnusedLocals": true'),
    'src/transport.ts': transport,
    'src/list.ts': sound,
    'src/ping.ts': `${head}
/** What it says of an error is a part of its type. */
export const codeOf = (error: unknown) => (error instanceof StreamableHTTPError && error.code === 404 ? error.code : undefined);

${pingByCode}`,
    'src/user.ts': "import { codeOf } from './ping.js';\n\nexport const gone: 404 | undefined = codeOf(new Error());\n",
  };
  const made = await planIn(repository(files, '5.9.3'));
  const todo = made.findings.find(({ kind }) => kind === 'todo');
  expect(todo?.path).toBe('src/ping.ts');
  expect(todo?.reason).toContain('src/user.ts:3:');
  expect(told(made)).toContain('fix expiry-guess-to-code src/list.ts');
}, 120_000);

test('packages of a workspace see each other in the copy as they will be', async () => {
  const core = `import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
${head.replace("import { make } from './transport.js';\n", '')}
export const make = (url: URL): StreamableHTTPClientTransport => new StreamableHTTPClientTransport(url);

export const codeOf = (error: unknown) => (error instanceof StreamableHTTPError && error.code === 404 ? error.code : undefined);

${pingByCode}`;
  const app = `${sound.replace("'./transport.js'", "'@desk/core'").replace('{ make }', '{ codeOf, make }')}
export const gone: 404 | undefined = codeOf(new Error());
`;
  const entry = '"exports": { ".": { "types": "./src/ping.ts", "default": "./src/ping.js" } }';
  const dependency = '"dependencies": { "@modelcontextprotocol/sdk": "1.32.2" }';
  const root = repository(
    {
      'package.json': `{ "private": true, "workspaces": ["packages/*"], ${dependency} }\n`,
      'packages/core/package.json': `{ "name": "@desk/core", "private": true, "type": "module", ${entry}, ${dependency} }\n`,
      'packages/core/tsconfig.json': settings,
      'packages/core/src/ping.ts': core,
      'packages/app/package.json': `{ "name": "@desk/app", "private": true, "type": "module", "dependencies": { "@desk/core": "*", "@modelcontextprotocol/sdk": "1.32.2" } }\n`,
      'packages/app/tsconfig.json': settings,
      'packages/app/src/app.ts': app,
    },
    '5.9.3',
  );
  mkdirSync(join(root, 'node_modules/@desk'));
  symlinkSync('../../packages/core', join(root, 'node_modules/@desk/core'));
  const made = await planIn(root);
  const todo = made.findings.find(({ kind }) => kind === 'todo');
  expect(todo?.path).toBe('packages/core/src/ping.ts');
  expect(todo?.reason).toContain('packages/app/src/app.ts:');
  expect(told(made)).toContain('fix expiry-guess-to-code packages/app/src/app.ts');
}, 120_000);

describe('what cannot be checked is skipped, with the reason', () => {
  const files = { 'src/transport.ts': transport, 'src/list.ts': sound };

  test('nothing is installed', async () => {
    const made = await planIn(repository({ 'tsconfig.json': settings, ...files }, null));
    expect(typesOf(made)).toContain('skipped: TypeScript is not installed there.');
    expect(made.files.length).toBeGreaterThan(0);
  });

  test('there is no tsconfig.json', async () => {
    expect(typesOf(await planIn(repository(files, '5.9.3')))).toContain('skipped: No tsconfig.json includes it.');
  }, 60_000);

  test('it is JavaScript', async () => {
    const scripts = {
      'tsconfig.json': settings.replace('"strict": true', '"allowJs": true'),
      'src/transport.js': transport.replace(/: \w+(?= =>|\))/g, ''),
      'src/list.js': sound
        .replace('import type { Client }', '// import')
        .replace(/: (?:Client|URL|Promise<unknown>)/g, ''),
    };
    expect(typesOf(await planIn(repository(scripts, '5.9.3')))).toContain('which its project does not check');
  }, 60_000);

  test('it does not compile as it is', async () => {
    const broken = settings.replace('"nodenext"', '"nodenix"');
    expect(typesOf(await planIn(repository({ 'tsconfig.json': broken, ...files }, '5.9.3')))).toMatch(
      /skipped: tsconfig\.json does not hold: .*TS6046/,
    );
  }, 60_000);

  test('errors that were there before do not stand in the way', async () => {
    const wrong = { ...files, 'src/wrong.ts': "export const a: number = 'x';\n" };
    expect(typesOf(await planIn(repository({ 'tsconfig.json': settings, ...wrong }, '5.9.3')))).toBe(
      'passed: Nothing new from tsc 5.9.3 on tsconfig.json. One error was there before.',
    );
  }, 60_000);

  test('the compiler is a part of the repository: it is not started', async () => {
    const root = repository({ 'tsconfig.json': settings, ...files }, null);
    const fake = join(root, 'node_modules/typescript');
    mkdirSync(join(fake, 'bin'), { recursive: true });
    writeFileSync(join(fake, 'package.json'), '{ "version": "5.9.3", "bin": { "tsc": "bin/tsc" } }');
    const trace = join(root, 'started');
    writeFileSync(join(fake, 'bin/tsc'), `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '');`);
    await mustRun(['git', 'add', '--force', 'node_modules'], root);
    const made = await planIn(root);
    expect(typesOf(made)).toContain('part of the repository');
    expect(() => readFileSync(trace)).toThrow('ENOENT');
  });

  test('the compiler is linked in from outside', async () => {
    const root = repository({ 'tsconfig.json': settings, ...files }, null);
    mkdirSync(join(root, 'node_modules'));
    symlinkSync(join(modules, 'typescript'), join(root, 'node_modules/typescript'));
    expect(typesOf(await planIn(root))).toContain('linked in from outside');
  });
});
