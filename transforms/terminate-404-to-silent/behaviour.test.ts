// The code of the fixtures as it was, on the stock transport, and as it becomes, on the patched one, ending real sessions on
// a real server: gone already, refused, or the server itself gone. Both do the same.

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Generation } from '../lib/codemod.ts';
import { clientOf, outcomeOf, SessionServer, transportTo } from '../lib/session-server.test.kit.ts';

type End = (transport: unknown, warn: (text: string) => void) => Promise<unknown>;

const fixtures = fileURLToPath(new URL('./fixtures/', import.meta.url));
const changed = readdirSync(fixtures).filter((name) =>
  readdirSync(fixtures + name).some((file) => file.startsWith('output.')),
);

async function load(name: string, side: 'input' | 'output'): Promise<End> {
  const folder = `${fixtures}${name}/`;
  const file = readdirSync(folder).find((entry) => entry.startsWith(`${side}.`)) ?? '';
  const module = (await import(folder + file)) as Record<string, unknown>;
  const { end, endAll, Link } = module as { end?: End; endAll?: (all: readonly unknown[]) => Promise<unknown> } & {
    Link?: new (transport: unknown) => { close(): Promise<unknown> };
  };
  if (end !== undefined) return end;
  if (endAll !== undefined) return (transport) => endAll([transport]);
  if (Link !== undefined) return (transport) => new Link(transport).close();
  throw new Error(`${name} ends nothing`);
}

/** What a server does when a session is to end. */
const endings: Readonly<Record<string, number | 'gone' | 'down'>> = {
  'the session is there': 200,
  'the session is gone': 'gone',
  '404 from somewhere': 404,
  '400': 400,
  '401': 401,
  '405': 405,
  '410': 410,
  '500': 500,
  'the server is down': 'down',
};

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function ended(end: End, generation: Generation, patched: boolean, how: number | 'gone' | 'down') {
  const at = await SessionServer.start();
  const transport = await transportTo(at.url, generation, patched);
  const client = clientOf(generation);
  await client.connect(transport);
  if (typeof how === 'number') at.endsWith = how;
  if (how === 'gone') at.forget();
  if (how === 'down') at.stop();
  const warned: unknown[] = [];
  const told = vi.mocked(console.warn).mock.calls.length + vi.mocked(console.error).mock.calls.length;
  const outcome = await outcomeOf(() => end(transport, (text) => warned.push(text)));
  const warnings = vi.mocked(console.warn).mock.calls.length + vi.mocked(console.error).mock.calls.length - told;
  await client.close();
  at.stop();
  return { outcome, warned: warned.length, warnings };
}

describe.each(changed)('%s', (name) => {
  const generation: Generation = name.startsWith('v1') ? 'v1' : 'v2';
  test.each(Object.entries(endings))('%s', async (_, how) => {
    const before = await ended(await load(name, 'input'), generation, false, how);
    const after = await ended(await load(name, 'output'), generation, true, how);
    // The port is another one each time.
    const plain = (seen: unknown): string => JSON.stringify(seen).replace(/127\.0\.0\.1:\d+/g, 'server');
    expect(plain(after)).toBe(plain(before));
  });
});

test('what the question is about is another answer', async () => {
  const name = 'ask-other-answer';
  const [before, after] = [
    await ended(await load(name, 'input'), 'v1', false, 'gone'),
    await ended(await load(name, 'input'), 'v1', true, 'gone'),
  ];
  expect([before.outcome, after.outcome]).toEqual([{ value: false }, { value: true }]);
});

test('without the patched transport the change would let the 404 out', async () => {
  const { outcome } = await ended(await load('v1-helper-goes', 'output'), 'v1', false, 'gone');
  expect(outcome).toMatchObject({ threw: 'StreamableHTTPError', code: 404 });
});
