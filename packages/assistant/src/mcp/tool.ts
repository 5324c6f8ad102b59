// How a tool stands on the server: asked for roots first, one at a time, and a result whatever happens.

import {
  CLIENT_CAPABILITIES_META_KEY,
  type CallToolResult,
  type InputRequiredResult,
  type McpServer,
  type ServerContext,
  type ToolAnnotations,
  inputRequired,
  inputResponse,
} from '@modelcontextprotocol/server';
import type * as z from 'zod';
import { type Bounds, clientBounds, rootWithin, startBounds } from './bounds.ts';
import { teller } from './progress.ts';
import { failure, success } from './results.ts';
import { type Call, host, type Served } from './served.ts';
import type { ToolName } from './steps.ts';

export interface Tool<Input extends z.ZodObject> {
  readonly name: ToolName;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  /** The server holds results to it. */
  readonly output: z.ZodObject;
  readonly annotations: ToolAnnotations;
  /** The folder that the arguments name; undefined for the only one there is. */
  rootOf(args: z.infer<Input>): string | undefined;
  run(args: z.infer<Input>, call: Call): Promise<object>;
}

/** Where calls are let in. */
export interface Door {
  readonly server: McpServer;
  readonly served: Served;
  /** Runs one work after the other: two at once would write into each other's plans. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Puts a tool on the server. */
export function put<Input extends z.ZodObject>(
  door: Door,
  { name, title, description, input, output, annotations, rootOf, run }: Tool<Input>,
): void {
  const handler = async (args: unknown, ctx: ServerContext): Promise<CallToolResult | InputRequiredResult> => {
    try {
      // The SDK has held them to the schema.
      const given = args as z.infer<Input>;
      const bounds = boundsOf(door, ctx);
      if (bounds === 'ask') return askForRoots();
      const root = rootWithin(bounds, rootOf(given), host);
      const { signal } = ctx.mcpReq;
      const { tell, stop } = teller(ctx);
      const work = async (): Promise<CallToolResult> => {
        signal.throwIfAborted();
        return success(await run(given, { root, folders: bounds.folders, signal, tell }));
      };
      return await door.inTurn(work).finally(stop);
    } catch (error) {
      return failure(error);
    }
  };
  const inputSchema: z.ZodObject = input;
  door.server.registerTool(name, { title, description, inputSchema, outputSchema: output, annotations }, handler);
}

const key = 'roots';

/** A client that has roots is asked at every call: what it says cannot be out of date. */
export function boundsOf({ server, served }: Door, ctx: ServerContext): Bounds | 'ask' {
  const envelope: Readonly<Record<string, unknown>> = ctx.mcpReq.envelope ?? {};
  // On connections of the older kind the client said it once, as it connected.
  const declared = envelope[CLIENT_CAPABILITIES_META_KEY] ?? server.server.getClientCapabilities();
  const hasRoots = typeof declared === 'object' && declared !== null && 'roots' in declared;
  if (!hasRoots) return startBounds(served.folder, host);
  const answer = inputResponse(ctx.mcpReq.inputResponses, key);
  if (answer.kind !== 'roots') return 'ask';
  // Some clients that know of roots give none. One that gave some and took them away means it.
  if (answer.roots.length === 0 && !gaveRoots.has(server)) return startBounds(served.folder, host);
  gaveRoots.add(server);
  return clientBounds(answer.roots, host);
}

/** The connections on which the client named a root. */
const gaveRoots = new WeakSet<McpServer>();

export function askForRoots(): InputRequiredResult {
  return inputRequired({ inputRequests: { [key]: inputRequired.listRoots() } });
}
