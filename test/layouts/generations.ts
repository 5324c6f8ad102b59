// A workspace whose members are on SDK v2, on SDK v1, and on a release of v1 that the patched transport does not hold on.

import { proof } from './proof.ts';

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

const imports = {
  v1: `import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';`,
  v2: `import { Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';`,
};
const guesses = {
  v1: 'error instanceof StreamableHTTPError && error.code === 404',
  v2: 'error instanceof SdkHttpError && error.status === 404',
};

const member = (generation: 'v1' | 'v2'): string => `${imports[generation]}

export async function connect(url) {
  const client = new Client({ name: '${generation}', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(url));
  return client;
}

export async function guess(client) {
  try {
    return await client.listTools();
  } catch (error) {
    if (${guesses[generation]}) return 'expired';
    throw error;
  }
}
`;

/** Members by name: the SDK's package and the spec it is declared by. */
export type Members = Readonly<Record<string, readonly ['v1' | 'v2', string]>>;

const names = { v1: '@modelcontextprotocol/sdk', v2: '@modelcontextprotocol/client' } as const;

/** One member per entry, none of which depends on another. */
export function membersOn(members: Members, root: object = {}): Readonly<Record<string, string>> {
  const files = Object.entries(members).flatMap(([name, [generation, spec]]) => [
    [
      `packages/${name}/package.json`,
      json({
        name: `@layout/${name}`,
        version: '1.0.0',
        private: true,
        type: 'module',
        dependencies: { [names[generation]]: spec },
      }),
    ],
    [`packages/${name}/src/index.js`, member(generation)],
    [`packages/${name}/proof.js`, proof(generation, "import { connect, guess } from './src/index.js';")],
  ]);
  return {
    '.gitignore': 'node_modules\n.yarn\n.pnp.*\n',
    'package.json': json({ name: 'layout', private: true, workspaces: ['packages/*'], ...root }),
    ...Object.fromEntries(files),
  };
}
