// Section 1, last line but one: everything else is stock, to the letter. The stock transport of the same release is asked too.
import assert from 'node:assert/strict';
import { type Answer, answers } from '../http-server.ts';
import { type Sdk } from '../sdk.ts';
import { type Row, type World } from '../world.ts';

/** What a caller and `onerror` are told. */
interface Told {
  readonly rejected: unknown;
  readonly errors: readonly unknown[];
  readonly requests: readonly string[];
}

const shape = (error: unknown): unknown => {
  const { name, message, code, data, status } = error as Error & { code?: unknown; data?: unknown; status?: unknown };
  return { name, message: message.replaceAll(/127\.0\.0\.1:\d+/g, 'host'), code, data, status };
};

async function told(world: World, Transport: Sdk['Transport'], method: string, answer: Answer): Promise<Told> {
  const server = await world.server();
  const errors: Error[] = [];
  const transport = new Transport(server.url);
  world.defer(() => transport.close());
  transport.onerror = (error) => errors.push(error);
  const client = world.client();
  if (method === 'GET') server.onMethod('GET', answer);
  await client.connect(transport);
  await world.until(() => server.requests('GET').length > 0, 'the first GET');
  await world.pause(30);
  if (method === 'POST') server.onMessage('ping', answer);
  if (method === 'DELETE') server.onMethod('DELETE', answer);
  const work = method === 'DELETE' ? transport.terminateSession() : client.ping();
  const rejected = await work.then(
    () => 'resolved',
    (error: unknown) => shape(error),
  );
  await client.close();
  const requests = server.seen.map((each) => `${each.method} ${each.path} ${each.message?.method ?? ''}`);
  return { rejected, errors: errors.map(shape), requests };
}

const ANSWERS: Readonly<Record<string, Answer>> = {
  '200 of another type': answers.status(200, '<p>hello</p>', { 'content-type': 'text/html' }),
  '204': answers.status(204),
  '302 to elsewhere': answers.status(302, '', { location: 'http://127.0.0.1:1/elsewhere' }),
  '400': answers.status(400, 'Session not found'),
  '401': answers.status(401, 'who'),
  '403': answers.status(403, 'no'),
  '403 with a scope': answers.status(403, '', {
    'www-authenticate': 'Bearer error="insufficient_scope", scope="more"',
  }),
  '405': answers.status(405),
  '410': answers.status(410, 'gone'),
  '500': answers.status(500, 'Session not found'),
  '503': answers.status(503),
};

export const asStockRows: readonly Row[] = ['POST', 'GET', 'DELETE'].flatMap((method) =>
  Object.entries(ANSWERS).map(([name, answer]): Row => ({
    id: `as stock: ${method} answered ${name}`,
    async run(world) {
      const ours = await told(world, world.sdk.Transport, method, answer);
      const stock = await told(world, world.sdk.StockTransport, method, answer);
      assert.deepEqual(ours, stock);
    },
  })),
);
