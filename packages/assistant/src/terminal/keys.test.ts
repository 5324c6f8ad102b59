import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { keysOf, readsKeys } from './keys.ts';

function terminal(): { input: PassThrough & { isTTY: boolean; setRawMode(on: boolean): void }; raw: boolean[] } {
  const raw: boolean[] = [];
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (on: boolean) => void raw.push(on) });
  return { input, raw };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('only what is waited for counts', async () => {
  const { input, raw } = terminal();
  let interrupts = 0;
  const keys = keysOf(
    input,
    () => undefined,
    () => (interrupts += 1),
  );
  input.write('yyy');
  await turn();
  const next = keys.next();
  input.write('Na');
  expect(await next).toBe('n');
  input.write('\u0003');
  await turn();
  expect(interrupts).toBe(1);
  const last = keys.next();
  input.write('\u0003');
  expect(await last).toBe('interrupt');
  expect(interrupts).toBe(1);
  keys.close();
  expect(raw).toEqual([true, false]);
});

test.each([
  ['?', '?'],
  ['3', '3'],
  ['\r', 'return'],
  ['\u001b[A', 'up'],
  ['\u0004', 'interrupt'],
  ['ä', 'ä'],
])('%j is %s', async (typed, name) => {
  const { input } = terminal();
  const keys = keysOf(
    input,
    () => undefined,
    () => undefined,
  );
  const next = keys.next();
  input.write(typed);
  expect(await next).toBe(name);
  keys.close();
});

test('an input that ends is an interrupt', async () => {
  const { input } = terminal();
  const next = keysOf(
    input,
    () => undefined,
    () => undefined,
  ).next();
  input.end();
  expect(await next).toBe('interrupt');
});

test('a line: letters, backspace, Return; nothing that moves the screen', async () => {
  const { input } = terminal();
  let shown = '';
  const keys = keysOf(
    input,
    (text) => (shown += text),
    () => undefined,
  );
  const typed = async (text: string): Promise<void> => {
    for (const letter of text) {
      input.write(letter);
      await turn();
    }
  };
  const pasted = keys.line();
  input.write('all at once\r');
  expect(await pasted).toEqual({ kind: 'typed', text: 'all at once' });
  shown = '';
  const line = keys.line();
  await typed('gatewai\u007fy ok\u202e\r');
  expect(await line).toEqual({ kind: 'typed', text: 'gateway ok' });
  expect(shown).toBe('gatewai\b \by ok');
  const none = keys.line();
  await typed('x\u0003');
  expect(await none).toEqual({ kind: 'interrupt' });
  keys.close();
});

test('while it is lent nobody reads along', async () => {
  const { input, raw } = terminal();
  const keys = keysOf(
    input,
    () => undefined,
    () => undefined,
  );
  expect(await keys.lend(() => Promise.resolve(raw.length))).toBe(2);
  expect(raw).toEqual([true, false, true]);
  keys.close();
});

test('what is no terminal cannot be read so', () => {
  expect(readsKeys(new PassThrough())).toBe(false);
  expect(readsKeys(terminal().input)).toBe(true);
});

test('Escape leaves a line, and is a key by its name', async () => {
  const { input } = terminal();
  const keys = keysOf(
    input,
    () => undefined,
    () => undefined,
  );
  const line = keys.line();
  input.write('half a reason');
  await turn();
  // Alone, as a terminal sends it: what else begins with it would follow at once.
  input.write('\u001b');
  expect(await line).toEqual({ kind: 'back' });
  const key = keys.next();
  input.write('\u001b');
  expect(await key).toBe('escape');
  keys.close();
});
