// What every queue has to do, asked of each of them: the folder of one machine and the Redis of many behave alike.

import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Queue, folderQueue, mostTries, wallClock, type Work } from '@resession/bot/queue';
import { redisPlace, sharedQueue } from '@resession/bot/redis';
import type { Visited } from '@resession/bot/visit';
import { nodeHost } from '@resession/engine';
import { failed, job, nothing } from '../../packages/bot/src/queue/jobs.test.kit.ts';
import { type RedisServer, startRedis } from './server.ts';

/** Milliseconds: back-off and waits pass as fast as that. */
const second = 3;

let redis: RedisServer;
let names = 0;

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

/** Two openings of the same queue: what one has put there the other sees. */
interface Kind {
  readonly kind: string;
  place(): string;
  open(place: string): Promise<Queue>;
}

const kinds: readonly Kind[] = [
  {
    kind: 'a folder',
    place: () => {
      const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'resession-alike-')));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      return folder;
    },
    open: (place) => Promise.resolve(folderQueue(place, nodeHost, wallClock(second))),
  },
  {
    kind: 'Redis',
    place: () => `alike-${String((names += 1))}`,
    open: (name) => sharedQueue({ place: redisPlace(redis.url), name, tell: () => undefined, second, silence: 1000 }),
  },
];

