// A small workspace: one package builds the transport, one only checks, one lies inside another and has the only tsconfig.
// Each brings a program that says which transport and which SDK it runs on.

import { proof } from './proof.ts';

/** What the manifests of a workspace say about the SDK, and how its members name each other. */
export interface Wishes {
  /** The spec under which members declare the SDK: all of them, or each its own. */
  readonly sdk?: string | Readonly<Record<'wire' | 'app' | 'deep', string>>;
  /** The spec under which members declare each other. */
  readonly member: string;
  /** Added to the root's package.json. */
  readonly root?: Readonly<Record<string, unknown>>;
}

export const sdk = '@modelcontextprotocol/client';
export const version = '2.4.0';

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

const wire = `import { Client, SdkHttpError, StreamableHTTPClientTransport } from '${sdk}';

export const transportTo = (url) => new StreamableHTTPClientTransport(url);

export async function connect(url) {
  const client = new Client({ name: 'wire', version: '1.0.0' });
  await client.connect(transportTo(url));
  return client;
}

export async function tools(client) {
  try {
    return await client.listTools();
  } catch (error) {
    if (error instanceof SdkHttpError && error.status === 404) return 'expired';
    throw error;
  }
}
`;

const app = `import { SdkHttpError } from '${sdk}';
import { connect } from '@layout/wire';

export { SdkHttpError };

export async function ping(url) {
  const client = await connect(url);
  try {
    return await client.ping();
  } catch (error) {
    if (error instanceof SdkHttpError && error.status === 404) return 'expired';
    throw error;
  }
}
`;

const deep = `import { Client, SdkHttpError } from '${sdk}';
import { transportTo } from '@wire/index.js';

export async function names(client: Client, url: URL): Promise<readonly string[]> {
  try {
    const { tools } = await client.listTools();
    return tools.map(({ name }) => name);
  } catch (error) {
    if (!(error instanceof SdkHttpError && error.status === 404)) throw error;
    await client.connect(transportTo(url));
    return [];
  }
}
`;

/** The files of the workspace, by path. What the package manager itself wants is added by the layout. */
export function monorepo({ sdk: range = version, member, root = {} }: Wishes): Readonly<Record<string, string>> {
  const sdks = typeof range === 'string' ? { wire: range, app: range, deep: range } : range;
  const about = { version: '1.0.0', private: true, type: 'module' };
  return {
    '.gitignore': 'node_modules\n.yarn\n.pnp.*\n',
    'package.json': json({
      name: 'layout',
      private: true,
      workspaces: ['packages/*', 'packages/app/plugins/*'],
      ...root,
    }),
    'packages/wire/package.json': json({
      name: '@layout/wire',
      ...about,
      exports: './src/index.js',
      dependencies: { [sdk]: sdks.wire },
    }),
    'packages/wire/src/index.js': wire,
    'packages/wire/proof.js': proof(
      'v2',
      `import { connect, tools } from './src/index.js';\nconst guess = (client) => tools(client);`,
    ),
    'packages/app/package.json': json({
      name: '@layout/app',
      ...about,
      dependencies: { '@layout/wire': member, [sdk]: sdks.app },
    }),
    'packages/app/src/index.js': app,
    'packages/app/proof.js': proof(
      'v2',
      `import { connect } from '@layout/wire';\nimport { ping } from './src/index.js';\nconst guess = (client, url) => ping(url);`,
    ),
    'packages/app/plugins/deep/package.json': json({
      name: '@layout/deep',
      ...about,
      dependencies: { '@layout/wire': member, [sdk]: sdks.deep },
      devDependencies: { typescript: '5.9.3' },
    }),
    'packages/app/plugins/deep/src/index.ts': deep,
    'packages/app/plugins/deep/tsconfig.json': json({
      extends: '../../../../tsconfig.base.json',
      compilerOptions: { composite: true, noEmit: true, paths: { '@wire/*': ['../../../wire/src/*'] } },
      include: ['src', '../../../wire/src'],
    }),
    'tsconfig.base.json': json({
      compilerOptions: {
        target: 'es2022',
        module: 'preserve',
        strict: true,
        skipLibCheck: true,
        allowJs: true,
        types: [],
      },
    }),
    'tsconfig.json': json({ files: [], references: [{ path: 'packages/app/plugins/deep' }] }),
  };
}
