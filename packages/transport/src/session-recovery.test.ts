// What needs no server; the rest is in the contract suite.
import { describe, expect, test } from 'vitest';
import { SESSION_EXPIRED } from './session-expired.ts';
import { withSessionRecovery } from './session-recovery.ts';

const expired = (): Error => Object.assign(new Error('expired'), { code: SESSION_EXPIRED });

class FakeClient {
  closed = false;
  readonly #answers: (() => Promise<string>)[];

  constructor(...answers: (() => Promise<string>)[]) {
    this.#answers = answers;
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  async call(): Promise<string> {
    return (this.#answers.shift() ?? (async () => 'fine'))();
  }
}

function recovering(...clients: FakeClient[]) {
  const connected: FakeClient[] = [];
  const recovery = withSessionRecovery(async () => {
    const client = clients.shift() ?? new FakeClient();
    connected.push(client);
    return client;
  });
  return { recovery, connected };
}

describe('withSessionRecovery', () => {
  test.each([
    ['an abort', new DOMException('aborted', 'AbortError')],
    ['a timeout of v1', Object.assign(new Error('late'), { code: -32001 })],
    ['a timeout of v2', Object.assign(new Error('late'), { code: 'REQUEST_TIMEOUT' })],
    ['a closed connection', Object.assign(new Error('closed'), { code: 'CONNECTION_CLOSED' })],
  ])('%s is not repeated, though its cause is an expired session', async (_name, error) => {
    Object.defineProperty(error, 'cause', { value: expired() });
    const { recovery, connected } = recovering(new FakeClient(() => Promise.reject(error)));
    await expect(recovery.run((client) => client.call())).rejects.toBe(error);
    expect(connected).toHaveLength(1);
  });

  test('an error that wraps the refusal is repeated', async () => {
    const wrapped = new Error('tool failed', { cause: expired() });
    const { recovery, connected } = recovering(new FakeClient(() => Promise.reject(wrapped)));
    expect(await recovery.run((client) => client.call())).toBe('fine');
    expect(connected.map((client) => client.closed)).toEqual([true, false]);
  });

  test('a callback whose first request was answered is not repeated', async () => {
    const answers = [async () => 'first', () => Promise.reject(expired())];
    const { recovery, connected } = recovering(new FakeClient(...answers));
    const call = async (client: FakeClient): Promise<string> => (await client.call()) + (await client.call());
    await expect(recovery.run(call)).rejects.toThrow('expired');
    expect(connected).toHaveLength(1);
  });

  test('nothing is repeated while another request of the callback is under way', async () => {
    const never = (): Promise<string> => new Promise(() => undefined);
    const { recovery, connected } = recovering(new FakeClient(never, () => Promise.reject(expired())));
    await expect(recovery.run((client) => Promise.all([client.call(), client.call()]))).rejects.toThrow('expired');
    expect(connected).toHaveLength(1);
  });

  test('a call that throws at once is passed on', async () => {
    const { recovery } = recovering();
    const call = (): Promise<never> => {
      throw new Error('at once');
    };
    await expect(recovery.run(call)).rejects.toThrow('at once');
  });

  test('closed while it connects: the client that arrives is closed', async () => {
    let arrive = (_client: FakeClient): void => undefined;
    const recovery = withSessionRecovery(() => new Promise<FakeClient>((resolve) => (arrive = resolve)));
    const call = recovery.run((client) => client.call());
    const closing = recovery.close();
    const client = new FakeClient();
    arrive(client);
    await expect(call).rejects.toThrow('closed');
    await closing;
    expect(client.closed).toBe(true);
  });

  test('an old client that fails to close does not stand in the way', async () => {
    const old = new FakeClient(() => Promise.reject(expired()));
    old.close = () => Promise.reject(new Error('cannot close'));
    const { recovery } = recovering(old);
    expect(await recovery.run((client) => client.call())).toBe('fine');
  });
});
