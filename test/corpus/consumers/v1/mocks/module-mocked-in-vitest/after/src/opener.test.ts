import { expect, test, vi } from 'vitest';
import { Opener } from './opener.js';

const started = vi.hoisted(() => ({ count: 0 }));

vi.mock('@resession/transport/v1', async (original) => ({
  ...(await original<typeof import('@resession/transport/v1')>()),
  StreamableHTTPClientTransport: class {
    onmessage?: (message: unknown) => void;
    async start() {
      started.count += 1;
    }
    async close() {}
    async send() {
      throw new Error('no server in a unit test');
    }
  },
}));

test('opens the transport', async () => {
  await expect(new Opener().open('http://localhost/mcp')).rejects.toThrow('no server');
  expect(started.count).toBe(1);
});
