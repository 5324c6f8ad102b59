// Opt-in recovery. The transport cannot do it: the parameters of initialize live in the client.
import { causes, saysExpired } from './session-expired.ts';

/** What recovery needs of an SDK client, either generation's. */
export interface RecoverableClient {
  close(): Promise<void>;
}

/** How to recover. */
export interface SessionRecoveryOptions {
  /** Called with the expired error before a call connects anew or waits for that. */
  readonly onRecover?: ((error: unknown) => void) | undefined;
  /** How often one call may be repeated; default 1. */
  readonly maxRecoveries?: number | undefined;
}

/** Calls that survive the end of a session. */
export interface SessionRecovery<C> {
  /**
   * Runs one request, and once more on a new session when the server refused it because its session had expired.
   * @param call makes one request, by one method of the client it is given
   * @throws what the call throws; the error of `connect` when that fails
   */
  run<T>(call: (client: C) => Promise<T>): Promise<T>;
  /** The connected client of now; connects when there is none. */
  client(): Promise<C>;
  /** Closes the client. Later calls are rejected. */
  close(): Promise<void>;
}

/** How long calls under way may take to hear that their session is gone before their client is closed, in milliseconds. */
const LAST_ANSWERS_MS = 1_000;

/** A client and the calls under way on it. */
interface Connection<C> {
  readonly client: C;
  readonly running: Set<Promise<unknown>>;
}

/**
 * Repeats refused calls on a new session.
 *
 * A refused call is safe to repeat: the server refused it unprocessed. So nothing is repeated that was aborted, timed out or
 * failed otherwise, nor a callback with any other request that was answered or is still under way.
 * @param connect makes a connected client; called at the first use and, once for all concurrent calls, after an expired session
 */
export function withSessionRecovery<C extends RecoverableClient>(
  connect: () => Promise<C>,
  options: SessionRecoveryOptions = {},
): SessionRecovery<C> {
  const maxRecoveries = options.maxRecoveries ?? 1;
  let connection: Promise<Connection<C>> | undefined;
  let closed = false;

  const opened = async (previous: Connection<C> | undefined): Promise<Connection<C>> => {
    if (previous !== undefined) await retire(previous);
    const client = await connect();
    if (!closed) return { client, running: new Set() };
    await client.close();
    throw wasClosed();
  };
  const open = (previous: Connection<C> | undefined): Promise<Connection<C>> => {
    if (closed) return Promise.reject(wasClosed());
    const opening = opened(previous);
    connection = opening;
    opening.catch(() => {
      if (connection === opening) connection = undefined;
    });
    return opening;
  };
  // The first caller that comes with the refused connection replaces it; the others find it replaced.
  const after = async (refused: Connection<C>, seen: Promise<Connection<C>>): Promise<Connection<C>> =>
    connection === seen ? open(refused) : (connection ?? open(undefined));

  return {
    async run(call) {
      for (let recoveries = 0; ; recoveries++) {
        const seen = connection ?? open(undefined);
        const here = await seen;
        const requests = new RequestWatch();
        const running = call(requests.watched(here.client));
        here.running.add(running);
        try {
          return await running;
        } catch (error) {
          here.running.delete(running);
          if (recoveries >= maxRecoveries || !refusedUnprocessed(error) || requests.othersTookPlace) throw error;
          options.onRecover?.(error);
          await after(here, seen);
        } finally {
          here.running.delete(running);
        }
      }
    },
    client: async () => (await (connection ?? open(undefined))).client,
    async close() {
      closed = true;
      const last = connection;
      connection = undefined;
      const open = await last?.catch(() => undefined);
      await open?.client.close();
    },
  };
}

const wasClosed = (): Error => new Error('session recovery was closed');

async function retire<C extends RecoverableClient>({ client, running }: Connection<C>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LAST_ANSWERS_MS);
  });
  await Promise.race([Promise.allSettled(running), late]);
  clearTimeout(timer);
  await client.close().catch(() => undefined);
}

/** v1's McpError for RequestTimeout and ConnectionClosed, v2's codes, and the platform's names. */
const UNCERTAIN: ReadonlySet<unknown> = new Set([
  -32001,
  -32000,
  'REQUEST_TIMEOUT',
  'CONNECTION_CLOSED',
  'AbortError',
  'TimeoutError',
]);

// An abort or timeout may carry the expired error as its cause: the call itself may have been processed.
function refusedUnprocessed(error: unknown): boolean {
  for (const each of causes(error)) {
    if (saysExpired(each)) return true;
    const { code, name } = each as { code?: unknown; name?: unknown };
    if (UNCERTAIN.has(code) || UNCERTAIN.has(name)) return false;
  }
  return false;
}

/** Watches what a callback asks of its client: one refused request, or more than that. */
class RequestWatch {
  #pending = 0;
  #answered = false;

  /** Whether a request of the callback was answered, failed otherwise than by the end of the session, or is under way. */
  get othersTookPlace(): boolean {
    return this.#answered || this.#pending > 0;
  }

  /** The client, the calls of its methods counted. Methods run on the client itself, whose private fields no proxy has. */
  watched<C extends object>(client: C): C {
    const counted = (result: unknown): unknown => (result instanceof Promise ? this.#counted(result) : result);
    const unseen = (): void => {
      this.#answered = true;
    };
    return new Proxy(client, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target);
        // v1's streams of task messages: requests that go past the client's own methods.
        if (key === 'experimental') unseen();
        if (typeof value !== 'function' || key === 'constructor') return value;
        return (...args: readonly unknown[]): unknown => counted(Reflect.apply(value, target, args));
      },
      set: (target, key, value) => Reflect.set(target, key, value, target),
    });
  }

  async #counted<T>(request: Promise<T>): Promise<T> {
    this.#pending++;
    try {
      const result = await request;
      this.#answered = true;
      return result;
    } catch (error) {
      if (!refusedUnprocessed(error)) this.#answered = true;
      throw error;
    } finally {
      this.#pending--;
    }
  }
}
