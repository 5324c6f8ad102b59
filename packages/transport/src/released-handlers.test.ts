import { describe, expect, test } from 'vitest';
import { releasableHandlers } from './released-handlers.ts';

type Handler = (() => void) | undefined;

class Transport {
  onclose: Handler;
  onerror: Handler;
  onmessage: Handler;
}

/** As `Protocol.connect` does. */
function connect(transport: Transport, said: string[], name: string): void {
  const close = transport.onclose;
  transport.onclose = () => {
    close?.();
    said.push(`${name} close`);
  };
  const error = transport.onerror;
  transport.onerror = () => {
    error?.();
    said.push(`${name} error`);
  };
  const message = transport.onmessage;
  transport.onmessage = () => {
    message?.();
    said.push(`${name} message`);
  };
}

describe('releasableHandlers', () => {
  test('gives back what the connect found', () => {
    const transport = new Transport();
    const said: string[] = [];
    const release = releasableHandlers(transport);
    transport.onmessage = () => said.push('own message');
    connect(transport, said, 'first');
    release();
    connect(transport, said, 'second');
    transport.onmessage?.();
    transport.onerror?.();
    expect(said).toEqual(['own message', 'second message', 'second error']);
  });

  test('keeps handlers that nobody wrapped', () => {
    const transport = new Transport();
    const said: string[] = [];
    const release = releasableHandlers(transport);
    transport.onclose = () => said.push('close');
    transport.onerror = () => said.push('error');
    transport.onmessage = () => said.push('message');
    release();
    transport.onmessage?.();
    expect(said).toEqual(['message']);
  });

  test('takes the last of two wrappings, and handlers set before it was made', () => {
    const transport = new Transport();
    const said: string[] = [];
    transport.onmessage = () => said.push('own message');
    const release = releasableHandlers(transport);
    connect(transport, said, 'logger');
    connect(transport, said, 'client');
    release();
    transport.onmessage?.();
    expect(said).toEqual(['own message', 'logger message']);
  });

  test('one handler wrapped alone is no connect', () => {
    const transport = new Transport();
    const said: string[] = [];
    const release = releasableHandlers(transport);
    const before = transport.onclose;
    transport.onclose = () => {
      before?.();
      said.push('close');
    };
    release();
    transport.onclose?.();
    expect(said).toEqual(['close']);
  });
});
