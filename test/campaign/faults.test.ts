// What goes wrong in campaigns: processes that are killed, budgets, pauses from elsewhere, and repositories that are not as listed.
// With the built command (`npm run build` first).

import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Hub, startHub } from '../bot/hub.ts';
import { folderOf, git, sample } from '../cli/sample.ts';
import { campaign, endOf, kindsOf, plan, started, statusIn } from './campaigning.ts';

// Many processes each, on machines that do other things as well.
vi.setConfig({ testTimeout: 240_000 });

let hub: Hub;

afterEach(() => hub.stop());

const bare = (name: string): string => path.join(path.dirname(hub.repository), `${name}.git`);

/** What is asked for when the process is stopped; `done` where it has been carried out by then. */
const steps: readonly (readonly [signal: NodeJS.Signals, ofGit: boolean, asked: RegExp, done: boolean])[] = [
  ['SIGKILL', false, /^GET \/repos\/acme\/a$/, false],
  ['SIGINT', true, /service=git-upload-pack$/, false],
  ['SIGKILL', true, /service=git-upload-pack$/, false],
  ['SIGKILL', true, /\/git-receive-pack$/, false],
  ['SIGKILL', false, /^POST .*\/pulls$/, true],
];

describe('a campaign whose process is stopped', () => {
  it('is carried on by the next, five times over: nothing is lost, and nothing is done twice', async () => {
    hub = await startHub(sample, { names: ['a', 'b'] });
    const folder = folderOf({});
    await plan(hub, folder, ['acme/a', 'acme/b'], ['--no-hold']);
    for (const [signal, ofGit, asked, done] of steps) {
      const child = started(hub, folder, ['run', '--workers', '1']);
      const ended = endOf(child);
      if (ofGit)
        hub.beforeGit = (url) => {
          if (!asked.test(url)) return;
          // A second Ctrl-C would end it at once.
          hub.beforeGit = null;
          child.kill(signal);
        };
      else
        hub.fault = ({ method, path: route }) => {
          if (!asked.test(`${method} ${route}`)) return null;
          child.kill(signal);
          return { answer: 'hang', after: done };
        };
      // What has begun is finished after a Ctrl-C.
      expect(await ended).toBe(signal === 'SIGINT' ? 130 : signal);
      hub.beforeGit = null;
      hub.fault = null;
      expect((await statusIn(hub, folder)).standing).not.toBe('over');
    }
    expect(await campaign(hub, folder, ['run'])).toMatchObject({ code: 0 });
    for (const name of ['a', 'b']) expect(await hub.pulls('all', name)).toHaveLength(1);
    const status = await statusIn(hub, folder);
    expect(status).toMatchObject({ standing: 'over', repositories: 2, ended: 2, attention: [] });
  });
});

describe('the budget', () => {
  it('stops the wave, says what to do, and a person lets it go on', async () => {
    hub = await startHub(sample, { names: ['a', 'b'] });
    writeFileSync(path.join(bare('a'), 'hooks/pre-receive'), '#!/bin/sh\nexit 1\n');
    chmodSync(path.join(bare('a'), 'hooks/pre-receive'), 0o755);
    const folder = folderOf({});
    await plan(hub, folder, ['acme/a', 'acme/b'], ['--canary', '1', '--budget', '0']);
    const stopped = await campaign(hub, folder, ['run']);
    expect(stopped).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        /: stopped: 1 repositories of this wave[^]*push refused[^]*run --again failed/,
      ) as string,
    });
    expect(await hub.pulls('all', 'b')).toEqual([]);
    // It stays so, whatever is started.
    expect(await campaign(hub, folder, ['run'])).toMatchObject({ code: 1 });
    expect(await hub.pulls('all', 'b')).toEqual([]);
    writeFileSync(path.join(bare('a'), 'hooks/pre-receive'), '#!/bin/sh\nexit 0\n');
    // The canary is over by then, and waits.
    expect(await campaign(hub, folder, ['run', '--again', 'failed'])).toMatchObject({ code: 1 });
    expect(await campaign(hub, folder, ['resume'])).toMatchObject({ code: 0 });
    expect(await campaign(hub, folder, ['run'])).toMatchObject({ code: 0 });
    for (const name of ['a', 'b']) expect(await hub.pulls('all', name)).toHaveLength(1);
  });
});

