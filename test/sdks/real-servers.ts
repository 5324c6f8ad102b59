// Servers built with the SDK's own server packages, one session map each, as their documentation shows it.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createMcpExpressApp } from '@modelcontextprotocol/express';
import { createMcpFastifyApp } from '@modelcontextprotocol/fastify';
import { createMcpHonoApp } from '@modelcontextprotocol/hono';
import { NodeStreamableHTTPServerTransport } from '@modelcontextprotocol/node';
import { McpServer as McpServerV1 } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { McpServer, WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server';
import express from 'express';
import { z } from 'zod';

/** A running server whose sessions can be ended as a restart would. */
export interface RealServer {
  readonly url: URL;
  kill(): Promise<void>;
  close(): Promise<void>;
}

interface Closable {
  close(): Promise<void>;
}

const INFO = { name: 'real', version: '1.0.0' };
const GONE = { jsonrpc: '2.0', error: { code: -32001, message: 'Session not found' }, id: null };
const MISSING = {
  jsonrpc: '2.0',
  error: { code: -32000, message: 'Bad Request: Mcp-Session-Id header is required' },
  id: null,
};

function echoServer(): McpServer {
  const server = new McpServer(INFO);
  server.registerTool('echo', { inputSchema: z.object({ text: z.string() }) }, ({ text }) => ({
    content: [{ type: 'text', text }],
  }));
  return server;
}

function echoServerV1(): McpServerV1 {
  const server = new McpServerV1(INFO);
  server.registerTool('echo', { inputSchema: { text: z.string() } }, ({ text }) => ({
    content: [{ type: 'text', text }],
  }));
  return server;
}

const isInitialize = (body: unknown): boolean => (body as { method?: unknown } | null)?.method === 'initialize';

/** The map from session ids to transports, and the refusal of what is not in it. */
class Sessions<T extends Closable> {
  readonly #open = new Map<string, T>();

  add(id: string, transport: T): void {
    this.#open.set(id, transport);
  }

  find(id: string | undefined): T | undefined {
    return id === undefined ? undefined : this.#open.get(id);
  }

  async kill(): Promise<void> {
    const transports = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(transports.map((transport) => transport.close()));
  }
}

type NodeHandler = (request: IncomingMessage, response: ServerResponse, body: unknown) => Promise<void>;

function refuse(response: ServerResponse, id: unknown): void {
  const status = id === undefined ? 400 : 404;
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify(id === undefined ? MISSING : GONE));
}

const sessionOf = (request: IncomingMessage): string | undefined => {
  const id = request.headers['mcp-session-id'];
  return Array.isArray(id) ? id[0] : id;
};

function nodeHandler(sessions: Sessions<NodeStreamableHTTPServerTransport>): NodeHandler {
  return async (request, response, body) => {
    const id = sessionOf(request);
    let transport = sessions.find(id);
    if (transport === undefined) {
      if (id !== undefined || !isInitialize(body)) return refuse(response, id);
      const made: NodeStreamableHTTPServerTransport = new NodeStreamableHTTPServerTransport({
        sessionIdGenerator: () => randomUUID(),
        onsessioninitialized: (sessionId) => sessions.add(sessionId, made),
      });
      await echoServer().connect(made);
      transport = made;
    }
    await transport.handleRequest(request, response, body);
  };
}

function v1Handler(sessions: Sessions<StreamableHTTPServerTransport>): NodeHandler {
  return async (request, response, body) => {
    const id = sessionOf(request);
    let transport = sessions.find(id);
    if (transport === undefined) {
      if (id !== undefined || !isInitialize(body)) return refuse(response, id);
      const made: StreamableHTTPServerTransport = new StreamableHTTPServerTransport({
        sessionIdGenerator: () => randomUUID(),
        onsessioninitialized: (sessionId) => sessions.add(sessionId, made),
      });
      // The v1 types predate exactOptionalPropertyTypes.
      await echoServerV1().connect(made as Parameters<McpServerV1['connect']>[0]);
      transport = made;
    }
    await transport.handleRequest(request, response, body);
  };
}

function running(server: Server, sessions: Sessions<Closable>): RealServer {
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}/mcp`),
    kill: () => sessions.kill(),
    async close() {
      await sessions.kill();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const listening = (server: Server): Promise<Server> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? undefined : JSON.parse(text);
}

async function startNode(): Promise<RealServer> {
  const sessions = new Sessions<NodeStreamableHTTPServerTransport>();
  const handle = nodeHandler(sessions);
  const server = createServer((request, response) => {
    void readJson(request).then((body) => handle(request, response, body));
  });
  return running(await listening(server), sessions);
}

async function startExpress(): Promise<RealServer> {
  const sessions = new Sessions<NodeStreamableHTTPServerTransport>();
  const handle = nodeHandler(sessions);
  const app = createMcpExpressApp();
  app.all('/mcp', (request, response) => handle(request, response, request.body));
  return running(await listening(createServer(app)), sessions);
}

async function startFastify(): Promise<RealServer> {
  const sessions = new Sessions<NodeStreamableHTTPServerTransport>();
  const handle = nodeHandler(sessions);
  const app = createMcpFastifyApp();
  app.all('/mcp', async (request, reply) => {
    reply.hijack();
    await handle(request.raw, reply.raw, request.body);
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return running(app.server, sessions);
}

async function startHono(): Promise<RealServer> {
  const sessions = new Sessions<WebStandardStreamableHTTPServerTransport>();
  const app = createMcpHonoApp();
  app.all('/mcp', async (context) => {
    const id = context.req.header('mcp-session-id');
    const { parsedBody } = context.var as { parsedBody?: unknown };
    let transport = sessions.find(id);
    if (transport === undefined) {
      if (id !== undefined || !isInitialize(parsedBody))
        return id === undefined ? context.json(MISSING, 400) : context.json(GONE, 404);
      const made: WebStandardStreamableHTTPServerTransport = new WebStandardStreamableHTTPServerTransport({
        sessionIdGenerator: () => randomUUID(),
        onsessioninitialized: (sessionId) => sessions.add(sessionId, made),
      });
      await echoServer().connect(made);
      transport = made;
    }
    return transport.handleRequest(context.req.raw, { parsedBody });
  });
  const server = await new Promise<Server>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started as Server));
  });
  return running(server, sessions);
}

async function startV1(): Promise<RealServer> {
  const sessions = new Sessions<StreamableHTTPServerTransport>();
  const handle = v1Handler(sessions);
  const app = express();
  app.use(express.json());
  app.all('/mcp', (request, response) => handle(request, response, request.body));
  return running(await listening(createServer(app)), sessions);
}

export const REAL_SERVERS: Readonly<Record<string, () => Promise<RealServer>>> = {
  node: startNode,
  express: startExpress,
  fastify: startFastify,
  hono: startHono,
  'v1 express': startV1,
};
