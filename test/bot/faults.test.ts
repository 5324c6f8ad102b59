// What can go wrong on the way. After each of it: no second pull request, nobody's commit lost, nothing asked for without end, and
// the next run puts it right.

import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { git, guess, sample } from '../cli/sample.ts';
import { type Answer, type Asked, type Hub, startHub } from './hub.ts';
import { proposeIn } from './proposed.ts';

// Many processes each, on machines that do other things as well.
vi.setConfig({ testTimeout: 120_000 });

let hub: Hub;
let folder: string;

beforeEach(async () => {
  hub = await startHub(sample);
  folder = hub.clone();
});

afterEach(() => hub.stop());

const isOpening = ({ method, path: route }: Asked): boolean => method === 'POST' && route.endsWith('/pulls');
const secondary: Answer = {
  status: 403,
  headers: { 'retry-after': '1' },
  body: { message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.' },
};

/** The first `times` requests that `which` means are answered so. */
function failing(which: (asked: Asked) => boolean, answer: Answer, times = Infinity, after = false): () => number {
  let count = 0;
  hub.fault = (asked) => {
    if (!which(asked)) return null;
    count += 1;
    return count <= times ? { answer, after } : null;
  };
  return () => count;
}

/** Without a fault it comes right, with one pull request. */
async function comesRight(): Promise<void> {
  hub.fault = null;
  hub.beforeGit = null;
  expect((await proposeIn(folder, hub)).kind).toMatch(/^(?:opened|updated|unchanged)$/);
  expect(await hub.pulls()).toHaveLength(1);
  expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
}

/** How it failed, in words; the token is in none of them. */
async function failure(work: Promise<unknown>): Promise<string> {
  try {
    return `it did not fail: ${JSON.stringify(await work)}`;
  } catch (error) {
    const told =
      error instanceof Error ? `${String(error.stack)} ${JSON.stringify(error)} ${String(error.cause)}` : String(error);
    expect(told).not.toContain(hub.token);
    expect(told).not.toContain(Buffer.from(`x-access-token:${hub.token}`).toString('base64'));
    return told;
  }
}

function commit(clone: string, file: string, text: string, branch: string): string {
  writeFileSync(path.join(clone, file), text);
  git(clone, 'add', '--all');
  git(clone, 'commit', '--quiet', '--message', `by hand: ${file}`);
  git(clone, 'push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
  return git(clone, 'rev-parse', 'HEAD').trim();
}

describe('the API', () => {
  it('limits, and is waited for', async () => {
    const count = failing(isOpening, secondary, 2);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'opened' });
    expect(count()).toBe(3);
    await comesRight();
  });

  it('limits without end, and is left alone until the next run', async () => {
    const count = failing(isOpening, secondary);
    expect(await failure(proposeIn(folder, hub))).toContain('403');
    expect(count()).toBeLessThanOrEqual(3);
    await comesRight();
  });

  it('limits for longer than a run lasts', async () => {
    const long = { ...secondary, headers: { 'retry-after': '3600' } };
    const count = failing(isOpening, long);
    expect(await failure(proposeIn(folder, hub))).toContain('run again later');
    expect(count()).toBe(1);
    await comesRight();
  });

  it('has no requests left for an hour', async () => {
    const reset = String(Math.floor(Date.now() / 1000) + 3600);
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    const count = failing(isOpening, { status: 403, headers, body: { message: 'API rate limit exceeded for user.' } });
    expect(await failure(proposeIn(folder, hub))).toContain('run again later');
    expect(count()).toBe(1);
    await comesRight();
  });

  it('lets no workflow open a pull request', async () => {
    const message = 'GitHub Actions is not permitted to create or approve pull requests.';
    const count = failing(isOpening, { status: 403, body: { message } });
    expect(await failure(proposeIn(folder, hub))).toContain(message);
    expect(count()).toBe(1);
    expect(await hub.pulls()).toEqual([]);
    await comesRight();
  });

  it('knows no drafts in this repository', async () => {
    const asking = guess.replace(
      '    await client.callTool',
      '    await client.connect(t);\n    await client.callTool',
    );
    commit(folder, 'src/asking.ts', asking, 'main');
    const message = 'Draft pull requests are not supported in this repository.';
    failing((asked) => isOpening(asked) && asked.body['draft'] === true, { status: 422, body: { message } });
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'opened' });
    expect((await hub.pulls('open'))[0]).toMatchObject({ draft: false });
    await comesRight();
  });

  it.each([500, 502, 503])('fails once with %i', async (status) => {
    failing(isOpening, { status }, 1);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'opened' });
    await comesRight();
  });

  it('fails once it has done what it was asked for', async () => {
    const count = failing(isOpening, { status: 502 }, 1, true);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'opened' });
    expect(count()).toBe(1);
    await comesRight();
  });

  it('fails without end', async () => {
    const count = failing(() => true, { status: 502 });
    expect(await failure(proposeIn(folder, hub))).toContain('502');
    expect(count()).toBeLessThanOrEqual(3);
    await comesRight();
  });

  it('does not answer', async () => {
    const count = failing(isOpening, 'hang');
    expect(await failure(proposeIn(folder, hub, {}, { timeout: 300 }))).toContain('does not answer');
    expect(count()).toBeLessThanOrEqual(3);
    await comesRight();
  });

  it('says that there is a pull request already, which came meanwhile', async () => {
    const [one, other] = await Promise.all([proposeIn(folder, hub), proposeIn(hub.clone(), hub)]);
    expect([one.kind, other.kind]).toContain('opened');
    for (const { kind } of [one, other]) expect(kind).toMatch(/^(?:opened|unchanged)$/);
    await comesRight();
  });

  it('lets nobody set a label, ask for a review or report on a commit', async () => {
    const refused = /\/(?:labels|requested_reviewers|check-runs|statuses\/.*)$/;
    failing(({ method, path: route }) => method === 'POST' && refused.test(route), { status: 403 });
    const outcome = await proposeIn(folder, hub);
    expect(outcome).toMatchObject({
      kind: 'opened',
      notes: [/label/, /report/].map((word) => expect.stringMatching(word) as string),
    });
    await comesRight();
  });

  it('has commit statuses for a token that may not make check runs', async () => {
    failing(({ path: route }) => route.endsWith('/check-runs'), { status: 403 });
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'opened', notes: [] });
    expect(hub.statuses.map(({ body }) => body['state'])).toEqual(['success']);
  });

  it('knows the repository by another name', async () => {
    const moved = `${hub.api.href}/repos/acme/client`;
    hub.fault = ({ path: route }) =>
      route.startsWith('/repos/acme/old') ? { answer: { status: 301, headers: { location: moved } } } : null;
    expect(await proposeIn(folder, { ...hub, name: 'acme/old' })).toMatchObject({ kind: 'opened' });
    expect(hub.asked.filter(({ path: route }) => route.startsWith('/repos/acme/old'))).toHaveLength(1);
    await comesRight();
  });

  it('leads to another server, which hears nothing of the token', async () => {
    const heard: string[] = [];
    const other = createServer((request, response) => {
      heard.push(JSON.stringify(request.headers));
      response.end('{}');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const location = `http://127.0.0.1:${String((other.address() as AddressInfo).port)}/`;
    failing(() => true, { status: 302, headers: { location } });
    expect(await failure(proposeIn(folder, hub))).toContain('leads elsewhere');
    expect(heard).toEqual([]);
    other.close();
    await comesRight();
  });

  it('has an archived repository, and is asked for nothing more', async () => {
    const archived = { full_name: 'acme/client', default_branch: 'main', archived: true };
    failing(({ path: route }) => route === '/repos/acme/client', { status: 200, body: archived });
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'stopped', hindrance: 'archived' });
    expect(hub.asked).toHaveLength(1);
    await comesRight();
  });

  it('names a repository that is none', async () => {
    failing(({ path: route }) => route === '/repos/acme/client', { status: 200, body: { full_name: '../../etc/x y' } });
    expect(await failure(proposeIn(folder, hub))).toContain('no name of a repository');
  });

  it('does not show the repository', async () => {
    failing(() => true, { status: 404, body: { message: 'Not Found' } });
    expect(await failure(proposeIn(folder, hub))).toMatch(/404: Not Found[^]*may not see it|404: Not Found/);
    await comesRight();
  });
});

