// A coding agent's side of the built command: the real clients of both SDK generations, over stdio.

import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Client as NewClient } from '@modelcontextprotocol/client';
import { StdioClientTransport as NewTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ListRootsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { freshEnvironment } from '../e2e/command.ts';

/** `v2 modern` speaks the protocol of 2026-07-28; the others begin with `initialize`. */
export const generations = ['v1', 'v2', 'v2 modern'] as const;
export type Generation = (typeof generations)[number];

export const command = fileURLToPath(new URL('../../packages/cli/bin/migrate.js', import.meta.url));

export interface Step {
  readonly text: string;
  readonly tool?: string;
  readonly arguments?: Record<string, unknown>;
  readonly command?: readonly string[];
  readonly in?: string;
}

/** The structured content of a result, as far as tests read it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever a tool gives; the schema is checked at every call
export type Content = any;

export interface Answer {
  readonly isError: boolean;
  readonly content: Content;
  readonly text: string;
}

export interface ToolInfo {
  readonly name: string;
  readonly description?: string | undefined;
  readonly annotations?: object | undefined;
  readonly inputSchema: object;
  readonly outputSchema?: object | undefined;
}

export interface CallOptions {
  readonly onprogress?: (progress: { progress: number; message?: string | undefined }) => void;
  readonly signal?: AbortSignal;
}

export interface Agent {
  readonly tools: readonly ToolInfo[];
  readonly instructions: string;
  /** Calls a tool; where it gives structured content, that is held to the schema of the tool and to the text beside it. */
  call(tool: string, args?: Record<string, unknown>, options?: CallOptions): Promise<Answer>;
  resources(): Promise<readonly { uri: string; title?: string | undefined }[]>;
  read(uri: string): Promise<string>;
  prompt(args?: Record<string, string>): Promise<string>;
  /** Other roots, with the notification. */
  setRoots(folders: readonly string[]): Promise<void>;
  /** All that the server printed beside the protocol. */
  stderr(): string;
  close(): Promise<void>;
}

export interface Start {
  readonly generation?: Generation;
  /** The folder the server is started in. */
  readonly cwd: string;
  /** Folders; absent where the client has no roots at all. */
  readonly roots?: readonly string[];
  readonly flags?: readonly string[];
  /** In place of the built command. */
  readonly argv?: readonly string[];
}

interface RawResult {
  readonly isError?: boolean | undefined;
  readonly structuredContent?: unknown;
  readonly content?: unknown;
}

interface Raw {
  tools(): Promise<readonly ToolInfo[]>;
  instructions(): string | undefined;
  call(name: string, args: Record<string, unknown>, options: CallOptions): Promise<RawResult>;
  resources(): Promise<readonly { uri: string; title?: string | undefined }[]>;
  read(uri: string): Promise<readonly object[]>;
  prompt(args: Record<string, string>): Promise<readonly { content: unknown }[]>;
  rootsChanged(): Promise<void>;
  close(): Promise<void>;
}

const timeout = 170_000;

/** Starts the server and shakes hands. */
export async function agent(start: Start): Promise<Agent> {
  if (start.argv === undefined && !existsSync(new URL('../dist/main.js', pathToFileURL(command))))
    throw new Error('npm run build comes first');
  let folders = start.roots;
  const roots = (): { roots: { uri: string }[] } => ({
    roots: (folders ?? []).map((folder) => ({ uri: pathToFileURL(folder).href })),
  });
  let printed = '';
  const hear = (chunk: unknown): void => void (printed += String(chunk));
  const raw = await (start.generation === 'v1' ? oldClient : newClient)(start, roots, hear);
  const tools = await raw.tools();
  return {
    tools,
    instructions: raw.instructions() ?? '',
    call: async (name, args = {}, options = {}) => answerOf(name, await raw.call(name, args, options), tools),
    resources: () => raw.resources(),
    read: async (uri) => textIn((await raw.read(uri))[0]),
    prompt: async (args = {}) => textIn((await raw.prompt(args))[0]?.content),
    setRoots: async (next) => {
      folders = next;
      await raw.rootsChanged();
    },
    stderr: () => printed,
    close: () => raw.close(),
  };
}

