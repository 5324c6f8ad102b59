// The small one of `npm run simulate`: three hundred repositories, and a process that does not live long.

import { describe, expect, it, vi } from 'vitest';
import { simulate, wrongs } from './simulate.ts';

vi.setConfig({ testTimeout: 120_000 });

describe('a campaign of three hundred repositories in virtual time', () => {
  it('keeps its order and the limits, loses nothing and does nothing twice, however often its process is killed', async () => {
    const simulated = await simulate({ repositories: 300, seed: 7, workers: 8, killedEvery: 0.04, failing: 3 });
    expect(wrongs(simulated)).toEqual([]);
    expect(simulated.kills).toBeGreaterThan(20);
    expect(simulated.api.seen.creates).toBeGreaterThan(400);
  });

  it('is stopped by its budget where too much fails, and goes on when a person says so', async () => {
    const simulated = await simulate({
      repositories: 200,
      seed: 3,
      workers: 4,
      killedEvery: 0.5,
      failing: 1,
      natures: [
        ['wanting', 500],
        ['locked', 150],
        ['broken', 100],
      ],
    });
    expect(wrongs(simulated)).toEqual([]);
    expect(simulated.stops).toBeGreaterThan(3);
  });

  it('works as fast as the pace lets it', async () => {
    const { api, hours, ...rest } = await simulate({
      repositories: 400,
      seed: 5,
      workers: 4,
      killedEvery: null,
      failing: 0,
    });
    expect(wrongs({ api, hours, ...rest })).toEqual([]);
    // Without the hour in which the canary waits for a person; of 437, and the first hour may have as many at once.
    expect(api.seen.creates / (hours - 1)).toBeGreaterThan(350);
  });
});
