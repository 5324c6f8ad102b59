// The rows against what running clients of both generations throw.

import { UnauthorizedError as UnauthorizedV2 } from '@modelcontextprotocol/client';
import { UnauthorizedError as UnauthorizedV1 } from '@modelcontextprotocol/sdk/client/auth.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Generation } from '../codemod.ts';
import { readMember } from '../recogniser/language/members.ts';
import { machineOn } from '../recogniser/language/interpreter.ts';
import { isPrimitive, unknown, type Value } from '../recogniser/language/value.ts';
import { makeSource } from '../source.ts';
import { type Mishap, MishapServer } from './mishaps.test.kit.ts';
import { movedRows } from './moved-rows.ts';

const server = new MishapServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

const source = makeSource('x.ts', 'export const x = [418];');
const rows = new Map(movedRows(source, source.file.program, { sse: true, foreign: false }).map((row) => [row.id, row]));

/** How each row comes about. */
const mishaps: Readonly<Record<string, Mishap>> = {
  text: { status: 404 },
  'connect-404': { status: 404, at: 'connect' },
  'get-404': { status: 404, at: 'stream' },
  'http-401': { status: 401 },
  'http-403': { status: 403 },
  'http-405': { status: 405 },
  'http-429': { status: 429 },
  'http-500': { status: 500 },
  'http-503': { status: 503 },
  'probe-418': { status: 418 },
  timeout: 'timeout',
  'aborted-request': 'abort',
  closed: 'closed',
  'sent-32001': { rpc: { code: -32001, message: 'Session not found' } },
  'sent-32000': { rpc: { code: -32000, message: 'Server error' } },
  params: { rpc: { code: -32602, message: 'Tool x not found' } },
  method: { rpc: { code: -32601, message: 'Method not found' } },
  'resource-uri': { rpc: { code: -32602, message: 'Resource not found', data: { uri: 'file:///a' } } },
  'content-type': { type: 'text/html' },
  'not-connected': 'not-connected',
  'not-connected-notification': 'not-connected-notification',
  refused: 'refused',
  'sse-401': { sse: 401 },
  'sse-500': { sse: 500 },
};

const machine = machineOn({ name: () => undefined, self: () => undefined, member: () => unknown('nothing') }, 1_000);

/** What conditions ask of an error. */
interface Face {
  readonly name: unknown;
  readonly class: unknown;
  readonly code: unknown;
  readonly status: unknown;
  readonly hasCode: boolean;
  readonly hasStatus: boolean;
  readonly ownStatus: boolean;
}

function faceOf(error: unknown): Face {
  const it = error as Record<string, unknown>;
  return {
    name: it['name'],
    class: (error as object).constructor.name,
    code: it['code'],
    status: it['status'],
    hasCode: 'code' in it,
    hasStatus: 'status' in it,
    ownStatus: Object.hasOwn(it, 'status'),
  };
}

function faceOfModel(value: Value): Face {
  if (isPrimitive(value) || value.kind !== 'object') throw new Error('not an error');
  const read = (name: string): Value => readMember(value, name, machine);
  const has = (name: string): boolean => value.own.has(name) || value.getters.has(name);
  return {
    name: read('name'),
    class: readMember(read('constructor'), 'name', machine),
    code: read('code'),
    status: read('status'),
    hasCode: has('code'),
    hasStatus: has('status'),
    ownStatus: value.own.has('status'),
  };
}

describe.each(Object.entries(mishaps))('%s', (id, mishap) => {
  test.each<[Generation, 'then' | 'now']>([
    ['v1', 'then'],
    ['v2', 'now'],
  ])('is what %s throws', async (generation, side) => {
    const row = rows.get(id);
    if (row === undefined) throw new Error(`no row ${id}`);
    const model = row[side]();
    const error = await server.thrown(generation, mishap);
    // Rows of an expired session stand for the patched transport; its code is not stock's.
    const expired = id === 'text' && side === 'now';
    const [real, told] = [faceOf(error), faceOfModel(model)];
    expect(expired ? { ...told, code: real.code } : told).toEqual(real);
    // A server of another wording, or another limit of time, is the same mishap.
    const text = (said: unknown): string =>
      String(said)
        .replace(/:.*$/s, '')
        .replace(/ \(.*$/, '');
    if (!expired) expect(text(readMember(model, 'message', machine))).toBe(text((error as Error).message));
  });
});

test('only v2 gives UnauthorizedError its name', () => {
  const [then, now] = [new UnauthorizedV1(), new UnauthorizedV2()].map(faceOf);
  const row = rows.get('unauthorized');
  expect(row && faceOfModel(row.then())).toEqual(then);
  expect(row && faceOfModel(row.now())).toEqual(now);
  expect([then?.name, now?.name]).toEqual(['Error', 'UnauthorizedError']);
});

test('a wrapped error keeps its cause under both classes', () => {
  const row = rows.get('wrapped-418');
  const face = (side: 'then' | 'now'): Face => {
    const value = row?.[side]();
    if (isPrimitive(value) || value.kind !== 'object') throw new Error('not an error');
    return faceOfModel(readMember(value, 'cause', machine));
  };
  expect(face('then')).toMatchObject({ class: 'StreamableHTTPError', name: 'Error', code: 418 });
  expect(face('now')).toMatchObject({ class: 'SdkHttpError', name: 'SdkHttpError', status: 418 });
});
