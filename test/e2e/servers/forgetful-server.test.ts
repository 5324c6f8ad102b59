// The servers of the end to end tests do what they are there for: serve a session, forget it, and say so each in its way.

import { afterEach, describe, expect, it } from 'vitest';
import { expiryAnswers, referenceAnswer } from './answers.ts';
import { type ForgetfulServer, startForgetfulServer } from './forgetful-server.ts';

let server: ForgetfulServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

function post(url: string, method: string, params: object, session?: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(session === undefined ? {} : { 'mcp-session-id': session }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
}

async function openSession(url: string): Promise<string> {
  const clientInfo = { name: 'test', version: '1.0.0' };
  const response = await post(url, 'initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo });
  await response.text();
  expect(response.status).toBe(200);
  return response.headers.get('mcp-session-id') ?? '';
}

describe.each(expiryAnswers)('a server that answers a forgotten session with $name', (answer) => {
  it('serves the session, then forgets it', async () => {
    server = await startForgetfulServer(answer);
    const session = await openSession(server.url);
    const healthy = await post(server.url, 'tools/call', { name: 'echo', arguments: { text: 'hello' } }, session);
    expect(healthy.status).toBe(200);
    expect(await healthy.text()).toContain('hello');

    await server.forgetSessions();
    for (const method of ['POST', 'GET', 'DELETE']) {
      const gone = await fetch(server.url, { method, headers: { 'mcp-session-id': session } });
      expect(gone.status).toBe(404);
      expect(await gone.text()).toBe(answer.body);
      expect(gone.headers.get('content-type')).toBe(answer.contentType);
    }

    expect(await openSession(server.url)).not.toBe(session);
    expect(server.sessionsOpened()).toBe(2);
  });
});

it('refuses a request without a session with 400, not 404', async () => {
  server = await startForgetfulServer(referenceAnswer);
  const response = await post(server.url, 'tools/list', {});
  expect(response.status).toBe(400);
});
