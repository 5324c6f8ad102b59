// Module specifier -> SDK generation. v1 is one package with deep entries, v2 a family of packages with few.

import type { Generation } from './codemod.ts';

export interface SdkModule {
  readonly generation: Generation;
  /** `sdk` for the SDK itself, `transport` for the patched transport. */
  readonly from: 'sdk' | 'transport';
  /** Package name. */
  readonly package: string;
  /** Entry below the package without `.js`, `dist/esm/` and `/index`: `client/streamableHttp`; '' for the package itself. */
  readonly entry: string;
}

const packages: Readonly<Record<string, Pick<SdkModule, 'generation' | 'from'>>> = {
  '@modelcontextprotocol/sdk': { generation: 'v1', from: 'sdk' },
  '@modelcontextprotocol/client': { generation: 'v2', from: 'sdk' },
  '@modelcontextprotocol/core': { generation: 'v2', from: 'sdk' },
  '@modelcontextprotocol/server': { generation: 'v2', from: 'sdk' },
  '@resession/transport': { generation: 'v2', from: 'transport' },
};

/** Where `StreamableHTTPClientTransport` comes from, stock and patched. v1 exports it from one entry only. */
export const transportModules: Readonly<Record<Generation, { readonly stock: string; readonly patched: string }>> = {
  v1: { stock: '@modelcontextprotocol/sdk/client/streamableHttp.js', patched: '@resession/transport/v1' },
  v2: { stock: '@modelcontextprotocol/client', patched: '@resession/transport' },
};

/** What a module specifier is of the SDK; undefined for every other package and for relative paths. */
export function sdkModule(specifier: string): SdkModule | undefined {
  const name = specifier.split('/', 2).join('/');
  const known = packages[name];
  if (known === undefined) return undefined;
  const entry = specifier
    .slice(name.length + 1)
    .replace(/^dist\/(?:esm|cjs)\//, '')
    .replace(/\.[cm]?js$/, '')
    .replace(/(?:^|\/)index$/, '');
  if (known.from === 'transport' && entry === 'v1') return { ...known, generation: 'v1', package: name, entry };
  return { ...known, package: name, entry };
}

/** True for the stock modules that export the transport: one entry in v1, the client package in v2. */
export function exportsTransport({ from, package: name, entry }: SdkModule): boolean {
  if (from !== 'sdk') return false;
  return name === '@modelcontextprotocol/sdk'
    ? entry === 'client/streamableHttp'
    : name === '@modelcontextprotocol/client' && entry === '';
}
