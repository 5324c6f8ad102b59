// `migrate bot serve`: webhooks over HTTP, visits to a repository on a host of this machine.

import { readFileSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Hub, startHub } from '../bot/hub.ts';
import { migrate } from '../cli/command-line.ts';
import { git, guess, sample } from '../cli/sample.ts';
import { type Delivery, deliver, type Home, homeOf, newApp, type Running, signed, startApp, stopAll } from './app.ts';
import { added, comment, installed, push } from './payloads.ts';

// Many processes each, on machines that do other things as well.
vi.setConfig({ testTimeout: 120_000 });

const app = newApp();
let hub: Hub;
let home: Home;

beforeEach(async () => {
  hub = await startHub(sample, { app });
  home = homeOf(app);
});

afterEach(async () => {
  await stopAll();
  await hub.stop();
});

const start = (...flags: readonly string[]): Promise<Running> => startApp(hub, app, home, ...flags);
const pushed: Delivery = { event: 'push', payload: push() };

/** Holds a request of the API until it is let go, and tells when it came. */
function gate(asked: RegExp): { readonly reached: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const reached = new Promise<void>((resolve) => {
    hub.hold = ({ method, path: route }) => {
      if (!asked.test(`${method} ${route}`)) return null;
      resolve();
      return opened;
    };
  });
  return { reached, open: () => open() };
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
}

