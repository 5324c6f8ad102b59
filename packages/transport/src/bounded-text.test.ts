import { describe, expect, test } from 'vitest';
import { boundedText, MAX_TEXT_BYTES } from './bounded-text.ts';

describe('boundedText', () => {
  test.each(['', 'plain', 'ünïcode \u{1F6AB}', '\uFEFFwith a mark'])('gives what text() gives: %j', async (body) => {
    expect(await boundedText(new Response(body))).toBe(await new Response(body).text());
  });

  test('a character split between chunks', async () => {
    const bytes = new TextEncoder().encode('a€b');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await boundedText(new Response(body))).toBe('a€b');
  });

  test('stops at the bound and lets go of the body', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(10_000).fill(120)),
      cancel: () => {
        cancelled = true;
      },
    });
    expect(await boundedText(new Response(body))).toHaveLength(MAX_TEXT_BYTES);
    expect(cancelled).toBe(true);
  });

  test('a body that fails: what came, or null', async () => {
    const failing = (first?: string): Response => {
      let pulls = 0;
      return new Response(
        new ReadableStream<Uint8Array>({
          pull(controller) {
            if (first !== undefined && pulls++ === 0) controller.enqueue(new TextEncoder().encode(first));
            else controller.error(new Error('broken'));
          },
        }),
      );
    };
    expect(await boundedText(failing('half'))).toBe('half');
    expect(await boundedText(failing())).toBeNull();
  });

  test('no body, no text(): undefined; a text() that fails: null', async () => {
    expect(await boundedText({})).toBeUndefined();
    expect(await boundedText({ body: null, text: async () => 'told' })).toBe('told');
    expect(await boundedText({ text: () => Promise.reject(new Error('read before')) })).toBeNull();
  });
});
