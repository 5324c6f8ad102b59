// What `bench:migrate` runs on. A monorepo of small packages as people write them: each with its own tsconfig, a transport, and one guess in a method that
// another file calls on something out of a map, so that only types say which method it is.

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mustRun } from '../e2e/command.ts';

const files = (name: string): Readonly<Record<string, string>> => ({
  'package.json': json({
    name: `@mono/${name}`,
    version: '0.0.0',
    private: true,
    type: 'module',
    dependencies: { '@modelcontextprotocol/client': '2.4.0' },
  }),
  'tsconfig.json': json({ extends: '../../tsconfig.base.json', include: ['src'] }),
  'src/transport.ts': `import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export const transportTo = (url: URL): StreamableHTTPClientTransport => new StreamableHTTPClientTransport(url);
`,
  'src/policy.ts': `import { SdkHttpError } from '@modelcontextprotocol/client';

export class Policy {
  isGone(error: unknown): boolean {
    return error instanceof SdkHttpError && error.status === 404;
  }
}
`,
  'src/session.ts': `import { Client } from '@modelcontextprotocol/client';
import type { Policy } from './policy.js';
import { transportTo } from './transport.js';

export class Session {
  #client = new Client({ name: '${name}', version: '0.0.0' });
  readonly #policies: ReadonlyMap<string, Policy>;

  constructor(policies: ReadonlyMap<string, Policy>) {
    this.#policies = policies;
  }

  async open(url: URL): Promise<void> {
    this.#client = new Client({ name: '${name}', version: '0.0.0' });
    await this.#client.connect(transportTo(url));
  }

  async tools(url: URL): Promise<unknown> {
    try {
      return await this.#client.listTools();
    } catch (error) {
      if (this.#policies.get(url.host)?.isGone(error) !== true) throw error;
      await this.open(url);
      return this.#client.listTools();
    }
  }
}
`,
});

const catching = (
  at: number,
): string => `export async function work${String(at)}(client: Client, input: { kind: string }): Promise<unknown> {
  try {
    return await client.callTool({ name: 'x${String(at)}' });
  } catch (error) {
    if (String(error).includes('boom') || input.kind === 'session') return ${String(at)};
    throw error;
  }
}
`;

/** One file with so many functions that catch, of which the last one guesses. */
export async function writeLongFile(root: string, functions: number): Promise<readonly string[]> {
  const head = `import { type Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export const transportTo = (url: URL): StreamableHTTPClientTransport => new StreamableHTTPClientTransport(url);

`;
  const guess = `\nexport const isGone = (error: unknown): boolean => error instanceof SdkHttpError && error.status === 404;\n`;
  const path = join(root, 'long.ts');
  await writeFile(path, head + Array.from({ length: functions }, (_, at) => catching(at)).join('\n') + guess);
  await writeFile(join(root, 'package.json'), json({ name: 'long', private: true }));
  await committed(root);
  return [path];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Writes it, installs what it depends on and commits it; gives the sources' paths. */
export async function writeMonorepo(root: string, packages: number): Promise<readonly string[]> {
  const written: string[] = [];
  const put = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
    if (path.endsWith('.ts')) written.push(join(root, path));
  };
  await put('package.json', json({ name: 'mono', private: true, workspaces: ['packages/*'] }));
  await put('.gitignore', 'node_modules\n');
  const options = { strict: true, noEmit: true, target: 'es2022', module: 'nodenext', skipLibCheck: true };
  await put('tsconfig.base.json', json({ compilerOptions: options }));
  for (let at = 1; at <= packages; at++) {
    const name = `part-${String(at)}`;
    for (const [path, text] of Object.entries(files(name))) await put(`packages/${name}/${path}`, text);
  }
  const install = ['npm', 'install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  await mustRun(install, root);
  await committed(root);
  return written;
}

async function committed(root: string): Promise<void> {
  await mustRun(['git', 'init', '--quiet'], root);
  await mustRun(['git', 'add', '--all'], root);
  const author = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org'];
  await mustRun(['git', ...author, 'commit', '--quiet', '--message', 'A monorepo'], root);
}
