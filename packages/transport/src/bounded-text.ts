// Reads a refusal's body without trusting it: it may stall, never end, or not be there (mocks answer bare objects).

/** At most this much of a 404's body is kept, in bytes. */
export const MAX_TEXT_BYTES = 64 * 1024;
/** At most this long is waited for it, in milliseconds. */
export const MAX_TEXT_MS = 5_000;

/** The parts of a `Response` that may be missing. */
interface Answer {
  readonly body?: ReadableStream<Uint8Array> | null;
  text?(): Promise<string>;
}

/**
 * What `response.text()` gives, bounded to 64 KiB and 5 s: then the text is what came by then.
 * @returns `undefined` when the response has no `text`, `null` when nothing could be read; never rejects
 */
export async function boundedText(response: object): Promise<string | null | undefined> {
  const answer = response as Answer;
  if (typeof answer.body?.getReader === 'function' && !answer.body.locked) return readStream(answer.body);
  if (typeof answer.text !== 'function') return undefined;
  const text = answer.text().catch(() => null);
  return withinTime(text, null).then((got) => (typeof got === 'string' ? got.slice(0, MAX_TEXT_BYTES) : got));
}

async function readStream(body: ReadableStream<Uint8Array>): Promise<string | null> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const deadline = Date.now() + MAX_TEXT_MS;
  let text: string | null = null;
  let room = MAX_TEXT_BYTES;
  try {
    while (room > 0) {
      const part = await withinTime(reader.read(), undefined, deadline - Date.now());
      if (part === undefined) break;
      if (part.done) {
        reader.releaseLock();
        return (text ?? '') + decoder.decode();
      }
      const chunk = part.value.subarray(0, room);
      room -= chunk.byteLength;
      text = (text ?? '') + decoder.decode(chunk, { stream: true });
    }
    text = (text ?? '') + decoder.decode();
  } catch {
    // The connection broke: what came is the text.
  }
  reader.cancel().catch(() => undefined);
  return text;
}

async function withinTime<T, E>(work: Promise<T>, otherwise: E, ms: number = MAX_TEXT_MS): Promise<T | E> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<E>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), Math.max(0, ms));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