describe('the remote', () => {
  const refuse = (words: string): string => {
    const hook = path.join(hub.repository, 'hooks/pre-receive');
    writeFileSync(hook, `#!/bin/sh\nwhile read old new ref; do\n${words}\ndone\n`);
    chmodSync(hook, 0o755);
    return hook;
  };

  it('refuses the branch, and says why', async () => {
    const hook = refuse(`case "$ref" in refs/heads/resession/*) echo "no robots here"; exit 1;; esac`);
    const outcome = await proposeIn(folder, hub);
    expect(outcome).toMatchObject({ kind: 'stopped', hindrance: 'push-refused', pullRequest: null });
    expect(JSON.stringify(outcome)).toContain('no robots here');
    expect(await hub.pulls()).toEqual([]);
    writeFileSync(hook, '#!/bin/sh\n');
    await comesRight();
  });

  it('protects its base, which nobody pushes to', async () => {
    refuse(`case "$ref" in refs/heads/main) exit 1;; esac`);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'opened' });
    await comesRight();
  });

  it('has a person who pushes to our branch in the moment in which we do', async () => {
    await proposeIn(folder, hub);
    const branch = (await hub.pulls('open'))[0]?.head.ref ?? '';
    const person = hub.clone();
    git(person, 'checkout', '--quiet', branch);
    commit(folder, 'src/other.ts', guess, 'main');
    let theirs = '';
    hub.beforeGit = (url) => {
      if (theirs === '' && url.endsWith('service=git-receive-pack'))
        theirs = commit(person, 'NOTES.md', 'mine\n', branch);
    };
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'updated' });
    expect(theirs).not.toBe('');
    expect(git(hub.repository, 'merge-base', '--is-ancestor', theirs, branch)).toBe('');
    await comesRight();
    expect(git(hub.repository, 'show', `${branch}:NOTES.md`)).toBe('mine\n');
  });

  it('has a person who never stops pushing', async () => {
    await proposeIn(folder, hub);
    const branch = (await hub.pulls('open'))[0]?.head.ref ?? '';
    const person = hub.clone();
    git(person, 'checkout', '--quiet', branch);
    commit(folder, 'src/other.ts', guess, 'main');
    let pushed = 0;
    hub.beforeGit = (url) => {
      if (url.endsWith('service=git-receive-pack')) commit(person, 'NOTES.md', `${String((pushed += 1))}\n`, branch);
    };
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'stopped', hindrance: 'moving' });
    expect(pushed).toBe(3);
    await comesRight();
    expect(git(hub.repository, 'show', `${branch}:NOTES.md`)).toBe('3\n');
  });

  it('has a base that moved since the checkout', async () => {
    commit(hub.clone(), 'README.md', 'hello\n', 'main');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'stopped', hindrance: 'not-the-base' });
    expect(await hub.pulls()).toEqual([]);
    git(folder, 'pull', '--quiet', hub.repository, 'main');
    await comesRight();
  });

  it('has a base of another name', async () => {
    expect(await proposeIn(folder, hub, { base: 'trunk' })).toMatchObject({ kind: 'stopped', hindrance: 'no-base' });
    expect(await proposeIn(folder, hub, { base: '--upload-pack=x' })).toMatchObject({ hindrance: 'no-base' });
    await comesRight();
  });

  it('has no commit yet', async () => {
    git(hub.repository, 'update-ref', '-d', 'refs/heads/main');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'stopped', hindrance: 'empty' });
    expect(await hub.pulls()).toEqual([]);
  });

  it('has a branch of somebody else under our name, which stays as it is', async () => {
    await proposeIn(folder, hub);
    const [pull] = await hub.pulls();
    await hub.stop();
    hub = await startHub(sample);
    folder = hub.clone();
    const theirs = commit(hub.clone(), 'x.md', 'x\n', pull?.head.ref ?? '');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'opened' });
    expect(git(hub.repository, 'rev-parse', pull?.head.ref ?? '').trim()).toBe(theirs);
    expect((await hub.pulls('open'))[0]?.head.ref).toBe(`${pull?.head.ref ?? ''}-2`);
    await comesRight();
  });
});

