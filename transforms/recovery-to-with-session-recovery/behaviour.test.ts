// Recovery by hand and what it becomes, against a real server that forgets its sessions: the same answers, the same requests,
// as many initialize; and callers at the same time, for whom the helper connects once.

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Generation } from '../lib/codemod.ts';
import { clientOf, outcomeOf, SessionServer, transportTo } from '../lib/session-server.test.kit.ts';

type Call = (name: string) => Promise<unknown>;
type Tools = new (url: URL) => { call: Call };
type Drive = (module: Readonly<Record<string, unknown>>, url: URL) => Promise<Call>;

const exported: Drive = ({ call }) => Promise.resolve(call as Call);
const ofClass: Drive = (module, url) => {
  const tools = new (module['Tools'] as Tools)(url);
  return Promise.resolve((name) => tools.call(name));
};
const generationOf = (name: string): Generation => (name.startsWith('v1') ? 'v1' : 'v2');

const drives: Readonly<Record<string, Drive>> = {
  'v1-connect-from-elsewhere': (module, url) => {
    const connect = async (): Promise<unknown> => {
      const client = clientOf('v1');
      await client.connect(await transportTo(url, 'v1', true));
      return client;
    };
    return Promise.resolve((module['toolsOf'] as (connect: () => Promise<unknown>) => Call)(connect));
  },
  'v1-connected-at-once': (module, url) => (module['toolsAt'] as (url: URL) => Promise<Call>)(url),
  'v1-job': exported,
  'v1-private-field': ofClass,
  'v1-variable-of-the-file': exported,
  'v2-arrow-code-spelled-out': (module, url) =>
    Promise.resolve((module['toolsAt'] as (url: URL) => { call: Call })(url).call),
  'v2-hidden-field': ofClass,
  'v2-several-methods-crlf': ofClass,
};

const fixtures = fileURLToPath(new URL('./fixtures/', import.meta.url));
let loads = 0;

/** A fresh copy of a fixture each time, for some keep their client in the module. */
async function opened(name: string, side: 'input' | 'output', url: URL): Promise<Call> {
  const file = readdirSync(fixtures + name).find((entry) => entry.startsWith(`${side}.`)) ?? '';
  process.env['MCP_URL'] = url.href;
  const module = (await import(`${fixtures}${name}/${file}?load=${(loads += 1)}`)) as Record<string, unknown>;
  const drive = drives[name];
  if (drive === undefined) throw new Error(`${name} is not driven`);
  return drive(module, url);
}

/** What happens to the server between two calls. */
const strikes: Readonly<Record<string, (server: SessionServer) => void>> = {
  nothing: () => undefined,
  'sessions are forgotten': (server) => server.forget(),
  'every session but a new one is refused': (server) => {
    server.forget();
    server.refusing = 404;
  },
  'every call is refused with 404': (server) => void (server.refusing = 404),
  '401': (server) => void (server.refusing = 401),
  '500': (server) => void (server.refusing = 500),
  'forgotten, then 500': (server) => {
    server.forget();
    server.refusing = 500;
  },
  'the server is down': (server) => server.stop(),
};

async function oneByOne(name: string, side: 'input' | 'output', strike: (server: SessionServer) => void) {
  const server = await SessionServer.start();
  const call = await opened(name, side, server.url);
  const first = await outcomeOf(() => call('one'));
  strike(server);
  const second = await outcomeOf(() => call('two'));
  server.refusing = undefined;
  const third = await outcomeOf(() => call('three'));
  server.stop();
  const seen = { first, second, third, asked: server.asked, sessions: server.sessions };
  return JSON.stringify(seen).replace(/127\.0\.0\.1:\d+/g, 'server');
}

async function atOnce(name: string, side: 'input' | 'output') {
  const server = await SessionServer.start();
  const call = await opened(name, side, server.url);
  await call('one');
  server.forget();
  const answers = await Promise.all(['a', 'b', 'c', 'd'].map((each) => outcomeOf(() => call(each))));
  const { sessions } = server;
  server.stop();
  return { answers, sessions };
}

test('every changed fixture is driven', () => {
  const changed = readdirSync(fixtures).filter((name) =>
    readdirSync(fixtures + name).some((file) => file.startsWith('output.')),
  );
  expect(Object.keys(drives)).toEqual(changed);
  expect(new Set(changed.map(generationOf)).size).toBe(2);
});

test('by hand and with the helper a forgotten session is opened again, once', async () => {
  for (const side of ['input', 'output'] as const) {
    const seen = await oneByOne('v1-private-field', side, (server) => server.forget());
    expect(JSON.parse(seen)).toMatchObject({ asked: ['initialize', 'one', 'initialize', 'two', 'three'], sessions: 2 });
  }
});

describe.each(Object.keys(drives))('%s', (name) => {
  test.each(Object.entries(strikes))('%s', async (_, strike) => {
    const before = await oneByOne(name, 'input', strike);
    expect(await oneByOne(name, 'output', strike)).toBe(before);
  });

  test('callers at the same time', async () => {
    const [before, after] = [await atOnce(name, 'input'), await atOnce(name, 'output')];
    for (const answer of after.answers) expect(answer).toHaveProperty('value');
    expect(after.sessions).toBe(2);
    // By hand each caller connects for itself; one that closes the client of another ends that one's call.
    expect(before.sessions).toBeGreaterThanOrEqual(after.sessions);
    const given = before.answers.flatMap((answer, i) => ('value' in (answer as object) ? [i] : []));
    for (const i of given) expect(after.answers[i]).toEqual(before.answers[i]);
  });
});
