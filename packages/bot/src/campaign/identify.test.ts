import { expect, it } from 'vitest';
import { PassingError } from '../passing.ts';
import { longestWait } from '../queue/queue.ts';
import { identify } from './identify.ts';

it('obeys a host that wants to be left alone, and not for ever', async () => {
  const asked = (wait: number | null): ReturnType<typeof identify> =>
    identify('acme/a', { at: () => Promise.reject(new PassingError('limited', 'there', 'Wait.', wait)) });
  expect(await asked(600)).toMatchObject({ kind: 'later', seconds: 600 });
  expect(await asked(null)).toMatchObject({ kind: 'later', seconds: 60 });
  expect(await asked(1e9)).toMatchObject({ kind: 'later', seconds: longestWait });
});