describe('the checkout', () => {
  it('has something that is not committed', async () => {
    writeFileSync(path.join(folder, 'src/client.ts'), `${guess}// not done yet\n`);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'stopped', hindrance: 'not-the-base' });
    git(folder, 'checkout', '--quiet', '.');
    await comesRight();
  });

  it('has it written already, which is no reason to close the pull request', async () => {
    await proposeIn(folder, hub);
    writeFileSync(path.join(folder, 'src/client.ts'), 'export {};\n');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'stopped', hindrance: 'not-the-base' });
    git(folder, 'checkout', '--quiet', '.');
    await comesRight();
  });

  it('has a file that git does not know', async () => {
    writeFileSync(path.join(folder, 'src/untracked.ts'), guess);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'stopped', hindrance: 'not-the-base' });
    expect(await hub.pulls()).toEqual([]);
  });

  it('brings hooks, filters, signing and a helper of its own, none of which runs', async () => {
    const ran = path.join(folder, '..', 'ran');
    const script = path.join(folder, '..', 'script');
    writeFileSync(script, `#!/bin/sh\necho "$0 $*" >> '${ran}'\nexit 1\n`, { mode: 0o755 });
    for (const hook of ['pre-push', 'pre-commit', 'post-commit', 'reference-transaction', 'post-checkout'])
      writeFileSync(path.join(folder, '.git/hooks', hook), `#!/bin/sh\n'${script}' ${hook}\n`, { mode: 0o755 });
    for (const [key, value] of [
      ['commit.gpgSign', 'true'],
      ['push.gpgSign', 'true'],
      ['gpg.program', script],
      ['core.fsmonitor', script],
      ['credential.helper', script],
      ['core.sshCommand', script],
      ['filter.evil.clean', script],
      ['filter.evil.smudge', script],
      ['filter.evil.process', script],
      ['core.attributesFile', path.join(folder, '..', 'attributes')],
    ] as const)
      git(folder, 'config', key, value);
    writeFileSync(path.join(folder, '..', 'attributes'), '* filter=evil\n');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'opened' });
    expect(existsSync(ran)).toBe(false);
  });
});

