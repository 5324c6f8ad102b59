#!/usr/bin/env node
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const info = { name: 'deploy', version: '1.0.0' };

export const open = async (url) => {
  const client = new Client(info);
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
};

// the server wraps it in the body: {"jsonrpc":"2.0","error":{"code":-32001,...
const sessionWasDropped = (message) => message.includes('"code":-32001') || message.includes('"code": -32001');

/** Runs one step and, if the server lost us, once more on a fresh connection. */
export async function step(client, name, reopen) {
  try {
    await client.callTool({ name, arguments: { dryRun: false } });
    return 'done';
  } catch (e) {
    if (e instanceof Error && sessionWasDropped(e.message)) {
      const fresh = await reopen();
      return fresh === undefined ? 'gave up' : 'again';
    }
    throw e;
  }
}
