import { expect, test } from 'vitest';
import { catalogue, isExpired } from './catalogue.ts';
import { isModelError, realError, shapeOfModel, shapeOfReal } from './real-errors.test.kit.ts';
import { saysExpired, sdkHttpError, streamableHttpError } from './sdk.ts';
import { isInstance } from '../language/value.ts';

const both = catalogue({ generations: new Set(['v1', 'v2'] as const), sse: true });
const named = both.map((row) => [`${row.generation} ${row.id}`, row] as const);

test.each(named)('%s is what the class of the SDK makes of its fields', (_, row) => {
  for (const value of [row.stock(), row.patched()]) {
    if (isModelError(value)) expect(shapeOfModel(value)).toEqual(shapeOfReal(realError(value)));
  }
});

test('every expired row carries the code once patched, and no other does', () => {
  for (const item of both) {
    expect(saysExpired(item.stock()), item.id).toBe(false);
    expect(saysExpired(item.patched()), item.id).toBe(isExpired(item));
  }
});

test('the patched errors keep their stock class', () => {
  for (const item of both.filter(({ kind }) => kind === 'expired')) {
    expect(isInstance(item.patched(), item.generation === 'v1' ? streamableHttpError : sdkHttpError), item.id).toBe(
      true,
    );
  }
});
