// What people say under the pull request is done there: closing it, and decisions that its commit then holds.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decisionOn, decisionsText, nodeHost, readDecisions } from '../../packages/engine/src/index.ts';
import { plannedIn } from '../cli/planned.ts';
import { git, guess, sample } from '../cli/sample.ts';
import { type Hub, startHub } from './hub.ts';
import { proposeIn } from './proposed.ts';

// Many processes each, on machines that do other things as well.
vi.setConfig({ testTimeout: 120_000 });

const asking = guess.replace('    await client.callTool', '    await client.connect(t);\n    await client.callTool');

let hub: Hub;

beforeEach(async () => {
  hub = await startHub({ ...sample, 'src/asking.ts': asking });
});

afterEach(() => hub.stop());

const show = (rev: string): string => git(hub.repository, 'show', '--no-color', rev);
const branchOf = async (): Promise<string> => (await hub.pulls('open'))[0]?.head.ref ?? '';
const kept = async (): Promise<unknown> => JSON.parse(show(`${await branchOf()}:.resession/decisions.json`));
const route = (number: number): string => `/repos/${hub.name}/issues/${String(number)}/comments`;

interface Comment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string };
}

const say = async (body: string, token = hub.maintainer, number = 1): Promise<Comment> =>
  (await hub.ask('POST', route(number), { body }, token)) as Comment;
const told = async (): Promise<readonly string[]> =>
  ((await hub.ask('GET', route(1))) as readonly Comment[])
    .filter(({ user }) => user.login === 'resession-bot')
    .map(({ body }) => body);

/** A checkout with its pull request, and the ids of what is found in it. */
async function opened(): Promise<{ readonly folder: string; readonly fix: string; readonly ask: string }> {
  const folder = hub.clone();
  expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'opened' });
  const { findings } = await plannedIn(folder);
  const of = (kind: string): string =>
    findings.find((each) => each.kind === kind && each.codemod.includes('guess'))?.id ?? '';
  return { folder, fix: of('fix'), ask: of('ask') };
}

describe('/resession close', () => {
  it('closes it with a word, until somebody asks for it again', async () => {
    const { folder } = await opened();
    await say('/resession close', hub.stranger);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    await say('Not now.\r\n\r\n/resession close\r\n');
    const would: string[] = [];
    expect(await proposeIn(folder, hub, { tellOnly: (each) => void would.push(each) })).toMatchObject({
      kind: 'declined',
    });
    expect(would.join('\n')).toContain('close #1');
    expect(await hub.pulls('open')).toHaveLength(1);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'declined' });
    expect(await hub.pulls('open')).toEqual([]);
    expect(await told()).toEqual([expect.stringMatching(/^Closed, as ann asked\./)]);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'declined' });
    expect(await told()).toHaveLength(1);
    // Opened again by hand, it stays open: the comment was answered.
    await hub.ask('PATCH', `/repos/${hub.name}/pulls/1`, { state: 'open' }, hub.maintainer);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    await say('/resession close');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'declined' });
    await say('/resession retry');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'opened' });
    expect(await hub.pulls('open')).toHaveLength(1);
  });

  it('is taken back by a later retry, and stays no where the bot ended in between', async () => {
    const { folder } = await opened();
    await say('/resession close\n/resession retry');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    await say('/resession close');
    hub.fault = ({ method, path: asked }) =>
      method === 'POST' && asked.endsWith('/comments') ? { answer: { status: 403 } } : null;
    await expect(proposeIn(folder, hub)).rejects.toThrow('comment');
    hub.fault = null;
    expect(await hub.pulls('open')).toEqual([]);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'declined' });
    expect(await hub.pulls()).toHaveLength(1);
  });
});

