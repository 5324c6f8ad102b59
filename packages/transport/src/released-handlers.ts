// `Protocol.connect` (both SDKs) wraps the transport's three handlers around those it finds and never takes the wrapping back.
// On a transport that is connected twice, every message would then arrive twice. So the handlers that a connect found are
// remembered, and put back when the transport closes.

/** The public handlers of an SDK transport. */
interface Handlers {
  onclose?: unknown;
  onerror?: unknown;
  onmessage?: unknown;
}

type Name = keyof Handlers;

/** `Protocol.connect` reads and replaces them one after the other, in this order, with nothing between. */
const ORDER: readonly Name[] = ['onclose', 'onerror', 'onmessage'];

/**
 * Watches the handlers of a transport for a connect.
 * @returns puts back the handlers that the last connect found; call it after the transport's close
 */
export function releasableHandlers(transport: object): () => void {
  const values: Handlers = { ...pick(transport) };
  let step = 0;
  let found: Handlers = {};
  let before: Handlers | undefined;

  const read = (name: Name): unknown => {
    step = name === ORDER[step / 2] ? step + 1 : name === ORDER[0] ? 1 : 0;
    return values[name];
  };
  const write = (name: Name, value: unknown): void => {
    step = step % 2 === 1 && name === ORDER[(step - 1) / 2] ? step + 1 : 0;
    if (step === 2) found = {};
    if (step > 0) found[name] = values[name];
    values[name] = value;
    if (step !== ORDER.length * 2) return;
    before = found;
    step = 0;
  };
  for (const name of ORDER) {
    Object.defineProperty(transport, name, {
      configurable: true,
      enumerable: true,
      get: () => read(name),
      set: (value: unknown) => write(name, value),
    });
  }
  return () => {
    if (before !== undefined) Object.assign(values, before);
    before = undefined;
  };
}

function pick(transport: Handlers): Handlers {
  return { onclose: transport.onclose, onerror: transport.onerror, onmessage: transport.onmessage };
}
