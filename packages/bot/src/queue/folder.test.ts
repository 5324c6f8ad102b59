import fs from 'node:fs';
import path from 'node:path';
import { nodeHost } from '@resession/engine';
import { describe, expect, it } from 'vitest';
import { folderQueue } from './folder.ts';
import { mostTries, usualPace, type Queue, type Work } from './queue.ts';
import { failed, job, nothing } from './jobs.test.kit.ts';
import { folder, type VirtualClock, virtualClock } from './queue.test.kit.ts';
import type { Visited } from '../visit/visit.ts';

interface Opened {
  readonly queue: Queue;
  readonly clock: VirtualClock;
  readonly place: string;
  /** Begun jobs, each with the second in which it was. */
  readonly begun: [string, number][];
  /** Notes the job and comes to what `visited` says, after so many seconds. */
  working(visited?: (id: string, times: number) => Visited, seconds?: number): Work;
}

function opened(place = folder(), clock = virtualClock()): Opened {
  const begun: [string, number][] = [];
  const start = clock.now();
  return {
    queue: folderQueue(place, nodeHost, clock),
    clock,
    place,
    begun,
    working:
      (visited = () => nothing(), seconds = 0) =>
      async ({ id }) => {
        begun.push([id, (clock.now() - start) / 1000]);
        if (seconds > 0) await new Promise<void>((resolve) => clock.at(clock.now() + seconds * 1000, resolve));
        return visited(id, begun.filter(([each]) => each === id).length);
      },
  };
}

const log = (place: string): string => path.join(place, 'queue.jsonl');

