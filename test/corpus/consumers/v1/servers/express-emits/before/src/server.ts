import { randomUUID } from 'node:crypto';
import express, { type Express } from 'express';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

const sessions = new Map<string, StreamableHTTPServerTransport>();

export function app(): Express {
  const server = express();
  server.use(express.json());
  server.post('/mcp', async (req, res) => {
    const id = req.headers['mcp-session-id'];
    if (typeof id === 'string') {
      const known = sessions.get(id);
      if (known === undefined) {
        res.status(404).json({ jsonrpc: '2.0', error: { code: -32001, message: 'Session not found' }, id: null });
        return;
      }
      await known.handleRequest(req, res, req.body);
      return;
    }
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (fresh) => void sessions.set(fresh, transport),
    });
    await new McpServer({ name: 'emits', version: '1.0.0' }).connect(transport);
    await transport.handleRequest(req, res, req.body);
  });
  return server;
}

export const known = (): number => sessions.size;