describe('another terminal', () => {
  it('pauses what goes on, and lets it go on again', async () => {
    hub = await startHub(sample, { names: ['a', 'b'] });
    const folder = folderOf({});
    await plan(hub, folder, ['acme/a', 'acme/b'], ['--canary', '1', '--no-hold']);
    const child = started(hub, folder, ['run', '--workers', '1']);
    const ended = endOf(child);
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    await vi.waitFor(() => expect(said).toContain('acme/a: to be proposed'), { timeout: 60_000, interval: 50 });
    expect(await campaign(hub, folder, ['pause'])).toMatchObject({ code: 0 });
    await vi.waitFor(() => expect(said).toContain('paused'), { timeout: 60_000, interval: 50 });
    expect((await statusIn(hub, folder)).standing).toBe('paused');
    // A second one has no business here while the first one lives.
    expect(await campaign(hub, folder, ['run'])).toMatchObject({ code: 2, stdout: '' });
    expect(await hub.pulls('all', 'b')).toEqual([]);
    expect(await campaign(hub, folder, ['resume'])).toMatchObject({ code: 0 });
    expect(await campaign(hub, folder, ['resume'])).toMatchObject({ code: 2, stdout: '' });
    expect(await ended).toBe(0);
    for (const name of ['a', 'b']) expect(await hub.pulls('all', name)).toHaveLength(1);
  });
});

describe('repositories that are not as they were listed', () => {
  it('have a way out each, and a renamed one is counted once', async () => {
    hub = await startHub(sample, { names: ['now', 'archived', 'empty', 'closed', 'clean'] });
    hub.renamed.set('before', 'now');
    hub.traits.set('archived', { archived: true });
    git(bare('empty'), 'update-ref', '-d', 'refs/heads/main');
    const clean = folderOf({ 'README.md': 'nothing\n' });
    git(clean, 'init', '--quiet', '--initial-branch=main');
    git(clean, 'add', '--all');
    git(clean, 'commit', '--quiet', '--message', 'clean');
    git(clean, 'push', '--quiet', '--force', bare('clean'), 'main');
    hub.fault = ({ path: route }) =>
      route === '/repos/acme/closed' ? { answer: { status: 403, body: { message: '<img src=x>\u001b[31mno' } } } : null;
    const folder = folderOf({});
    const names = ['before', 'now', 'archived', 'empty', 'gone', 'closed', 'clean'].map((name) => `acme/${name}`);
    const planned = await plan(
      hub,
      folder,
      ['# ours', ...names, '', 'ACME/Now  # again', '../etc', '<script>alert(1)</script>', 'a\u001b[2Jb/c'],
      ['--no-hold', '--budget', '3'],
    );
    expect(planned.code).toBe(1);
    expect(planned.stderr).toBe(
      [
        'repos.txt:10: there already, on line 3: ACME/Now',
        'repos.txt:11: no name of a repository: ../etc',
        'repos.txt:12: no name of a repository: <script>alert(1)</script>',
        'repos.txt:13: no name of a repository: a\\u{1b}[2Jb/c',
        '',
      ].join('\n'),
    );
    const ran = await campaign(hub, folder, ['run']);
    expect(ran.code).toBe(1);
    expect(ran.stdout + ran.stderr).not.toContain('\u001b');
    const status = await statusIn(hub, folder);
    expect(kindsOf(status)).toEqual({ opened: 1, nothing: 1, same: 1, archived: 1, empty: 1, gone: 1, forbidden: 1 });
    expect(status.renamed).toEqual([{ repo: 'acme/before', now: 'acme/now' }]);
    expect(status.attention.map(({ repo }) => repo)).toEqual(['acme/gone', 'acme/closed']);
    for (const { why, next } of status.attention) expect(why !== '' && next !== '').toBe(true);
    expect(await hub.pulls('all', 'now')).toHaveLength(1);
    await campaign(hub, folder, ['status', '--html', 'status.html']);
    const page = readFileSync(path.join(folder, 'status.html'), 'utf8');
    expect(page).toContain('&lt;img src=x&gt;');
    expect(page).not.toMatch(/<img|<script|\u001b/);
    // What failed is tried again, and nothing else is.
    hub.fault = null;
    expect(await campaign(hub, folder, ['run', '--again', 'failed'])).toMatchObject({ code: 1 });
    expect(kindsOf(await statusIn(hub, folder))).toMatchObject({ opened: 2, gone: 1 });
    expect(await hub.pulls('all', 'now')).toHaveLength(1);
  });
});