describe('a push to the default branch', () => {
  it('has the repository visited with a token for it alone, which stands nowhere', async () => {
    const running = await start();
    expect(await deliver(running, pushed)).toBe(202);
    await running.says('acme/client: opened #1');
    const [pull, ...others] = await hub.pulls();
    expect(others).toEqual([]);
    expect(git(hub.repository, 'log', '-1', '--format=%an <%ae>', pull?.head.ref ?? '')).toBe(
      'resession[bot] <resession[bot]@users.noreply.127.0.0.1>\n',
    );
    const [asked] = hub.asked.filter(({ path: route }) => route.endsWith('/access_tokens'));
    expect(asked).toMatchObject({ method: 'POST', path: '/app/installations/7/access_tokens' });
    expect(asked?.body).toEqual({
      repositories: ['client'],
      permissions: { contents: 'write', pull_requests: 'write', checks: 'write', metadata: 'read' },
    });
    expect(await deliver(running, pushed)).toBe(202);
    await running.says('acme/client: unchanged #1');
    expect(await running.stop('SIGTERM')).toBe(0);
    const told = [
      running.log(),
      ...filesBelow(path.dirname(home.state)).filter((text) => text !== app.privateKey),
    ].join();
    expect(hub.minted.size).toBe(2);
    for (const token of [...hub.minted, app.privateKey.slice(100, 150), 'eyJ', "It's a Secret"])
      expect(told).not.toContain(token);
  });

  it('that comes twice while it is visited makes for one more visit, and never two at once', async () => {
    const held = gate(/^POST .*\/pulls$/);
    const running = await start('--workers', '4');
    expect(await deliver(running, pushed)).toBe(202);
    await held.reached;
    for (const _again of [1, 2, 3]) expect(await deliver(running, pushed)).toBe(202);
    expect(running.log().match(/visit begins/g)).toHaveLength(1);
    held.open();
    await running.says('acme/client: unchanged #1');
    expect(await running.stop('SIGTERM')).toBe(0);
    expect(running.log().match(/visit begins/g)).toHaveLength(2);
    expect(await hub.pulls()).toHaveLength(1);
  });

  it('that was accepted is not lost where the process is killed before it is worked on', async () => {
    const before = gate(/^GET .*\/installation$/);
    const first = await start();
    expect(await deliver(first, { ...pushed, id: 'a-1' })).toBe(202);
    await before.reached;
    expect(await first.stop('SIGKILL')).toBe('SIGKILL');
    before.open();
    const amidst = gate(/^POST .*\/labels$/);
    const second = await start();
    await amidst.reached;
    expect(await second.stop('SIGKILL')).toBe('SIGKILL');
    amidst.open();
    hub.hold = null;
    const third = await start();
    await third.says(/acme\/client: (?:unchanged|updated) #1/);
    // What was taken before the first was killed is known to the third.
    expect(await deliver(third, { ...pushed, id: 'a-1' })).toBe(409);
    expect(await third.stop('SIGINT')).toBe(0);
    expect(await hub.pulls()).toHaveLength(1);
  });

  it('is finished, or left to the next start, when it is stopped', async () => {
    const held = gate(/^POST .*\/pulls$/);
    const first = await start();
    expect(await deliver(first, pushed)).toBe(202);
    await held.reached;
    const ended = first.stop('SIGTERM');
    await first.says('Stopping');
    // A second one does not wait.
    expect(await Promise.all([ended, first.stop('SIGTERM')])).toEqual([0, 0]);
    expect(first.log()).toContain('Left to the next start');
    held.open();
    const second = await start();
    await second.says(/acme\/client: (?:opened|unchanged) #1/);
    expect(await hub.pulls()).toHaveLength(1);
  });
});

describe('other events', () => {
  it('visit where the App was installed, and where people who may write say something', async () => {
    const running = await start();
    expect(
      await deliver(running, { event: 'installation', payload: installed('acme/client', '../etc', 'acme/gone') }),
    ).toBe(202);
    await running.says('acme/client: opened #1');
    await running.says('acme/gone: failed: the App is not installed there');
    expect(await deliver(running, { event: 'installation_repositories', payload: added('acme/client') })).toBe(202);
    await running.says('acme/client: unchanged #1');
    const say = async (body: string, token: string): Promise<unknown> =>
      hub.ask('POST', `/repos/${hub.name}/issues/1/comments`, { body }, token);
    const commented = (body: string, login: string, more: object = {}): Delivery => ({
      event: 'issue_comment',
      payload: comment(body, login, more),
    });
    const id = /`([\da-f]{16})`/.exec((await hub.pulls())[0]?.body ?? '')?.[1] ?? '';
    // A stranger, whatever the payload says of them, and those who say nothing to us.
    await say('/resession close', hub.stranger);
    expect(await deliver(running, commented('/resession close', 'eve'))).toBe(204);
    expect(await deliver(running, commented('Thanks!', 'ann'))).toBe(204);
    expect(await deliver(running, commented('/resession close', 'ann', { issue: { number: 2 } }))).toBe(204);
    expect(running.log().match(/client: visit begins/g)).toHaveLength(2);
    await say(`/resession explain ${id}`, hub.maintainer);
    for (const times of [2, 3]) {
      expect(await deliver(running, commented(`/resession explain ${id}`, 'ann'))).toBe(202);
      await running.says('acme/client: unchanged #1', times);
    }
    const comments = (await hub.ask('GET', `/repos/${hub.name}/issues/1/comments`)) as readonly {
      readonly body: string;
    }[];
    const answers = comments.filter(({ body }) => body.includes('resession:said'));
    expect(answers).toHaveLength(1);
    expect(answers[0]?.body).toMatch(/^```\nsrc\/client\.ts:\d+[^]*What would change the verdict[^]*\n```\n\n<!--/);
    await say('/resession close', hub.maintainer);
    expect(await deliver(running, commented('/resession close', 'ann'))).toBe(202);
    await running.says('acme/client: declined #1');
    expect(await hub.pulls('open')).toEqual([]);
    expect(await hub.pulls()).toHaveLength(1);
  });
});

describe('what is no webhook of ours', () => {
  it('is refused, and nothing comes of it', async () => {
    const running = await start();
    const body = JSON.stringify(push());
    const sign = (signature: string): Delivery => ({ ...pushed, headers: { 'x-hub-signature-256': signature } });
    const refused: readonly (readonly [number, Delivery])[] = [
      [401, sign(signed(body, 'another secret'))],
      [401, sign(signed(`${body} `))],
      [401, sign('')],
      [401, sign('sha256=')],
      [
        401,
        { ...sign(`sha1=${'0'.repeat(40)}`), headers: { 'x-hub-signature-256': '', 'x-hub-signature': 'sha1=00' } },
      ],
      [400, { event: 'push', payload: 'no JSON' }],
      [400, { ...pushed, id: '../../etc' }],
      [400, { ...pushed, event: 'push push' }],
      [415, { ...pushed, headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
      [404, { ...pushed, path: '/' }],
      [405, { ...pushed, method: 'GET' }],
      [413, { ...pushed, payload: 'x'.repeat(25 * 1024 * 1024 + 1) }],
    ];
    for (const [status, delivery] of refused)
      expect([status, await deliver(running, delivery)], JSON.stringify(delivery).slice(0, 200)).toEqual([
        status,
        status,
      ]);
    const ignored: readonly Delivery[] = [
      { event: 'ping', payload: { zen: 'Design for failure.' } },
      { event: 'star', payload: [] },
      { event: 'push', payload: push('refs/heads/other') },
      { event: 'push', payload: push('refs/tags/main') },
      { event: 'push', payload: push('refs/heads/main', { deleted: true }) },
      {
        event: 'push',
        payload: push('refs/heads/main', { repository: { full_name: 'a/b/c', default_branch: 'main' } }),
      },
      { event: 'push', payload: '[null]' },
      { event: 'installation', payload: { action: 'deleted' } },
    ];
    for (const delivery of ignored) expect(await deliver(running, delivery), JSON.stringify(delivery)).toBe(204);
    const taken = { ...pushed, id: 'once', payload: push('refs/heads/other') };
    expect([await deliver(running, taken), await deliver(running, taken)]).toEqual([204, 409]);
    // Its number and its event are not signed: whoever replays it says what they like there.
    const replayed = { event: 'push', payload: JSON.stringify(push('refs/heads/again')) };
    for (const [status, event] of [
      [204, 'push'],
      [409, 'push'],
      [409, 'issue_comment'],
    ] as const)
      expect(await deliver(running, { ...replayed, event })).toBe(status);
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
    expect(running.log()).not.toMatch(/visit begins/);
    expect(await hub.pulls()).toEqual([]);
  });

  it('is not waited for: a request that never ends is ended', async () => {
    const running = await start();
    const { port } = new URL(running.url);
    const said = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write('POST /webhook HTTP/1.1\r\nHost: a\r\nX-A: '),
      );
      socket.setEncoding('utf8').on('data', (more: string) => (text += more));
      socket.on('close', () => resolve(text));
    });
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
  });
});

describe('a start', () => {
  it.each([
    ['without a secret', {}, [], 'there is no secret for the webhook'],
    ['with a short one', { RESESSION_WEBHOOK_SECRET: 'short' }, [], 'too short'],
    ['without a key', { RESESSION_WEBHOOK_SECRET: 'a'.repeat(32) }, [], 'there is no private key'],
    [
      'with another key',
      { RESESSION_WEBHOOK_SECRET: 'a'.repeat(32), RESESSION_PRIVATE_KEY: newApp().privateKey },
      [],
      'does not take the key',
    ],
    [
      'with no key',
      { RESESSION_WEBHOOK_SECRET: 'a'.repeat(32), RESESSION_PRIVATE_KEY: guess },
      [],
      'that is no private key',
    ],
    [
      'with a password in the command line',
      {},
      ['--redis', 'redis://:pa55word@127.0.0.1'],
      'a password in a command line',
    ],
    ['on no port', {}, ['--port', 'http'], '--port takes a number'],
  ])('%s is refused', async (_what, variables, flags, said) => {
    const args = ['bot', 'serve', '--app-id', '4711', '--port', '0', '--state', home.state, '--api-url', hub.api.href];
    const { code, stderr } = await migrate(path.dirname(home.key), [...args, ...flags], variables);
    expect(stderr).toContain(said);
    expect(stderr).not.toMatch(/PRIVATE KEY-|unexpected error|pa55word/);
    expect(code).toBe(2);
  });
});
