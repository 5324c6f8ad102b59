import { expect, test } from 'vitest';
import { ownRows } from './own-rows.ts';
import { tableOf } from './rows.test.kit.ts';

test('errors of the consumer, and what is thrown that is no error', () => {
  expect(tableOf(ownRows)).toEqual({
    own: 'other: Error: Something else broke',
    'text-thrown': 'other: Something else broke',
    'nothing-thrown': 'other: undefined',
    'list-thrown': 'other: ',
  });
});
