// One pull request for a repository: what is done in each state that it can be in.

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fingerprint, git, guess, sample } from '../cli/sample.ts';
import { type Hub, startHub } from './hub.ts';
import { proposeIn } from './proposed.ts';

// Many processes each, on machines that do other things as well.
vi.setConfig({ testTimeout: 120_000 });

let hub: Hub;

beforeEach(async () => {
  hub = await startHub({ ...sample, '.github/CODEOWNERS': '* @olga\n' });
});

afterEach(() => hub.stop());

const show = (rev: string): string => git(hub.repository, 'show', '--no-color', rev);
const branchOf = async (): Promise<string> => (await hub.pulls('open'))[0]?.head.ref ?? '';

/** What a person commits and pushes. */
function commit(folder: string, file: string, text: string, branch: string): string {
  writeFileSync(path.join(folder, file), text);
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', `by hand: ${file}`);
  git(folder, 'push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
  return git(folder, 'rev-parse', 'HEAD').trim();
}

describe('a plan that nobody has proposed', () => {
  it('becomes a branch and a pull request, and the checkout stays as it was', async () => {
    const folder = hub.clone();
    const before = fingerprint(folder);
    const outcome = await proposeIn(folder, hub);
    expect(outcome).toMatchObject({ kind: 'opened', notes: [] });
    const [pull, ...others] = await hub.pulls();
    expect(others).toEqual([]);
    expect(pull).toMatchObject({
      state: 'open',
      head: { ref: expect.stringMatching(/^resession\/[\da-f]{10}$/) as string },
    });
    expect(pull?.labels.map(({ name }) => name)).toEqual(['resession']);
    expect(pull?.requested_reviewers.map(({ login }) => login)).toEqual(['olga']);
    const branch = await branchOf();
    expect(show(`${branch}:src/client.ts`)).toContain('ClientHttpSessionExpired');
    expect(git(hub.repository, 'log', '--format=%an <%ae>', `main..${branch}`)).toBe('Ann <ann@example.com>\n');
    expect(fingerprint(folder)).toEqual(before);
  });

  it('is not proposed a second time', async () => {
    const folder = hub.clone();
    await proposeIn(folder, hub);
    const tip = git(hub.repository, 'rev-parse', await branchOf());
    hub.asked.length = 0;
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    expect(git(hub.repository, 'rev-parse', await branchOf())).toBe(tip);
    expect(hub.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(await hub.pulls()).toHaveLength(1);
  });

  it('is a draft where something is left to a person, and says so beside the commit', async () => {
    const folder = hub.clone();
    const asking = guess.replace(
      '    await client.callTool',
      '    await client.connect(t);\n    await client.callTool',
    );
    commit(folder, 'src/asking.ts', asking, 'main');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'opened' });
    const [pull] = await hub.pulls('open');
    expect(pull).toMatchObject({ draft: true, body: expect.stringMatching(/^- \[ \] `src\/asking\.ts/m) as string });
    const [run] = hub.asked.filter(({ path: route }) => route.endsWith('/check-runs'));
    expect(run?.body).toMatchObject({
      conclusion: 'neutral',
      output: { annotations: [expect.objectContaining({ path: 'src/asking.ts', annotation_level: 'warning' })] },
    });
  });

  it('is told and not done in a dry run', async () => {
    const told: string[] = [];
    await proposeIn(hub.clone(), hub, { tellOnly: (would) => void told.push(would) });
    expect(told.join('\n')).toMatch(
      /^push to resession\/[^]*open a(?: draft)? pull request[^]*Stop it[^]*label it: resession/,
    );
    expect(hub.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(git(hub.repository, 'branch', '--list', 'resession/*')).toBe('');
  });

  it('works in a checkout without its history', async () => {
    const folder = hub.clone();
    commit(folder, 'more.md', 'more\n', 'main');
    const shallow = path.join(folder, '..', 'shallow');
    git(folder, 'clone', '--quiet', '--depth=1', `file://${hub.repository}`, shallow);
    git(shallow, 'remote', 'set-url', 'origin', git(folder, 'remote', 'get-url', 'origin').trim());
    git(shallow, 'config', 'user.name', 'Ann');
    git(shallow, 'config', 'user.email', 'a@b.c');
    expect(await proposeIn(shallow, hub)).toMatchObject({ kind: 'opened' });
    expect(
      git(hub.repository, 'log', '--format=%s', `main..${await branchOf()}`)
        .trim()
        .split('\n'),
    ).toHaveLength(1);
  });
});

describe('a pull request that is open', () => {
  it('stays as it is where the base moved elsewhere', async () => {
    const folder = hub.clone();
    await proposeIn(folder, hub);
    const tip = git(hub.repository, 'rev-parse', await branchOf());
    commit(folder, 'README.md', 'hello\n', 'main');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    expect(git(hub.repository, 'rev-parse', await branchOf())).toBe(tip);
  });

  it('gets a commit on top where there is more to change, and stays the one there is', async () => {
    const folder = hub.clone();
    await proposeIn(folder, hub);
    const branch = await branchOf();
    const tip = git(hub.repository, 'rev-parse', branch).trim();
    commit(folder, 'src/other.ts', guess, 'main');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'updated' });
    expect(await hub.pulls()).toHaveLength(1);
    expect(git(hub.repository, 'merge-base', '--is-ancestor', tip, branch)).toBe('');
    expect(show(`${branch}:src/other.ts`)).toContain('ClientHttpSessionExpired');
    expect((await hub.pulls('open'))[0]?.body).toContain('src/other.ts');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
  });

  it('gets the base merged into it where the two contradict each other', async () => {
    const folder = hub.clone();
    await proposeIn(folder, hub);
    const branch = await branchOf();
    const tip = git(hub.repository, 'rev-parse', branch).trim();
    commit(folder, 'src/client.ts', guess.replace("return 'expired';", "return ('expired' as const);"), 'main');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'updated' });
    expect(git(hub.repository, 'merge-base', '--is-ancestor', tip, branch)).toBe('');
    expect(git(hub.repository, 'merge-base', '--is-ancestor', 'main', branch)).toBe('');
    expect(show(`${branch}:src/client.ts`)).toMatch(/ClientHttpSessionExpired[^]*'expired' as const/);
    expect(await hub.pulls()).toHaveLength(1);
  });

  it('keeps the commits that people have pushed to its branch', async () => {
    const folder = hub.clone();
    await proposeIn(folder, hub);
    const branch = await branchOf();
    const person = hub.clone();
    git(person, 'checkout', '--quiet', branch);
    const theirs = commit(person, 'NOTES.md', 'by a person\n', branch);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    expect(git(hub.repository, 'rev-parse', branch).trim()).toBe(theirs);
    commit(folder, 'src/other.ts', guess, 'main');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'updated' });
    // Again and again: what is ours must not be taken for theirs, nor theirs for ours.
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    commit(folder, 'src/third.ts', guess, 'main');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'updated' });
    expect(git(hub.repository, 'merge-base', '--is-ancestor', theirs, branch)).toBe('');
    expect(show(`${branch}:NOTES.md`)).toBe('by a person\n');
    for (const file of ['other', 'third'])
      expect(show(`${branch}:src/${file}.ts`)).toContain('ClientHttpSessionExpired');
  });

  it('is left to people, who are told so once, where their commits contradict it', async () => {
    const folder = hub.clone();
    await proposeIn(folder, hub);
    const branch = await branchOf();
    const person = hub.clone();
    git(person, 'checkout', '--quiet', branch);
    const changed = show(`${branch}:src/client.ts`).replace("return 'expired';", "return 'expired' satisfies string;");
    const theirs = commit(person, 'src/client.ts', changed, branch);
    commit(folder, 'src/client.ts', guess.replace("return 'expired';", "return ('expired' as const);"), 'main');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'stopped', hindrance: 'conflict' });
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'stopped', hindrance: 'conflict' });
    expect(git(hub.repository, 'rev-parse', branch).trim()).toBe(theirs);
    const [pull] = await hub.pulls('open');
    const comments = await hub.ask('GET', `/repos/${hub.name}/issues/${String(pull?.number)}/comments`);
    expect(comments).toHaveLength(1);
  });

  it('is left alone where somebody has written the history of its branch anew', async () => {
    const folder = hub.clone();
    await proposeIn(folder, hub);
    const branch = await branchOf();
    const person = hub.clone();
    git(person, 'checkout', '--quiet', branch);
    writeFileSync(path.join(person, 'src/client.ts'), `${show(`${branch}:src/client.ts`)}// mine\n`);
    git(person, 'commit', '--quiet', '--all', '--amend', '--no-edit');
    git(person, 'push', '--quiet', '--force', 'origin', `HEAD:refs/heads/${branch}`);
    const theirs = git(hub.repository, 'rev-parse', branch);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'stopped', hindrance: 'foreign-branch' });
    expect(git(hub.repository, 'rev-parse', branch)).toBe(theirs);
  });

  it('is closed with a word where nothing is left to do', async () => {
    const folder = hub.clone();
    await proposeIn(folder, hub);
    const branch = await branchOf();
    commit(folder, 'src/client.ts', 'export {};\n', 'main');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'closed' });
    expect(await hub.pulls('open')).toEqual([]);
    expect(git(hub.repository, 'rev-parse', '--verify', branch)).not.toBe('');
    expect(await proposeIn(folder, hub)).toEqual({ kind: 'nothing' });
    expect((await hub.pulls())[0]).toMatchObject({ state: 'closed' });
  });
});

