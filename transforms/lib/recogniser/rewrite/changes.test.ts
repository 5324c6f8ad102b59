import { expect, test } from 'vitest';
import type { Truth } from '../../codemod.ts';
import { catalogue, isExpired, type Row } from '../catalogue/catalogue.ts';
import { changesIn } from './changes.ts';

const rows = catalogue({ generations: new Set(['v1'] as const), sse: false });

/** The changes of a condition that was true on some rows and is true on every expired one. */
function changes(before: (row: Row) => boolean, negated = false): readonly string[] {
  const truth = (value: boolean): Truth => (value === negated ? 'false' : 'true');
  const turns = rows.map((row) => ({ row, before: truth(before(row)), after: truth(isExpired(row)) }));
  return changesIn(turns, truth(true));
}

test.each([[false], [true]])('bodies that the guess missed, a cause and the gap (negated: %s)', (negated) => {
  expect(changes(({ id }) => ['32001', '32002', 'text'].includes(id), negated)).toEqual([
    'Now also recognised as expired: body -32600; body in HTML; no body; found by the stream (GET); inside a cause; ' +
      '400 in the gap before the next initialize.',
  ]);
});

test('what was taken for an expired session', () => {
  const taken = changes((row) => isExpired(row) || row.kind === 'timeout' || row.id === 'connect-404');
  expect(taken).toEqual([
    'No longer taken for an expired session: 404 at connect, no session yet; request timed out; request aborted by the caller.',
  ]);
});

test('a check that only older releases could make true had gone dead', () => {
  const [first, ...rest] = changes(({ kind }) => kind === 'wording');
  expect(first).toBe('With the SDK of today it had gone dead; now expired sessions are recognised again.');
  expect(rest.join(' ')).not.toContain('body');
});

test('how older releases put it is no news', () => {
  expect(changes(({ kind }) => kind === 'expired' || kind === 'wrapped' || kind === 'gap')).toEqual([]);
});
