import { expect, it, onTestFinished } from 'vitest';
import { wallClock } from './clock.ts';

it('does not call at once what is due in a year', async () => {
  let called = false;
  const takeBack = wallClock().at(Date.now() + 365 * 86_400_000, () => (called = true));
  onTestFinished(takeBack);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(called).toBe(false);
});
