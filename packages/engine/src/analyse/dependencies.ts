// Which dependencies of a package are MCP clients of their own: their transports are not ours to swap.

import type { Host } from '../host.ts';
import { type Package, type Project, readManifest } from '../project.ts';

/** Known to build their own MCP client; whether they name the SDK or bundle it, installed or not. */
const wellKnown = new Set([
  '@ai-sdk/mcp',
  '@langchain/mcp-adapters',
  '@llamaindex/tools',
  '@mastra/mcp',
  '@modelcontextprotocol/inspector',
  '@openai/agents',
  '@openai/agents-core',
  'agents',
  'ai',
  'fastmcp',
  'mcp-client',
  'mcp-proxy',
  'mcp-remote',
  'mcp-use',
]);

const sdks = ['@modelcontextprotocol/sdk', '@modelcontextprotocol/client'];

/** The names, sorted. Packages of the workspace are not among them, and neither are the SDK and the patched transport. */
export function ownClients(host: Host, root: string, project: Project, of: Package): readonly string[] {
  const workspace = new Set([...project.packages.values()].map(({ name }) => name));
  return [...of.manifest.ranges.keys()]
    .filter((name) => !workspace.has(name) && !sdks.includes(name) && name !== '@resession/transport')
    .filter((name) => bringsClient(host, root, of.path, name))
    .sort();
}

function bringsClient(host: Host, root: string, from: string, name: string): boolean {
  // A name is a folder below node_modules; one that climbs out is no package name.
  if (name.split('/').includes('..')) return false;
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const installed = readManifest(
      host,
      root,
      `${root}/${folder === '' ? '' : `${folder}/`}node_modules/${name}/package.json`,
    );
    if (installed !== null && typeof installed !== 'string') {
      return wellKnown.has(name) || sdks.some((sdk) => installed.runtime.has(sdk));
    }
    if (folder === '') return wellKnown.has(name);
  }
}
