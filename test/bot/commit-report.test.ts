// What stands beside a commit, in pieces that GitHub takes.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { gitHub, placeNamed, redactor } from '../../packages/bot/src/pull-request/index.ts';
import { sample } from '../cli/sample.ts';
import { type Hub, startHub } from './hub.ts';

let hub: Hub;

beforeAll(async () => {
  hub = await startHub(sample);
});

afterAll(() => hub.stop());

it('is one check run, with fifty annotations in each call', async () => {
  const { api, token } = hub;
  const connection = { api, token, redact: redactor([token]), userAgent: 'test', second: 5 };
  const host = await gitHub(placeNamed(hub.name), connection);
  const annotations = Array.from({ length: 120 }, (_, at) => ({
    level: 'warning' as const,
    title: 'to decide',
    message: `number ${String(at)}`,
    site: { path: 'a.ts', line: at + 1, column: 1, endLine: at + 1, endColumn: 2 },
  }));
  await host.report({ commit: 'a'.repeat(40), done: false, title: 'Left', summary: 'Words.', annotations });
  const calls = hub.asked.filter(({ path }) => path.includes('check-runs'));
  expect(calls.map(({ method }) => method)).toEqual(['POST', 'PATCH', 'PATCH']);
  const sent = calls.map(({ body }) => (body['output'] as { annotations: { message: string }[] }).annotations);
  expect(sent.map((some) => some.length)).toEqual([50, 50, 20]);
  expect(sent.flat().map(({ message }) => message)).toEqual(annotations.map(({ message }) => message));
  expect(calls[0]?.body).toMatchObject({ conclusion: 'neutral', head_sha: 'a'.repeat(40) });
});