describe('a run that was killed', () => {
  it('behind its push', async () => {
    failing(isOpening, { status: 401, body: { message: 'gone' } });
    await failure(proposeIn(folder, hub));
    const branches = git(hub.repository, 'for-each-ref', '--format=%(objectname) %(refname)', 'refs/heads/resession');
    expect(branches).not.toBe('');
    await comesRight();
    expect(git(hub.repository, 'for-each-ref', '--format=%(objectname) %(refname)', 'refs/heads/resession')).toBe(
      branches,
    );
  });

  it('behind a later push, before it said so', async () => {
    await proposeIn(folder, hub);
    commit(folder, 'src/other.ts', guess, 'main');
    failing(({ method }) => method === 'PATCH', { status: 401 });
    await failure(proposeIn(folder, hub));
    await comesRight();
    // What is ours is known again: the next change goes on top of it.
    const branch = (await hub.pulls('open'))[0]?.head.ref ?? '';
    const person = hub.clone();
    git(person, 'checkout', '--quiet', branch);
    const theirs = commit(person, 'NOTES.md', 'mine\n', branch);
    commit(folder, 'src/third.ts', guess, 'main');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'updated' });
    await comesRight();
    expect(git(hub.repository, 'merge-base', '--is-ancestor', theirs, branch)).toBe('');
    expect(git(hub.repository, 'show', `${branch}:NOTES.md`)).toBe('mine\n');
  });
});