describe('/resession decide', () => {
  it('is followed for people who may write, and kept in the commit, so that merging keeps it', async () => {
    const { folder, ask, fix } = await opened();
    await say(`/resession decide ${fix} leave`, hub.stranger);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    await say(`/resession decide ${ask.slice(0, 8)} leave -- Only a sample\r\n/resession decide ${fix} leave`);
    await say(`/resession decide ${fix} make`);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'updated' });
    expect(await kept()).toMatchObject({
      schema: 1,
      decisions: [
        { id: ask, answer: 'leave', why: 'Only a sample', path: 'src/asking.ts' },
        { id: fix, answer: 'make', path: 'src/client.ts' },
      ],
    });
    expect((await hub.pulls('open'))[0]?.body).toMatch(/### Decided, and left as they are[^]*src\/asking\.ts/);
    const branch = await branchOf();
    const tip = git(hub.repository, 'rev-parse', branch);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    expect(git(hub.repository, 'rev-parse', branch)).toBe(tip);
    expect(await told()).toEqual([]);
    // As the button does it.
    git(hub.repository, 'update-ref', 'refs/heads/main', branch);
    await hub.ask('PATCH', `/repos/${hub.name}/pulls/1`, { state: 'closed' }, hub.maintainer);
    const merged = hub.clone();
    expect(await proposeIn(merged, hub)).toEqual({ kind: 'nothing' });
    const { findings } = await plannedIn(merged, { decisions: readDecisions(merged, nodeHost) });
    expect(findings.find(({ id }) => id === ask)).toMatchObject({ kind: 'skip' });
  });

  it('takes a choice, goes over what was committed, and says what it says now', async () => {
    const folder = hub.clone();
    const first = (await plannedIn(folder)).findings.find(({ kind }) => kind === 'ask');
    if (first === undefined) throw new Error('nothing to decide');
    mkdirSync(path.join(folder, '.resession'));
    const committed = decisionsText([decisionOn(first, { answer: 'leave', why: 'At first' })]);
    writeFileSync(path.join(folder, '.resession/decisions.json'), committed);
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', 'decided');
    git(folder, 'push', '--quiet', 'origin', 'HEAD:main');
    const { fix } = await opened();
    const comment = await say(`/resession decide ${first.id} leave`);
    // The same again, without its reason: nothing is to be kept.
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    const edit = (body: string): Promise<unknown> =>
      hub.ask('PATCH', `/repos/${hub.name}/issues/comments/${String(comment.id)}`, { body }, hub.maintainer);
    await edit(`/resession decide ${first.id} ${first.choices?.[0]?.id ?? ''}`);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'updated' });
    expect(await kept()).toMatchObject({
      decisions: [{ id: first.id, answer: 'choose', choice: first.choices?.[0]?.id }],
    });
    expect(show(`${await branchOf()}:src/asking.ts`)).toContain('ClientHttpSessionExpired');
    await edit(`/resession decide ${fix} leave`);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'updated' });
    expect(show(`${await branchOf()}:src/client.ts`)).toBe(guess);
    expect(show(`${await branchOf()}:src/asking.ts`)).toBe(asking);
    await hub.ask('DELETE', `/repos/${hub.name}/issues/comments/${String(comment.id)}`, undefined, hub.maintainer);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'updated' });
    expect(show(`${await branchOf()}:.resession/decisions.json`)).toBe(committed);
    expect(await hub.pulls()).toHaveLength(1);
  });

  it('keeps the pull request for the decisions alone where every site is left', async () => {
    const { folder, ask, fix } = await opened();
    await say(`/resession decide ${ask} leave\n/resession decide ${fix} leave`);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'updated' });
    expect(git(hub.repository, 'diff', '--name-only', 'main', await branchOf())).toBe('.resession/decisions.json\n');
    expect((await hub.pulls('open'))[0]?.body).toContain('merging this keeps their decisions');
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    await hub.ask('PATCH', `/repos/${hub.name}/pulls/1`, { state: 'closed' }, hub.maintainer);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'declined' });
    expect(await hub.pulls()).toHaveLength(1);
  });

  it('that cannot be followed is answered once, with what can be said', async () => {
    const { folder, ask, fix } = await opened();
    const tip = git(hub.repository, 'rev-parse', await branchOf());
    await say(`/resession decide ${ask} shrug\n/resession decide 00000000 leave\n/resession open sesame @olga`);
    await say('/resession decide 11111111 leave', hub.stranger);
    await say(`> /resession decide 22222222 leave\n\n\`/resession decide\` is how.`);
    for (const _again of [1, 2]) expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    const [answer = '', ...others] = await told();
    expect(others).toEqual([]);
    expect(answer).toContain(`\`shrug\` is no answer to \`${ask}\`.`);
    expect(answer).toContain('Nothing that is found here has the id `00000000`.');
    expect(answer).toContain('I do not understand `/resession open sesame @olga`.');
    expect(answer).toMatch(new RegExp(`^- \`${fix}\` takes \`make\`, \`leave\`:`, 'm'));
    expect(answer).not.toMatch(/11111111|22222222/);
    expect(git(hub.repository, 'rev-parse', await branchOf())).toBe(tip);
  });

  it('that was followed once is not told to be none when its site is gone', async () => {
    const { folder, ask } = await opened();
    await say(`/resession decide ${ask} leave`);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'updated' });
    git(folder, 'rm', '--quiet', 'src/asking.ts');
    git(folder, 'commit', '--quiet', '--message', 'gone');
    git(folder, 'push', '--quiet', 'origin', 'HEAD:main');
    for (const kind of ['updated', 'unchanged', 'unchanged'])
      expect(await proposeIn(folder, hub)).toMatchObject({ kind });
    expect(await told()).toEqual([]);
  });

  it('of somebody who closed it meanwhile opens no other one', async () => {
    const { folder, fix } = await opened();
    // Another plan, which nobody has closed.
    await say(`/resession decide ${fix} leave`);
    const plan = async (decisions: Parameters<typeof decisionsText>[0]): ReturnType<typeof plannedIn> => {
      await hub.ask('PATCH', `/repos/${hub.name}/pulls/1`, { state: 'closed' }, hub.maintainer);
      return plannedIn(folder, { decisions });
    };
    expect(await proposeIn(folder, hub, { plan })).toMatchObject({ kind: 'declined' });
    expect(await hub.pulls()).toHaveLength(1);
  });
});

describe('/resession explain', () => {
  it('is answered with the story, once, in a fence', async () => {
    const { folder, ask } = await opened();
    await say(`/resession explain ${ask}`);
    const explained = (): string => 'Why.\n```\n/resession close\n@olga <b>\n';
    for (const _again of [1, 2])
      expect(await proposeIn(folder, hub, { explained })).toMatchObject({ kind: 'unchanged' });
    expect(await told()).toEqual([
      expect.stringMatching(/^````\nWhy\.\n```\n\/resession close\n@olga <b>\n````\n\n<!-- resession:said:\S+ -->$/),
    ]);
    expect(await hub.pulls('open')).toHaveLength(1);
  });
});
