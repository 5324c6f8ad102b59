// An MCP server on the SDK's own server package that can forget every session, as a restart or an eviction does.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { NodeStreamableHTTPServerTransport } from '@modelcontextprotocol/node';
import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { ExpiryAnswer } from './answers.ts';

export interface ForgetfulServer {
  readonly url: string;
  /** Sessions handed out since the start. */
  sessionsOpened(): number;
  /** Drops every session and its open streams; from then on their ids are answered with the expiry answer. */
  forgetSessions(): Promise<void>;
  close(): Promise<void>;
}

type Sessions = Map<string, NodeStreamableHTTPServerTransport>;

/** Starts a server on the loopback interface, on a port of the system's choice. */
export async function startForgetfulServer(answer: ExpiryAnswer): Promise<ForgetfulServer> {
  const sessions: Sessions = new Map();
  let opened = 0;
  const server = createServer((request, response) => {
    void serve(request, response, sessions, answer, () => (opened += 1));
  });
  const port = await listen(server);

  const forgetSessions = async (): Promise<void> => {
    const forgotten = [...sessions.values()];
    sessions.clear();
    await Promise.all(forgotten.map((transport) => transport.close()));
  };
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    sessionsOpened: () => opened,
    forgetSessions,
    close: async () => {
      await forgetSessions();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: Sessions,
  answer: ExpiryAnswer,
  onOpen: () => void,
): Promise<void> {
  const id = request.headers['mcp-session-id'];
  if (typeof id !== 'string') {
    // The transport itself refuses, with 400, whatever is not an initialize.
    const transport = await openSession(sessions, onOpen);
    await transport.handleRequest(request, response);
    return;
  }
  const transport = sessions.get(id);
  if (transport !== undefined) {
    await transport.handleRequest(request, response);
    return;
  }
  request.resume();
  response.writeHead(404, answer.contentType === null ? {} : { 'content-type': answer.contentType });
  response.end(answer.body);
}

async function openSession(sessions: Sessions, onOpen: () => void): Promise<NodeStreamableHTTPServerTransport> {
  const transport = new NodeStreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (id) => {
      sessions.set(id, transport);
      onOpen();
    },
    onsessionclosed: (id) => {
      sessions.delete(id);
    },
  });
  const mcp = new McpServer({ name: 'forgetful', version: '1.0.0' });
  mcp.registerTool('echo', { inputSchema: z.object({ text: z.string() }) }, ({ text }) => ({
    content: [{ type: 'text', text }],
  }));
  await mcp.connect(transport);
  return transport;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}
