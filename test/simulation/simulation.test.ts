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

  it('works as fast as GitHub lets it, and no faster', async () => {
    const simulated = await simulate({
      repositories: 600,
      seed: 5,
      workers: 16,
      killedEvery: null,
      failing: 0,
      speed: { minute: 79, hour: 499 },
    });
    expect(wrongs(simulated)).toEqual([]);
    // The first hour waits for a person, but for the canary; the last visits have nothing to wait for.
    expect(simulated.api.seen.mostCreatesInHour).toBeGreaterThan(450);
  });
});
