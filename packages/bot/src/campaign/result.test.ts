import { expect, it } from 'vitest';
import type { Visited } from '../visit/visit.ts';
import { resultOf } from './result.ts';

it('does not break at what a worker of another version has said', () => {
  for (const said of ['{"kind":"outcome","outcome":{"kind":"new"}}', '{"kind":"outcome"}', '{"kind":"new"}', '{}'])
    expect(resultOf(JSON.parse(said) as Visited, false), said).toMatchObject({ kind: 'failed', writes: 0 });
});
