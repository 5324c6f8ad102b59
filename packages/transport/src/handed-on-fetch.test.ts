// Consumers build a transport from the private fields of the one before (`fetch: old._fetch`): its guard must not come along.
import { describe, expect, test } from 'vitest';
import { isSessionExpired } from './session-expired.ts';
import { StreamableHTTPClientTransport } from './v1.ts';

const address = new URL('http://127.0.0.1:9/mcp');

/** Each `initialize` begins a session of the next number; whatever else is posted is refused with 404, a GET with 405. */
function forgetfulServer(): typeof globalThis.fetch {
  let sessions = 0;
  return async (_url, init) => {
    if (init?.method !== 'POST') return new Response(null, { status: 405 });
    if (!String(init.body).includes('"initialize"')) return new Response('gone', { status: 404 });
    sessions += 1;
    const result = { protocolVersion: '2025-06-18', capabilities: {}, serverInfo: { name: 'server', version: '1' } };
    return new Response(JSON.stringify({ jsonrpc: '2.0', id: 1, result }), {
      headers: { 'content-type': 'application/json', 'mcp-session-id': `session-${String(sessions)}` },
    });
  };
}

const fetchOf = (transport: object): typeof globalThis.fetch =>
  (transport as { _fetch: typeof globalThis.fetch })._fetch;

async function begun(fetch: typeof globalThis.fetch): Promise<StreamableHTTPClientTransport> {
  const transport = new StreamableHTTPClientTransport(address, { fetch });
  await transport.start();
  const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'client', version: '1' } };
  await transport.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
  return transport;
}

const refusal = (transport: StreamableHTTPClientTransport): Promise<unknown> =>
  transport.send({ jsonrpc: '2.0', id: 2, method: 'tools/list' }).then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a fetch handed on from an older transport', () => {
  test('expires the session of the transport that sent the request', async () => {
    const first = await begun(forgetfulServer());
    const second = await begun(fetchOf(first));
    expect(second.sessionId).toBe('session-2');
    expect(isSessionExpired(await refusal(second))).toBe(true);
    expect(second.sessionId).toBeUndefined();
  });

  test('leaves the session of the older transport alone', async () => {
    const first = await begun(forgetfulServer());
    const second = await begun(fetchOf(first));
    await refusal(second);
    expect(first.sessionId).toBe('session-1');
  });

  test('does not bring the gap of the older transport along', async () => {
    const first = await begun(forgetfulServer());
    expect(isSessionExpired(await refusal(first))).toBe(true);
    const second = new StreamableHTTPClientTransport(address, { fetch: fetchOf(first) });
    await second.start();
    expect(isSessionExpired(await refusal(second))).toBe(false);
  });
});