describe.each(kinds)('a queue in $kind', ({ place, open }) => {
  const opened = async (at = place()): Promise<Queue> => {
    const queue = await open(at);
    onTestFinished(() => queue.close());
    return queue;
  };

  /** Works and notes what it began. */
  const noting = (begun: string[], come: (id: string, times: number) => Visited = () => nothing()): Work => {
    return ({ id }) => {
      begun.push(id);
      return Promise.resolve(come(id, begun.filter((each) => each === id).length));
    };
  };

  const untilEnded = async (queue: Queue, ids: readonly string[]): Promise<void> => {
    const ended = async (): Promise<string[]> => (await queue.ended()).map(({ id }) => id).sort();
    await vi.waitFor(async () => expect(await ended()).toEqual([...ids].sort()), { timeout: 20_000, interval: 10 });
  };

  it('begins jobs in the order in which they came, each once', async () => {
    const queue = await opened();
    const ids = Array.from({ length: 30 }, (_, at) => `acme/r${String(at)}`);
    await queue.add(ids.map((id) => job(id)));
    await queue.add(ids.map((id) => job(id)));
    expect(await queue.counts()).toEqual({
      waiting: 30,
      active: 0,
      delayed: 0,
      ended: 0,
      paused: false,
      heldUntil: null,
    });
    const begun: string[] = [];
    const working = queue.work(noting(begun), null, 1);
    await untilEnded(queue, ids);
    await queue.add(ids.map((id) => job(id)));
    await working.stop('finish');
    await working.done;
    expect(begun).toEqual(ids);
    expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0, ended: 30 });
  });

  it('never works on one id twice at a time, and on no more than its width', async () => {
    const queue = await opened();
    const ids = Array.from({ length: 12 }, (_, at) => `r${String(at)}`);
    await queue.add(ids.map((id) => job(id)));
    const now = new Set<string>();
    let most = 0;
    queue.work(
      async ({ id }) => {
        expect(now.has(id)).toBe(false);
        now.add(id);
        most = Math.max(most, now.size);
        await new Promise((resolve) => setTimeout(resolve, 20));
        now.delete(id);
        return nothing();
      },
      null,
      3,
    );
    await untilEnded(queue, ids);
    expect(most).toBe(3);
  });

  it('tries passing failures again, and so often at most', async () => {
    const queue = await opened();
    await queue.add(['a', 'b', 'c'].map((id) => job(id)));
    const begun: string[] = [];
    queue.work(
      noting(begun, (id, times) => {
        if (id === 'a') return failed(true);
        return id === 'b' && times < 3 ? failed(true) : nothing(4);
      }),
      null,
      2,
    );
    await vi.waitFor(async () => expect((await queue.counts()).delayed).toBeGreaterThan(0), { interval: 5 });
    await untilEnded(queue, ['a', 'b', 'c']);
    const ended = await queue.ended();
    expect(begun.filter((id) => id === 'a')).toHaveLength(mostTries);
    expect(ended.find(({ id }) => id === 'a')).toMatchObject({ tries: mostTries, visited: failed(true) });
    expect(ended.find(({ id }) => id === 'b')).toMatchObject({ tries: 3, visited: nothing(4) });
    expect(ended.find(({ id }) => id === 'c')).toMatchObject({ tries: 1, visited: nothing(4) });
    expect(ended.map(({ at }) => at)).toEqual(ended.map(({ at }) => at).sort((one, other) => one - other));
  });

  it('ends at once what no retry helps', async () => {
    const queue = await opened();
    await queue.add(['a', 'b', 'c'].map((id) => job(id)));
    const begun: string[] = [];
    queue.work(
      ({ id }) => {
        begun.push(id);
        if (id === 'a') return Promise.resolve(failed(false));
        if (id === 'b') return Promise.resolve({ kind: 'too-much', bound: 'memory' });
        return Promise.reject(new TypeError('with something that nobody may see'));
      },
      null,
      1,
    );
    await untilEnded(queue, ['a', 'b', 'c']);
    expect(begun).toEqual(['a', 'b', 'c']);
    const ended = new Map((await queue.ended()).map((each) => [each.id, each]));
    expect(ended.get('a')).toMatchObject({ tries: 1, visited: failed(false) });
    expect(ended.get('b')).toMatchObject({ visited: { kind: 'too-much', bound: 'memory' } });
    expect(JSON.stringify(ended.get('c'))).toContain('TypeError');
    expect(JSON.stringify(ended.get('c'))).not.toContain('nobody may see');
  });

  it('holds everything while the API asks for that', async () => {
    const at = place();
    const queue = await opened(at);
    await queue.add(['a', 'b', 'c'].map((id) => job(id)));
    const begun: string[] = [];
    const working = queue.work(
      noting(begun, (_id, times) => (begun.length === 1 && times === 1 ? failed(true, 300) : nothing())),
      null,
      1,
    );
    await vi.waitFor(async () => expect((await queue.counts()).heldUntil).not.toBeNull(), { interval: 2 });
    await working.stop('finish');
    expect(begun).toEqual(['a']);
    await queue.close();
    const later = await opened(at);
    expect((await later.counts()).heldUntil).toBeGreaterThan(Date.now());
    later.work(noting(begun), null, 1);
    await new Promise((resolve) => setTimeout(resolve, 30 * second));
    expect(begun).toEqual(['a']);
    await untilEnded(later, ['a', 'b', 'c']);
  });

  it('is held by hand, and no shorter by a shorter hold', async () => {
    const queue = await opened();
    const begun: string[] = [];
    const working = queue.work(noting(begun), null, 1);
    await queue.add([job('a')]);
    await untilEnded(queue, ['a']);
    await queue.hold(200);
    await queue.hold(1);
    await queue.add([job('b')]);
    await new Promise((resolve) => setTimeout(resolve, 30 * second));
    expect(begun).toEqual(['a']);
    expect((await queue.counts()).heldUntil).toBeGreaterThan(Date.now());
    await untilEnded(queue, ['a', 'b']);
    await working.stop('finish');
  });

  it('does nothing while it is paused, over restarts', async () => {
    const at = place();
    const queue = await opened(at);
    await queue.add([job('a')]);
    await queue.pause();
    await queue.close();
    const later = await opened(at);
    const begun: string[] = [];
    later.work(noting(begun), null, 1);
    expect(await later.counts()).toMatchObject({ waiting: 1, paused: true });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(begun).toEqual([]);
    await later.resume();
    await untilEnded(later, ['a']);
    expect(await later.counts()).toMatchObject({ paused: false });
  });

  it('lets one wait behind the one at work, the last that came, and keeps no trace', async () => {
    const queue = await opened();
    const bases: (string | null)[] = [];
    let release = (): void => undefined;
    const again = (base: string): Promise<void> => {
      const { id, visit } = job('a');
      return queue.addAgain({ id, visit: { ...visit, base } });
    };
    queue.work(
      async ({ visit }) => {
        bases.push(visit.base);
        if (visit.base === 'one') await new Promise<void>((resolve) => (release = resolve));
        return nothing();
      },
      null,
      2,
    );
    await again('one');
    await vi.waitFor(() => expect(bases).toEqual(['one']));
    for (const base of ['two', 'three', 'four']) await again(base);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(bases).toEqual(['one']);
    release();
    await vi.waitFor(() => expect(bases).toEqual(['one', 'four']));
    await vi.waitFor(async () => expect(await queue.counts()).toMatchObject({ active: 0, waiting: 0, ended: 0 }));
    await again('five');
    await vi.waitFor(() => expect(bases).toEqual(['one', 'four', 'five']));
  });

  it('gives back what a stop breaks off, and counts no try', async () => {
    const at = place();
    const queue = await opened(at);
    await queue.add([job('a'), job('b')]);
    let begun = 0;
    const working = queue.work(
      (_job, signal) => {
        begun += 1;
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
      },
      null,
      1,
    );
    await vi.waitFor(() => expect(begun).toBe(1));
    await working.stop('break-off');
    await working.done;
    expect(await queue.counts()).toMatchObject({ waiting: 2, active: 0, delayed: 0, ended: 0 });
    await queue.close();
    const later = await opened(at);
    const order: string[] = [];
    later.work(noting(order), null, 1);
    await untilEnded(later, ['a', 'b']);
    expect(order).toEqual(['a', 'b']);
    expect((await later.ended()).map(({ tries }) => tries)).toEqual([1, 1]);
  });

  it('finishes what is at work when it is asked to, and lets that be broken off', async () => {
    const queue = await opened();
    await queue.add(['a', 'b'].map((id) => job(id)));
    let begun = 0;
    const working = queue.work(
      (_job, signal) => {
        begun += 1;
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve(nothing())));
      },
      null,
      1,
    );
    await vi.waitFor(() => expect(begun).toBe(1));
    const finishing = working.stop('finish');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await queue.counts()).active).toBe(1);
    await working.stop('break-off');
    await finishing;
    // It came to an outcome all the same.
    expect(await queue.counts()).toMatchObject({ waiting: 1, active: 0, ended: 1 });
  });

  it('tells what is new, and takes what is forgotten anew', async () => {
    const queue = await opened();
    await queue.add(['a', 'b', 'c'].map((id) => job(id)));
    const working = queue.work(noting([]), null, 1);
    await untilEnded(queue, ['a', 'b', 'c']);
    await working.stop('finish');
    expect((await queue.ended(new Set(['a', 'c']))).map(({ id }) => id)).toEqual(['b']);
    await queue.forget(['a', 'z']);
    await queue.add([job('a'), job('b')]);
    await queue.forget(['a']);
    expect(await queue.counts()).toMatchObject({ waiting: 1, ended: 2 });
  });

  it('refuses ids that one of the queues could not have', async () => {
    const queue = await opened();
    for (const id of ['', '12', 'a:b', 'a b'])
      await expect(queue.add([job(id)])).rejects.toMatchObject({ what: 'no job can have this id' });
  });
});