describe('a plan', () => {
  it('lists an organisation, page by page, without what nobody can change', async () => {
    hub = await startHub({}, { names: ['a', 'b', 'archived', 'fork', 'disabled', 'empty', 'c'] });
    for (const [name, traits] of [
      ['archived', { archived: true }],
      ['fork', { fork: true }],
      ['disabled', { disabled: true }],
      ['empty', { size: 0 }],
    ] as const)
      hub.traits.set(name, traits);
    hub.pageSize = 2;
    const folder = folderOf({});
    const planned = await campaign(hub, folder, ['plan', '--repos', 'acme', '--format', 'json']);
    expect(planned).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(planned.stdout)).toMatchObject({
      repositories: 3,
      leftOut: { archived: 1, forks: 1, disabled: 1, empty: 1 },
    });
    expect(hub.asked.filter(({ path: route }) => route.includes('/repos?')).length).toBeGreaterThan(3);
    expect(await campaign(hub, folder, ['plan', '--repos', 'nobody-there'])).toMatchObject({ code: 2, stdout: '' });
  });

  it('grows once it has begun, and changes in nothing else', async () => {
    hub = await startHub(sample, { names: ['a'] });
    hub.traits.set('a', { archived: true });
    const folder = folderOf({});
    await plan(hub, folder, ['acme/a'], ['--canary', '2']);
    expect(await campaign(hub, folder, ['run'])).toMatchObject({ code: 0 });
    const file = path.join(folder, '.resession/campaign/campaign.json');
    const before = readFileSync(file, 'utf8');
    writeFileSync(path.join(folder, 'more.txt'), 'acme/A\nacme/gone\n');
    expect(await campaign(hub, folder, ['plan', '--repos', 'more.txt', '--canary', '3'])).toMatchObject({ code: 2 });
    const grown = await campaign(hub, folder, ['plan', '--repos', 'more.txt']);
    expect(grown).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Added 1 /) as string });
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(await statusIn(hub, folder)).toMatchObject({ repositories: 2, ended: 1, standing: 'under way' });
    // Its host stays what it was: the token is for no other.
    hub.traits.set('a', {});
    const other = await startHub({}, { names: ['elsewhere'] });
    onTestFinished(() => other.stop());
    const more = (...args: readonly string[]): ReturnType<typeof campaign> =>
      campaign(hub, folder, ['plan', '--repos', 'acme', ...args], { GITHUB_API_URL: other.api.href });
    expect(await more()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Added 0 /) as string });
    expect(await more('--api-url', other.api.href)).toMatchObject({ code: 2, stdout: '' });
    expect(other.asked).toEqual([]);
    writeFileSync(file, before.replace('"canary"', '"x"').replace('acme/a', 'acme/z'));
    expect(await campaign(hub, folder, ['run'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('changed by hand') as string,
    });
  });
});
