import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { pause } from './pause.ts';

it('leaves nothing on the signal, however often it waits', async () => {
  const { signal } = new AbortController();
  for (let times = 0; times < 12; times += 1) await pause(0, signal);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

it('ends with the signal, before and while it waits', async () => {
  const stop = new AbortController();
  const waiting = pause(2 ** 30, stop.signal);
  stop.abort();
  await waiting;
  await pause(2 ** 30, stop.signal);
});
