// What `bench:scan` runs on: a monorepo of so many source files, the same at each run, with no word of MCP in it but in the
// candidates that are asked for.

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mustRun } from '../e2e/command.ts';

/** `plain`: guesses that the text and the index tell; `typed`: only types say which method is called. */
export type Candidates = 'none' | 'plain' | 'typed';

const perPackage = 25;

/** A generator of numbers below a bound (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const things = ['order', 'invoice', 'customer', 'parcel', 'product', 'account', 'ticket', 'report', 'basket', 'coupon'];
const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;

const pieces: readonly ((thing: string, at: number) => string)[] = [
  (thing, at) => `export interface ${capital(thing)}Row${String(at)} {
  readonly id: string;
  readonly createdAt: Date;
  readonly total: number;
  readonly labels: readonly string[];
}
`,
  (thing, at) => `/** Adds up what a ${thing} is made of; amounts are in cents. */
export function totalOf${capital(thing)}${String(at)}(amounts: readonly number[], rate: number): number {
  const net = amounts.reduce((sum, amount) => sum + amount, 0);
  if (net < 0) throw new RangeError(\`a ${thing} of \${net} cents\`);
  return Math.round(net * (1 + rate));
}
`,
  (thing, at) => `export async function read${capital(thing)}${String(at)}(path: string): Promise<string | undefined> {
  try {
    const { readFile } = await import('node:fs/promises');
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
`,
  (thing, at) => `export class ${capital(thing)}Store${String(at)} {
  readonly #rows = new Map<string, { readonly id: string; readonly status: 'open' | 'closed' }>();

  find(id: string): { readonly id: string; readonly status: 'open' | 'closed' } {
    const row = this.#rows.get(id);
    if (row === undefined) throw Object.assign(new Error(\`no ${thing} \${id}\`), { statusCode: 410 });
    return row;
  }

  close(id: string): void {
    this.#rows.set(id, { ...this.find(id), status: 'closed' });
  }
}
`,
  (thing, at) => `const retries${String(at)} = [100, 200, 400, 800];

export async function fetch${capital(thing)}${String(at)}(url: URL, signal?: AbortSignal): Promise<unknown> {
  for (const wait of retries${String(at)}) {
    const response = await fetch(url, signal === undefined ? {} : { signal });
    if (response.ok) return response.json();
    if (response.status < 500) throw new Error(\`${thing}: HTTP \${response.status}\`);
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  throw new Error('${thing}: the server does not answer');
}
`,
];

function fileText(file: number): string {
  const pick = numbers(file);
  const parts = Array.from({ length: 1 + pick(12) }, (_, at) => {
    const piece = pieces[pick(pieces.length)];
    // Exported names are rarely taken twice.
    return piece?.(things[pick(things.length)] ?? '', file * 12 + at) ?? '';
  });
  const beside = file % perPackage === 0 ? '' : `import * as before from './file-${String(file - 1)}.js';\n\n`;
  return `${beside}${parts.join('\n')}${beside === '' ? '' : '\nexport const known = Object.keys(before).length;\n'}`;
}

const guess = `import { Client, StreamableHTTPClientTransport, SdkHttpError } from '@modelcontextprotocol/client';

export const isGone = (error: unknown): boolean => error instanceof SdkHttpError && error.status === 404;

export async function tools(client: Client, url: URL): Promise<unknown> {
  try {
    return await client.listTools();
  } catch (error) {
    if (!isGone(error)) throw error;
    const again = new Client({ name: 'again', version: '0.0.0' });
    await again.connect(new StreamableHTTPClientTransport(url));
    return again.listTools();
  }
}
`;

const typed = `import { Client, StreamableHTTPClientTransport, SdkHttpError } from '@modelcontextprotocol/client';

export class Policy {
  isGone(error: unknown): boolean {
    return error instanceof SdkHttpError && error.status === 404;
  }
}

export async function tools(policies: ReadonlyMap<string, Policy>, client: Client, url: URL): Promise<unknown> {
  try {
    return await client.listTools();
  } catch (error) {
    if (policies.get(url.host)?.isGone(error) !== true) throw error;
    const again = new Client({ name: 'again', version: '0.0.0' });
    await again.connect(new StreamableHTTPClientTransport(url));
    return again.listTools();
  }
}
`;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Writes and commits the tree. */
export async function writeTree(root: string, files: number): Promise<void> {
  const options = { strict: true, noEmit: true, target: 'es2022', module: 'nodenext', skipLibCheck: true };
  await put(root, 'package.json', json({ name: 'mono', private: true, type: 'module', workspaces: ['packages/*'] }));
  await put(root, 'tsconfig.json', json({ compilerOptions: options, include: ['packages/*/src'] }));
  for (let file = 0; file < files; file++) {
    const folder = `packages/part-${String(Math.floor(file / perPackage))}`;
    if (file % perPackage === 0) {
      const name = `@mono/part-${String(file / perPackage)}`;
      await put(root, `${folder}/package.json`, json({ name, version: '0.0.0', private: true, type: 'module' }));
    }
    await put(root, `${folder}/src/file-${String(file)}.ts`, fileText(file));
  }
  // The cache of a check has its place there; nothing is installed.
  await put(root, '.gitignore', 'node_modules\n');
  await mkdir(join(root, 'node_modules'));
  await mustRun(['git', 'init', '--quiet'], root);
  await commit(root);
}

/** Puts five candidates into a tree, in the place of those before. */
export async function putCandidates(root: string, candidates: Candidates): Promise<void> {
  const text = candidates === 'typed' ? typed : candidates === 'plain' ? guess : 'export {};\n';
  const dependencies = candidates === 'none' ? {} : { '@modelcontextprotocol/client': '2.4.0' };
  for (let part = 0; part < 5; part++) {
    const folder = `packages/part-${String(part)}`;
    const name = `@mono/part-${String(part)}`;
    const manifest = { name, version: '0.0.0', private: true, type: 'module', dependencies };
    await put(root, `${folder}/package.json`, json(manifest));
    await put(root, `${folder}/src/tools.ts`, text);
  }
  await commit(root);
}

async function put(root: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

async function commit(root: string): Promise<void> {
  await mustRun(['git', 'add', '--all'], root);
  const author = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', '-c', 'gc.auto=0'];
  await mustRun(['git', ...author, 'commit', '--quiet', '--allow-empty', '--message', 'A monorepo'], root);
}
