// What an inspection leans on: the SDK generations of the file, and where its transports come from.

import type { Context, Generation } from '../codemod.ts';
import { wordsOf } from '../own-comments.ts';
import { sdkImports } from '../sdk-imports.ts';
import type { Source } from '../source.ts';

export interface Inspection {
  readonly source: Source;
  readonly context: Context;
  /** The generations whose errors are put in. */
  readonly generations: ReadonlySet<Generation>;
  /** The file imports the client side of an SDK, or the patched transport. */
  readonly imports: boolean;
  /** It imports the client of the old SSE transport and not the Streamable HTTP one. */
  readonly sseOnly: boolean;
  /** The old SSE transport feeds the same errors: a lost session has no code there. */
  readonly sse: boolean;
  /** Transports are built where the errors come from; undefined when nobody could say. */
  readonly built: boolean | undefined;
  readonly dependencies: readonly string[];
  /** The file speaks of MCP at all. */
  readonly mentions: boolean;
  /** It calls methods that are named like the SDK's requests. */
  readonly requests: boolean;
}

const bothGenerations: ReadonlySet<Generation> = new Set<Generation>(['v1', 'v2']);

/** A file can use a client that another file made: the names of the SDK's requests say so as well as an import. */
const requestNames =
  /\.(?:callTool|listTools|readResource|listResources|listResourceTemplates|getPrompt|listPrompts|setLoggingLevel)\(|\b(?:mcp)?client\)?\??\.ping\(/i;

/** True for a file that, by its path or text, has to do with MCP. */
export function speaksOfMcp(source: Source): boolean {
  return /\bmcp|mcp\b|modelcontextprotocol|StreamableHTTP/i.test(`${source.path}\n${wordsOf(source)}`);
}

/** Collects it; undefined where the file has nothing to do with an MCP client. */
export function inspectionOf(source: Source, context: Context): Inspection | undefined {
  const client = sdkImports(source).all.filter(
    ({ sdk }) => sdk.package !== '@modelcontextprotocol/server' && !sdk.entry.startsWith('server'),
  );
  const origin = context.facts.ask('transport-origin');
  const imports = client.length > 0;
  const built = origin === undefined ? undefined : origin.built.length > 0;
  const dependencies = origin?.dependencies ?? [];
  if (!imports && built === false && dependencies.length === 0) return undefined;
  const words = wordsOf(source);
  const mentions = speaksOfMcp(source);
  const requests = requestNames.test(words);
  // A predicate may know nothing but a text; where its package builds transports, their errors can reach it.
  if (!imports && !mentions && !requests && built !== true) return undefined;
  const own = new Set(client.map(({ sdk }) => sdk.generation));
  const elsewhere = new Set(origin?.built.map(({ generation }) => generation) ?? []);
  const generations = own.size > 0 ? own : elsewhere.size > 0 ? elsewhere : bothGenerations;
  const names = new Set(client.map(({ name }) => name));
  const sseOnly = names.has('SSEClientTransport') && !names.has('StreamableHTTPClientTransport') && built !== true;
  const sse = names.has('SSEClientTransport') || origin?.sse === true;
  return {
    source,
    context,
    generations,
    imports,
    sseOnly,
    sse,
    built,
    dependencies,
    mentions,
    requests,
  };
}
