// A sample of the consumers in both orders; all of them with `npm run corpus:orders`.

import { beforeAll, expect, test } from 'vitest';
import { readConsumers } from '../consumer.ts';
import { differences, inBothOrders, type InBothOrders } from './orders.ts';

const sample = [
  'v1/mappers/own-codes',
  'v1/structural/reflect',
  'v1/switches/in-another-dress',
  'v1/text/fourteen-arms',
  'v1/events/onerror-schedules',
  'v1/numbers/range',
];

let all: readonly InBothOrders[];
beforeAll(async () => {
  all = await inBothOrders(readConsumers('v1/').filter(({ id }) => sample.includes(id)));
}, 120_000);

test.each(sample)('%s does on v2 what it does on v1, whichever codemod runs first', (id) => {
  const one = all.find(({ consumer }) => consumer.id === id);
  if (one === undefined) throw new Error(`no consumer ${id}`);
  expect(one.onV1).toBeDefined();
  expect(differences(one)).toEqual([]);
});
