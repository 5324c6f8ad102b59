// Campaigns with the built command (`npm run build` first), over git and an API of this machine.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Hub, startHub } from '../bot/hub.ts';
import { folderOf, sample } from '../cli/sample.ts';
import { campaign, kindsOf, plan, statusIn } from './campaigning.ts';

// Many processes each, on machines that do other things as well.
vi.setConfig({ testTimeout: 180_000 });

let hub: Hub;

afterEach(() => hub.stop());

describe('a campaign', () => {
  it('proposes to the canary, waits for a person, and goes on to the end', async () => {
    hub = await startHub(sample, { names: ['a', 'b', 'c'] });
    const folder = folderOf({});
    const planned = await plan(hub, folder, ['acme/a', 'acme/b', 'acme/c'], ['--canary', '1', '--wave', '2']);
    expect(planned).toMatchObject({ code: 0, stderr: '' });
    expect(await campaign(hub, folder, ['run'])).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        /: held: the canary is over[^]*Then go on: npx resession campaign resume/,
      ) as string,
    });
    expect(kindsOf(await statusIn(hub, folder))).toEqual({ opened: 1 });
    expect(await campaign(hub, folder, ['resume'])).toMatchObject({ code: 0 });
    const done = await campaign(hub, folder, ['run']);
    expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining(': over\n') as string });
    for (const name of ['a', 'b', 'c']) expect(await hub.pulls('all', name)).toHaveLength(1);
    expect(kindsOf(await statusIn(hub, folder))).toEqual({ opened: 3 });
  });
});