describe('a pull request that was closed', () => {
  const closeIt = async (): Promise<number> => {
    const [pull] = await hub.pulls('open');
    const number = pull?.number ?? 0;
    await hub.ask('PATCH', `/repos/${hub.name}/pulls/${String(number)}`, { state: 'closed' }, hub.maintainer);
    return number;
  };
  const say = (number: number, body: string, token: string): Promise<unknown> =>
    hub.ask('POST', `/repos/${hub.name}/issues/${String(number)}/comments`, { body }, token);

  it('is not opened again, whatever moves elsewhere', async () => {
    const folder = hub.clone();
    await proposeIn(folder, hub);
    await closeIt();
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'declined' });
    commit(folder, 'README.md', 'hello\n', 'main');
    commit(folder, 'src/client.ts', `// A line more.\n\n${guess}`, 'main');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'declined' });
    expect(await hub.pulls()).toHaveLength(1);
  });

  it('is not opened again where it had grown into the plan, from a branch of another name', async () => {
    const folder = hub.clone();
    await proposeIn(folder, hub);
    commit(folder, 'src/other.ts', guess, 'main');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'updated' });
    await closeIt();
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'declined' });
    expect(await hub.pulls()).toHaveLength(1);
  });

  it('is opened again when somebody who may write asks for it, and for nobody else', async () => {
    const folder = hub.clone();
    await proposeIn(folder, hub);
    const number = await closeIt();
    await say(number, '/resession retry', hub.stranger);
    await say(number, 'Who wants this? I would say `/resession retry` later.', hub.maintainer);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'declined' });
    await say(number, 'Now.\r\n/resession retry\r\n', hub.maintainer);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'opened' });
    expect(await hub.pulls('open')).toHaveLength(1);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    await closeIt();
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'declined' });
  });

  it('is no no where it was the bot that closed it, since nothing was left to do', async () => {
    const folder = hub.clone();
    await proposeIn(folder, hub);
    commit(folder, 'src/client.ts', 'export {};\n', 'main');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'closed' });
    commit(folder, 'src/client.ts', guess, 'main');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'opened' });
    expect((await hub.pulls('open'))[0]?.head.ref).toMatch(/-2$/);
    await closeIt();
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'declined' });
  });

  it('stays closed where its branch was deleted', async () => {
    const folder = hub.clone();
    await proposeIn(folder, hub);
    await hub.deleteBranch(await branchOf());
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'declined' });
    expect(await hub.pulls('open')).toEqual([]);
  });

  it('is not ours where anybody has only written our stamp into another one', async () => {
    const folder = hub.clone();
    await proposeIn(folder, hub);
    const [own] = await hub.pulls('open');
    commit(hub.clone(), 'x.md', 'x\n', 'feature');
    const forged = { title: 'mine', body: own?.body ?? '', head: 'feature', base: 'main' };
    await hub.ask('POST', `/repos/${hub.name}/pulls`, forged, hub.maintainer);
    commit(folder, 'src/client.ts', 'export {};\n', 'main');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'closed' });
    expect((await hub.pulls('open')).map(({ title }) => title)).toEqual(['mine']);
  });
});