const schemas = new Ajv2020({ strict: false, allErrors: true });

function answerOf(
  name: string,
  { isError = false, structuredContent, content }: RawResult,
  tools: readonly ToolInfo[],
): Answer {
  const text = textIn(Array.isArray(content) ? content[0] : undefined);
  if (isError) return { isError, content: parsedOr(text), text };
  const schema = tools.find((tool) => tool.name === name)?.outputSchema;
  if (schema === undefined) throw new Error(`${name} has no output schema`);
  if (!schemas.validate(schema, structuredContent)) throw new Error(`${name}: ${schemas.errorsText()}`);
  if (JSON.stringify(JSON.parse(text)) !== JSON.stringify(structuredContent))
    throw new Error(`${name}: the text differs`);
  return { isError, content: structuredContent, text };
}

function parsedOr(text: string): Content {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function textIn(content: unknown): string {
  const text = typeof content === 'object' && content !== null && 'text' in content ? content.text : undefined;
  return typeof text === 'string' ? text : '';
}

type Connect = (
  start: Start,
  roots: () => { roots: { uri: string }[] },
  hear: (chunk: unknown) => void,
) => Promise<Raw>;

const identity = { name: 'agent', version: '1.0.0' };
const capabilitiesOf = ({ roots }: Start): object => (roots === undefined ? {} : { roots: { listChanged: true } });

function processOf({ cwd, flags = [], argv = [process.execPath, command] }: Start): {
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  stderr: 'pipe';
} {
  const [program = '', ...args] = argv;
  const env = Object.fromEntries(
    Object.entries(freshEnvironment()).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  return { command: program, args: [...args, 'mcp', ...flags], cwd, env, stderr: 'pipe' };
}

const oldClient: Connect = async (start, roots, hear) => {
  const client = new OldClient(identity, { capabilities: capabilitiesOf(start) });
  if (start.roots !== undefined) client.setRequestHandler(ListRootsRequestSchema, () => roots());
  const transport = new OldTransport(processOf(start));
  transport.stderr?.on('data', hear);
  await client.connect(transport);
  return {
    tools: async () => (await client.listTools()).tools,
    instructions: () => client.getInstructions(),
    call: async (name, args, options) => {
      const wanted = { name, arguments: args };
      const result: Readonly<Record<string, unknown>> = await client.callTool(wanted, undefined, {
        timeout,
        ...options,
      });
      const { structuredContent, content } = result;
      return { isError: result['isError'] === true, structuredContent, content };
    },
    resources: async () => (await client.listResources()).resources,
    read: async (uri) => (await client.readResource({ uri })).contents,
    prompt: async (args) => (await client.getPrompt({ name: 'settle-todos', arguments: args }, { timeout })).messages,
    rootsChanged: () => client.sendRootsListChanged(),
    close: () => client.close(),
  };
};

const newClient: Connect = async (start, roots, hear) => {
  const modern = start.generation === 'v2 modern';
  const client = new NewClient(identity, {
    capabilities: capabilitiesOf(start),
    ...(modern && { versionNegotiation: { mode: { pin: '2026-07-28' } } }),
  });
  if (start.roots !== undefined) client.setRequestHandler('roots/list', () => roots());
  const transport = new NewTransport(processOf(start));
  transport.stderr?.on('data', hear);
  await client.connect(transport);
  return {
    tools: async () => (await client.listTools()).tools,
    instructions: () => client.getInstructions(),
    call: (name, args, options) => client.callTool({ name, arguments: args }, { timeout, ...options }),
    resources: async () => (await client.listResources()).resources,
    read: async (uri) => (await client.readResource({ uri })).contents,
    prompt: async (args) => (await client.getPrompt({ name: 'settle-todos', arguments: args }, { timeout })).messages,
    // The newer protocol has no such notification: every call asks.
    rootsChanged: () => (modern ? Promise.resolve() : client.sendRootsListChanged()),
    close: () => client.close(),
  };
};
