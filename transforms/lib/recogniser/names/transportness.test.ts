import type { Node } from '@babel/types';
import { expect, test } from 'vitest';
import { makeSource } from '../../source.ts';
import { surround } from '../../surroundings.ts';
import { walk } from '../../tree.ts';
import { isTransport, transportness } from './transportness.ts';

const head = `import { StreamableHTTPClientTransport as T } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
`;

/** What is said of the argument of the first call of `look`, where the type checker knows `types`. */
function told(text: string, types?: readonly [string, string | undefined]): string {
  const source = makeSource('x.ts', head + text);
  const known = types && { names: [types[0]], packages: [types[1]] };
  surround(source, { types: { typeOf: () => known, definition: () => undefined } });
  let object: Node | undefined;
  walk(source.file.program, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'look')
      object ??= node.arguments[0];
    return undefined;
  });
  if (object === undefined) throw new Error('no call of look');
  return isTransport(source, object);
}

test.each([
  ['made here', 'const t = new T(url); look(t);', 'proven'],
  ['by its type', 'function f(t: T) { look(t); }', 'proven'],
  ['by a cast', 'function f(t: unknown) { look(t as T); }', 'proven'],
  ['behind a cast away', 'function f(t: T) { look(t as any); }', 'proven'],
  ['one of several types', 'function f(t: T | SSEClientTransport | null) { look(t); }', 'proven'],
  ['a class that extends it', 'class Own extends T {} function f(t: Own) { look(t); }', 'proven'],
  ['itself, in such a class', 'class Own extends T { f() { look(this); } }', 'proven'],
  ['in a branch that tests the class', 'function f(t) { if (t instanceof T) { look(t); } }', 'proven'],
  ['behind a guard', 'function f(t) { if (!(t instanceof T)) return; look(t); }', 'proven'],
  ['behind a guard for another', 'function f(t, s) { if (!(s instanceof T)) return; look(t); }', 'other'],
  ['in the other branch', 'function f(t) { if (t instanceof T) go(); else look(t); }', 'other'],
  ['of a client that is connected with one', 'const c = new Client({}); c.connect(new T(url)); look((c as any).transport);', 'proven'],
  ['of a client from elsewhere', 'function f(c: Client) { look((c as any).transport); }', 'likely'],
  ['by the interface', 'function f(t: Transport) { look(t); }', 'likely'],
  ['by its name', 'function f(httpTransport) { look(httpTransport); }', 'likely'],
  ['by no name', 'function f(x) { look(x); }', 'other'],
  ['of SSE', 'function f(transport: SSEClientTransport) { look(transport); }', 'no'],
  ['a class of its own', 'class Own {} function f(transport: Own) { look(transport); }', 'no'],
])('%s', (_, text, expected) => {
  expect(told(text)).toBe(expected);
}); // prettier-ignore

test('the type checker is asked last', () => {
  const text = 'function f(transport) { look(transport); }';
  expect(told(text, ['StreamableHTTPClientTransport', '@modelcontextprotocol/client'])).toBe('proven');
  expect(told(text, ['StreamableHTTPClientTransport', '@resession/transport'])).toBe('proven');
  expect(told(text, ['Transport', '@modelcontextprotocol/client'])).toBe('likely');
  expect(told(text, ['Carrier', 'trains'])).toBe('no');
  expect(told(text, ['Carrier', undefined])).toBe('no');
});

test('who only reads the id asks no type', () => {
  const source = makeSource('x.ts', 'look(transport);');
  surround(source, {
    types: {
      typeOf: () => {
        throw new Error('asked');
      },
      definition: () => undefined,
    },
  });
  const [statement] = source.file.program.body;
  const call = statement?.type === 'ExpressionStatement' ? statement.expression : undefined;
  const object = call?.type === 'CallExpression' ? call.arguments[0] : undefined;
  expect(object && transportness(source, object)).toBe('likely');
});
