// The Action in mode `pr`, as a runner starts it, on a host of this machine.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Hub, startHub } from '../bot/hub.ts';
import { git, manifest, guess, sample } from '../cli/sample.ts';
import { pullRequest, push, schedule } from './events.ts';
import { releaseOf } from './release.ts';
import { type Ended, runAction, type Step } from './runner.ts';

let release: string;
let hub: Hub;

beforeAll(async () => {
  release = await releaseOf();
});
beforeEach(async () => {
  hub = await startHub(sample);
});
afterEach(() => hub.stop());

const inputs = { mode: 'pr', 'type-check': 'false', install: 'false' };

function step(folder: string, more: Readonly<Record<string, string>> = {}, also: Partial<Step> = {}): Promise<Ended> {
  return runAction(release, {
    with: { ...inputs, ...more },
    workspace: folder,
    event: push(git(folder, 'rev-parse', 'HEAD').trim()),
    jobToken: hub.token,
    variables: { GITHUB_API_URL: hub.api.href },
    ...also,
  });
}

const errorOf = (ended: Ended): string => ended.commands.findLast(({ name }) => name === 'error')?.message ?? '';

/** A checkout as actions/checkout makes it: the one commit, nothing of a token, HEAD at the branch. */
function shallow(): string {
  const folder = hub.clone();
  git(folder, 'fetch', '--quiet', '--depth=1', hub.repository, 'main');
  return folder;
}

describe('mode pr', () => {
  it('opens a pull request, says which, leaves the checkout and the token where they are, and keeps it right', async () => {
    const folder = shallow();
    const config = readFileSync(path.join(folder, '.git/config'), 'utf8');
    const ended = await step(folder);
    expect([ended.code, errorOf(ended)]).toEqual([0, '']);
    const [pull] = await hub.pulls('open');
    expect(ended.outputs).toMatchObject({
      outcome: 'opened',
      changed: 'false',
      fixes: '0',
      'pull-request-number': String(pull?.number),
    });
    expect(ended.outputs['pull-request-url']).toContain(`/pull/${String(pull?.number)}`);
    expect(ended.summary).toContain(`[#${String(pull?.number)}](${ended.outputs['pull-request-url'] ?? ''})`);
    expect(pull?.labels.map(({ name }) => name)).toEqual(['resession']);
    expect(git(folder, 'status', '--short')).toBe('');
    expect(readFileSync(path.join(folder, '.git/config'), 'utf8')).toBe(config);
    expect(git(hub.repository, 'log', '-1', '--format=%an', pull?.head.ref ?? '').trim()).toBe('Ann');
    expect(ended.commands.filter(({ name }) => name !== 'add-mask')).toEqual([]);
    expect(ended.commands.map(({ message }) => message)).toEqual([hub.token]);
    for (const spelled of [
      hub.token,
      encodeURIComponent(hub.token),
      Buffer.from(`x-access-token:${hub.token}`).toString('base64'),
    ])
      expect(ended.all).not.toContain(spelled);
    const again = await step(folder, {}, { event: schedule(git(folder, 'rev-parse', 'HEAD').trim()) });
    expect([again.code, again.outputs['outcome']]).toEqual([0, 'unchanged']);
    expect(await hub.pulls()).toHaveLength(1);
  });

  it('tells what it would do in a dry run, and does none of it', async () => {
    const ended = await step(shallow(), { 'dry-run': 'true', labels: 'one, two' });
    expect([ended.code, ended.outputs['outcome'], ended.outputs['pull-request-number']]).toEqual([0, 'opened', '']);
    expect(ended.outputs['fixes']).toBe('2');
    expect(ended.log).toMatch(/^resession: Would push /m);
    expect(hub.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(await hub.pulls()).toEqual([]);
  });

  it('says nothing is to do where nothing is', async () => {
    const other = await startHub({ 'package.json': '{}' });
    const ended = await step(
      other.clone(),
      {},
      { jobToken: other.token, variables: { GITHUB_API_URL: other.api.href } },
    );
    expect([ended.code, ended.outputs['outcome'], ended.outputs['pull-request-url']]).toEqual([0, 'nothing', '']);
    await other.stop();
  });

  it.each([
    ['', 1],
    ['never', 0],
  ])('a pull request that needs a person fails the step, unless nothing shall (fail-on: %j)', async (failOn, code) => {
    const folder = shallow();
    writeFileSync(path.join(folder, 'src/client.ts'), `${guess}// mine\n`);
    const ended = await step(folder, { 'fail-on': failOn });
    expect([ended.code, ended.outputs['outcome'], ended.outputs['fixes']]).toEqual([code, 'stopped', '2']);
    expect(ended.summary).toContain('is changed and not committed');
    expect(errorOf(ended) === '').toBe(code === 0);
    expect(await hub.pulls()).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['without a token', { token: '' }, 'there is no token'],
    ['with the wrong token', { token: 'another-one-entirely' }, '401'],
    ['with a token of two lines', { token: 'another-one\n::error::entirely' }, 'the token holds what no token does'],
    ['for a base that is not there', { base: 'no-such' }, 'the repository has no such branch'],
  ])('refuses %s', async (_what, more, said) => {
    const ended = await step(shallow(), more);
    expect(ended.code).toBe(1);
    expect(errorOf(ended)).toContain(said);
    expect(ended.all).not.toContain('another-one');
    expect(await hub.pulls()).toEqual([]);
  });

  it('sends the token to the server of the API and to no other', async () => {
    const folder = shallow();
    git(folder, 'remote', 'set-url', 'origin', 'https://elsewhere.example/acme/client.git');
    const ended = await step(folder);
    expect([ended.code, hub.asked]).toEqual([1, []]);
    expect(errorOf(ended)).toContain('the checkout is of elsewhere.example');
  });

  it('asks nothing of a server for the pull request of a fork', async () => {
    const folder = shallow();
    const sha = git(folder, 'rev-parse', 'HEAD').trim();
    const ended = await step(folder, {}, { event: pullRequest('pull_request', 'fork', { base: sha, head: sha, sha }) });
    expect([ended.code, hub.asked]).toEqual([1, []]);
  });

  it('makes a commit for each codemod, in a part that has a pull request of its own', async () => {
    await hub.stop();
    hub = await startHub({
      'a/package.json': manifest,
      'a/src/x.ts': guess,
      'b/package.json': manifest,
      'b/src/y.ts': guess,
    });
    const ended = await step(shallow(), { paths: 'a', 'create-commits': 'true' });
    expect([ended.code, ended.outputs['outcome']]).toEqual([0, 'opened']);
    const [pull] = await hub.pulls('open');
    const made = git(hub.repository, 'log', '--name-only', '--format=', `main..${pull?.head.ref ?? ''}`);
    expect(git(hub.repository, 'rev-list', '--count', `main..${pull?.head.ref ?? ''}`).trim()).toBe('2');
    expect(made).toContain('a/src/x.ts');
    expect(made).not.toContain('b/');
  });
});
