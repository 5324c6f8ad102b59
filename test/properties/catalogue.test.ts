// The catalogue is what real clients throw: every model error that a server can bring about is brought about, with the
// newest SDK of both generations, the stock transport and the patched one, and held against the row.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Generation } from '../../transforms/lib/codemod.ts';
import { catalogue, type Row } from '../../transforms/lib/recogniser/catalogue/catalogue.ts';
import {
  isModelError,
  shapeOfModel,
  shapeOfReal,
} from '../../transforms/lib/recogniser/catalogue/real-errors.test.kit.ts';
import { sdkValue } from '../../transforms/lib/recogniser/catalogue/sdk.ts';
import { isObject } from '../../transforms/lib/recogniser/language/value.ts';
import { ProtocolErrorCode, SdkErrorCode } from '@modelcontextprotocol/client';
import { ErrorCode } from '@modelcontextprotocol/sdk/types.js';
import { thrown, ToldServer } from './real-clients.ts';
import { trialOf, untried } from './trials.ts';

const server = new ToldServer();
let url: URL;

beforeAll(async () => {
  url = await server.open();
});
afterAll(() => {
  server.close();
});

const rowsOf = (generation: Generation): readonly Row[] => catalogue({ generations: new Set([generation]), sse: true });

test.each(['v1', 'v2'] as const)(
  'every row of %s is tried, or named as one that no server brings about',
  (generation) => {
    const without = rowsOf(generation).flatMap((row) => (trialOf(row) === undefined ? [row.id] : []));
    expect(without.sort()).toEqual([...untried].sort());
  },
);

describe.each([
  ['v1', false],
  ['v1', true],
  ['v2', false],
  ['v2', true],
] as const)('%s, patched: %s', (generation, patched) => {
  // The old transport has no patched twin, and the gap is the patched one's own.
  const rows = rowsOf(generation).filter(
    ({ id }) => !(patched && id.startsWith('sse-')) && !(id === 'gap-400' && !patched),
  );
  // What the patched transport makes of a refused stream is asked with sessions that are gone.
  const tried = rows.filter((row) => trialOf(row) !== undefined && !(patched && row.id === 'get-404'));

  test.each(tried.map((row) => [row.id, row] as const))('%s', async (_, row) => {
    const trial = trialOf(row);
    if (trial === undefined) throw new Error('no trial');
    const error = await thrown(server, url, { ...trial, generation, patched });
    const model = patched ? row.patched() : row.stock();
    if (!isModelError(model)) {
      expect(error).toBe(model);
      return;
    }
    expect(error).toBeInstanceOf(Error);
    expect(shapeOfModel(model)).toEqual(shapeOfReal(error as Error));
    const { cause } = error as Error;
    const inner = model.own.get('cause');
    if (cause === undefined || !isModelError(inner)) return;
    // Which class Node has for it differs from release to release.
    const { text, values } = shapeOfReal(cause as Error);
    expect(shapeOfModel(inner)).toMatchObject({ text, values });
  });
});

test.each([
  ['ErrorCode', 'v1', ErrorCode],
  ['SdkErrorCode', 'v2', SdkErrorCode],
  ['ProtocolErrorCode', 'v2', ProtocolErrorCode],
] as const)('%s holds what the SDK exports', (name, generation, exported) => {
  const value = sdkValue({ name, generation, from: 'sdk' });
  if (!isObject(value)) throw new Error('no table');
  const { ClientHttpSessionExpired: _, ...stock } = Object.fromEntries(value.own);
  expect(stock).toEqual(exported);
});