describe('a queue in a folder', () => {
  it('tries passing failures again, later each time, and ends', async () => {
    const { queue, clock, begun, working } = opened();
    await queue.add([job('a')]);
    const { stop } = queue.work(
      working(() => failed(true)),
      null,
      1,
    );
    await clock.pass(3600);
    expect(begun.map(([, second]) => second)).toEqual([0, 30, 90, 210, 450]);
    expect(await queue.ended()).toMatchObject([{ id: 'a', tries: mostTries, visited: { kind: 'failed' } }]);
    await stop('finish');
    await queue.close();
  });

  it('waits no longer than it was asked to where the clock was set back since', async () => {
    const place = folder();
    const before = opened(place, virtualClock(1e12));
    await before.queue.add(['a', 'b'].map((id) => job(id)));
    before.queue.work(
      before.working((id) => (id === 'a' ? failed(true) : failed(true, 600))),
      null,
      1,
    );
    await before.clock.pass(1);
    await before.queue.close();
    const { queue, clock, begun, working } = opened(place, virtualClock(1e12 - 365 * 86_400_000));
    queue.work(working(), null, 1);
    await clock.pass(3 * 3600);
    expect(begun.map(([id]) => id).sort()).toEqual(['a', 'b']);
    await queue.close();
  });

  it('holds every job where the API asks for that, over restarts', async () => {
    const { queue, clock, begun, working, place } = opened();
    await queue.add(['a', 'b', 'c'].map((id) => job(id)));
    queue.work(
      working((id, times) => (id === 'a' && times === 1 ? failed(true, 600) : nothing())),
      null,
      1,
    );
    await clock.pass(100);
    expect(begun).toEqual([['a', 0]]);
    expect(await queue.counts()).toMatchObject({ waiting: 3, delayed: 0, heldUntil: clock.now() + 500_000 });
    await queue.close();

    // Twice: the log is written anew at each start.
    const between = opened(place, clock);
    await between.queue.forget([]);
    await between.queue.close();
    const later = opened(place, clock);
    later.queue.work(later.working(), null, 1);
    await clock.pass(499);
    expect(later.begun).toEqual([]);
    await clock.pass(2);
    expect(later.begun.map(([id]) => id).sort()).toEqual(['a', 'b', 'c']);
    await later.queue.close();
  });

  it('keeps the pace over all that work on it, and gives back what a visit did not use', async () => {
    const pace = { ...usualPace, minute: 12, hour: 1000, visit: 6 };
    const { queue, clock, begun, working } = opened();
    await queue.add(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => job(id)));
    queue.work(
      working(() => nothing(3), 10),
      pace,
      4,
    );
    await clock.pass(5);
    // Two may do all that fits.
    expect(begun).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
    await clock.pass(6);
    // Six calls were made; there is room for one visit.
    expect(begun.slice(2)).toEqual([['c', 10]]);
    await clock.pass(20);
    expect(begun.slice(3)).toEqual([]);
    await clock.pass(600);
    expect(begun).toHaveLength(8);
    await queue.close();
  });

  it('counts what was set aside for a visit that nobody ended as used', async () => {
    const pace = { ...usualPace, minute: 6, hour: 1000, visit: 6 };
    const { queue, clock, working, place } = opened();
    await queue.add([job('a'), job('b')]);
    queue.work(
      working(() => nothing(), 1000),
      pace,
      1,
    );
    await clock.pass(1);
    // As it lies on the disk when the process is killed here.
    const other = folder();
    fs.copyFileSync(log(place), log(other));
    const after = opened(other, clock);
    after.queue.work(after.working(), pace, 1);
    await clock.pass(59);
    expect(after.begun).toEqual([]);
    await clock.pass(2);
    expect(after.begun.map(([id]) => id)).toEqual(['a', 'b']);
    await after.queue.close();
    void queue.close();
    await clock.pass(1000);
  });

  it('takes an id once, until it is forgotten', async () => {
    const { queue, clock, begun, working } = opened();
    await queue.add([job('a'), job('a'), job('b')]);
    await queue.add([job('a')]);
    queue.work(working(), null, 2);
    await clock.pass(1);
    await queue.add([job('a')]);
    await clock.pass(1);
    expect(begun.map(([id]) => id)).toEqual(['a', 'b']);
    expect((await queue.ended(new Set(['b']))).map(({ id }) => id)).toEqual(['a']);
    await queue.forget(['a', 'nobody']);
    await queue.add([job('a')]);
    await clock.pass(1);
    expect(begun.map(([id]) => id)).toEqual(['a', 'b', 'a']);
    await queue.close();
  });

  it('lets one wait behind the one at work, the last that came', async () => {
    const { queue, clock, working, begun } = opened();
    const bases: (string | null)[] = [];
    const work = working(() => nothing(), 10);
    queue.work((each, signal) => (bases.push(each.visit.base), work(each, signal)), null, 2);
    const again = (base: string): Promise<void> => {
      const { id, visit } = job('a');
      return queue.addAgain({ id, visit: { ...visit, base } });
    };
    await again('one');
    await clock.pass(1);
    for (const base of ['two', 'three', 'four']) await again(base);
    expect(await queue.counts()).toMatchObject({ active: 1, ended: 0 });
    await clock.pass(30);
    expect(bases).toEqual(['one', 'four']);
    expect(begun.map(([, second]) => second)).toEqual([0, 10]);
    await again('five');
    await clock.pass(11);
    expect(bases.at(-1)).toBe('five');
    expect(await queue.ended()).toEqual([]);
    await queue.close();
  });

  it('is looked at, paused and resumed from outside while one process writes', async () => {
    const { queue, clock, begun, working, place } = opened();
    const outside = folderQueue(place, nodeHost, clock);
    await outside.pause();
    await queue.add([job('a')]);
    queue.work(working(), null, 1);
    await clock.pass(10);
    expect(begun).toEqual([]);
    expect(await outside.counts()).toMatchObject({ waiting: 1, paused: true });
    await outside.resume();
    await clock.pass(2);
    expect(await outside.ended()).toMatchObject([{ id: 'a' }]);
    await expect(outside.add([job('b')])).rejects.toMatchObject({ what: expect.stringContaining('another') as string });
    await queue.close();
    await outside.add([job('b')]);
    expect(await outside.counts()).toMatchObject({ waiting: 1, ended: 1 });
    await outside.close();
  });

  it('gives back what a stop breaks off, and counts no try', async () => {
    const { queue, clock, place } = opened();
    await queue.add([job('a'), job('b')]);
    const { stop, done } = queue.work(
      (_job, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(failed(true)))),
      null,
      1,
    );
    await clock.pass(1);
    await stop('break-off');
    await done;
    expect(await queue.counts()).toMatchObject({ waiting: 2, active: 0, delayed: 0 });
    await queue.close();
    const later = opened(place, clock);
    later.queue.work(
      later.working(() => failed(false)),
      null,
      1,
    );
    await clock.pass(1);
    expect(await later.queue.ended()).toMatchObject([
      { id: 'a', tries: 1 },
      { id: 'b', tries: 1 },
    ]);
    await later.queue.close();
  });

  it('stops where its log cannot be written, and has lost nothing', async () => {
    const place = folder();
    const clock = virtualClock();
    let full = false;
    const append: typeof nodeHost.append = (...args) => {
      if (full) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      nodeHost.append(...args);
    };
    const queue = folderQueue(place, { ...nodeHost, append }, clock);
    await queue.add([job('a'), job('b')]);
    const { done } = queue.work(() => ((full = true), Promise.resolve(nothing())), null, 1);
    await expect(done).rejects.toMatchObject({ what: 'the queue cannot be kept: ENOSPC' });
    await queue.close();
    const later = opened(place, clock);
    expect(await later.queue.counts()).toMatchObject({ active: 1, waiting: 1, ended: 0 });
    later.queue.work(later.working(), null, 1);
    await clock.pass(1);
    expect((await later.queue.ended()).map(({ id }) => id)).toEqual(['a', 'b']);
    await later.queue.close();
  });

  it('takes nothing for added that it could not keep', async () => {
    const place = folder();
    let full = true;
    const append: typeof nodeHost.append = (...args) => {
      if (full) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      nodeHost.append(...args);
    };
    const queue = folderQueue(place, { ...nodeHost, append }, virtualClock());
    await expect(queue.add([job('a')])).rejects.toMatchObject({ what: 'the queue cannot be kept: ENOSPC' });
    expect(await queue.counts()).toMatchObject({ waiting: 0 });
    full = false;
    await queue.add([job('a')]);
    await queue.close();
    expect(await opened(place).queue.counts()).toMatchObject({ waiting: 1 });
  });

  it('ends a job at which worker after worker dies', async () => {
    const place = folder();
    const clock = virtualClock();
    const { queue } = opened(place, clock);
    await queue.add([job('a')]);
    await queue.close();
    for (let deaths = 0; deaths < 10; deaths += 1) {
      const dying = opened(place, clock);
      dying.queue.work(() => new Promise(() => undefined), null, 1);
      await clock.pass(1);
      const state = fs.readFileSync(log(place));
      // Of a process that is gone: nothing but the log stays.
      fs.rmSync(place, { recursive: true });
      fs.mkdirSync(place);
      fs.writeFileSync(log(place), state);
    }
    const after = opened(place, clock);
    after.queue.work(after.working(), null, 1);
    await clock.pass(1);
    expect(after.begun).toEqual([]);
    expect(await after.queue.ended()).toMatchObject([{ id: 'a', visited: { kind: 'failed', passing: false } }]);
    await after.queue.close();
  });

  it('writes its log anew before it gets long, with what is at work', async () => {
    const place = folder();
    const clock = virtualClock();
    // Without fsync, which takes its time.
    const append: typeof nodeHost.append = (file, bytes) => fs.appendFileSync(file, bytes);
    const queue = folderQueue(place, { ...nodeHost, append }, clock);
    queue.work(
      opened(place, clock).working(() => nothing(), 1e6),
      null,
      1,
    );
    for (let each = 0; each < 1100; each += 1) await queue.addAgain(job(each % 2 === 0 ? 'a' : 'b'));
    expect(fs.readFileSync(log(place), 'utf8').split('\n').length).toBeLessThan(200);
    expect(await queue.counts()).toMatchObject({ active: 1, waiting: 1 });
    void queue.close();
    await clock.pass(1e6);
    expect(await opened(place, clock).queue.counts()).toMatchObject({ active: 0, waiting: 2 });
  });

  it('refuses a log that is damaged, and cuts off a line without an end', async () => {
    const { queue, place } = opened();
    await queue.add([job('a'), job('b')]);
    await queue.close();
    const whole = fs.readFileSync(log(place), 'utf8');
    fs.appendFileSync(log(place), '{"kind":"forgot');
    const torn = opened(place);
    await torn.queue.add([job('c')]);
    expect(await torn.queue.counts()).toMatchObject({ waiting: 3 });
    await torn.queue.close();
    fs.writeFileSync(log(place), whole.replace('"kind":"job"', '"kind'));
    await expect(opened(place).queue.counts()).rejects.toMatchObject({
      what: 'the log of the queue is damaged at line 2',
    });
    fs.writeFileSync(log(place), 'something else\n');
    await expect(opened(place).queue.counts()).rejects.toMatchObject({
      what: 'the log of the queue is damaged at line 1',
    });
  });

  it('refuses ids that no queue can have', async () => {
    const { queue } = opened();
    for (const id of ['', '12', 'a:b', 'a b'])
      await expect(queue.add([job(id)])).rejects.toThrow('no job can have this id');
  });
});
