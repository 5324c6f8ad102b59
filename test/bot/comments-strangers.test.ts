// Words of people who may not write, and of bots that are somebody else now: neither undoes what was decided.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plannedIn } from '../cli/planned.ts';
import { git, sample } from '../cli/sample.ts';
import { type Hub, startHub } from './hub.ts';
import { proposeIn } from './proposed.ts';

// Many processes each, on machines that do other things as well.
vi.setConfig({ testTimeout: 120_000 });

let hub: Hub;

beforeEach(async () => {
  hub = await startHub(sample);
});

afterEach(() => hub.stop());

interface Comment {
  readonly id: number;
  readonly body: string;
}

const route = (): string => `/repos/${hub.name}/issues/1/comments`;
const stamped = async (): Promise<readonly Comment[]> =>
  ((await hub.ask('GET', route())) as readonly Comment[]).filter(({ body }) => body.includes('resession:said'));
const say = (body: string, token: string): Promise<unknown> => hub.ask('POST', route(), { body }, token);

describe('comments of strangers', () => {
  it('fail no run whose token cannot see who may write', async () => {
    const folder = hub.clone();
    await proposeIn(folder, hub);
    await say('/resession close', hub.stranger);
    for (const status of [401, 403]) {
      hub.fault = ({ path }) =>
        path.endsWith('/permission') ? { answer: { status, body: { message: 'Must have push access' } } } : null;
      expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    }
  });

  it('however many they are, keep nobody who may write from being heard', async () => {
    const folder = hub.clone();
    await proposeIn(folder, hub);
    await say('/resession close', hub.maintainer);
    const [first] = (await hub.ask('GET', route())) as readonly object[];
    const crowd = Array.from({ length: 30 }, (_, at) => ({
      ...first,
      id: 1000 + at,
      user: { login: `eve-${String(at)}`, type: 'User' },
      body: '/resession retry',
    }));
    hub.fault = ({ method, path }) => {
      if (path.includes('/collaborators/eve-')) return { answer: { status: 404 } };
      const listing = method === 'GET' && path.includes('/issues/1/comments');
      return listing ? { answer: { status: 200, body: [first, ...crowd] } } : null;
    };
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'declined' });
    expect(await hub.pulls('open')).toEqual([]);
  });
});

describe('a pull request that another bot has opened', () => {
  it('is answered once, and what was said there by us is ours', async () => {
    const folder = hub.clone();
    hub.as = hub.maintainer;
    await proposeIn(folder, hub);
    hub.as = hub.token;
    const { findings } = await plannedIn(folder);
    const id = findings.find(({ kind }) => kind === 'fix')?.id ?? '';
    await say(`/resession explain ${id}`, hub.maintainer);
    for (const _again of [1, 2]) expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    expect(await stamped()).toHaveLength(1);
    await say('/resession close', hub.maintainer);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'declined' });
    await hub.ask('PATCH', `/repos/${hub.name}/pulls/1`, { state: 'open' }, hub.maintainer);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    expect(await hub.pulls('open')).toHaveLength(1);
  });

  it('is proposed again where another bot has closed it, since nothing was left', async () => {
    const folder = hub.clone();
    hub.as = hub.maintainer;
    await proposeIn(folder, hub);
    hub.as = hub.token;
    const guessing = git(hub.repository, 'rev-parse', 'main').trim();
    const branch = (await hub.pulls('open'))[0]?.head.ref ?? '';
    git(hub.repository, 'update-ref', 'refs/heads/main', branch);
    expect(await proposeIn(hub.clone(), hub)).toMatchObject({ kind: 'closed' });
    git(hub.repository, 'update-ref', 'refs/heads/main', guessing);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'opened' });
  });

  it('is not silenced by a stranger who writes as if we had said it', async () => {
    const folder = hub.clone();
    await proposeIn(folder, hub);
    const { findings } = await plannedIn(folder);
    const id = findings.find(({ kind }) => kind === 'fix')?.id ?? '';
    await say(`/resession explain ${id}`, hub.maintainer);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    const [answer] = await stamped();
    await hub.ask('DELETE', `/repos/${hub.name}/issues/comments/${String(answer?.id)}`, undefined, hub.maintainer);
    await say(answer?.body ?? '', hub.stranger);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
    expect(await stamped()).toHaveLength(2);
  });
});
