// Single keys of a terminal. Only a key that is waited for counts: what was typed ahead could answer a question nobody has read.

import { emitKeypressEvents } from 'node:readline';

/** A terminal's input, as `process.stdin` is one. */
export interface KeyInput extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
  setRawMode?(on: boolean): unknown;
}

export interface Keys {
  /** The next key: its letter, or its name (`return`, `up`); `interrupt` for Ctrl-C and for an input that ends. */
  next(): Promise<string>;
  /** One line with what little editing it needs. */
  line(): Promise<Line>;
  /** Gives the terminal to somebody else meanwhile. */
  lend<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Gives the terminal back for good. */
  close(): void;
}

/** A line that was typed; `back` for Escape, `interrupt` as of a key. */
export type Line = { readonly kind: 'typed'; readonly text: string } | { readonly kind: 'back' | 'interrupt' };

interface Press {
  readonly text: string;
  readonly name: string;
}

/** What waits for keys, until it is done. */
type Taker = (press: Press) => 'more' | 'done';

/** Whether a terminal can be read key by key. */
export function readsKeys(input: KeyInput): boolean {
  return input.isTTY === true && typeof input.setRawMode === 'function';
}

/**
 * Reads from now on.
 * @param echo shows what is typed into a line
 * @param interrupted is told of a Ctrl-C that nobody waited for
 */
export function keysOf(input: KeyInput, echo: (text: string) => void, interrupted: () => void): Keys {
  let waiting: Taker | null = null;
  const onKey = (text: string | undefined, key: { name?: string; ctrl?: boolean; meta?: boolean }): void => {
    const name = pressed(text, key);
    if (waiting === null && name === 'interrupt') interrupted();
    // What is pasted comes in one turn: a line takes all of it.
    if (waiting?.({ text: text ?? '', name }) === 'done') waiting = null;
  };
  const onEnd = (): void => onKey(undefined, { name: 'c', ctrl: true });
  const open = (): void => {
    emitKeypressEvents(input);
    input.setRawMode?.(true);
    input.on('keypress', onKey);
    input.on('end', onEnd);
    input.resume();
  };
  const close = (): void => {
    input.off('keypress', onKey);
    input.off('end', onEnd);
    input.setRawMode?.(false);
    input.pause();
  };
  open();
  return {
    next: () =>
      new Promise((resolve) => {
        waiting = ({ name }) => {
          resolve(name);
          return 'done';
        };
      }),
    line: () => new Promise((resolve) => (waiting = lineOf(resolve, echo))),
    lend: async (work) => {
      close();
      try {
        return await work();
      } finally {
        open();
      }
    },
    close,
  };
}

function pressed(text: string | undefined, key: { name?: string; ctrl?: boolean; meta?: boolean }): string {
  // Ctrl-D ends the input, as it does of every program.
  if (key.ctrl === true && (key.name === 'c' || key.name === 'd')) return 'interrupt';
  // Alone it comes with `meta`, as the key that it would be with another one.
  if (key.name === 'escape') return 'escape';
  if (key.ctrl === true || key.meta === true) return `ctrl-${key.name ?? ''}`;
  if (key.name === 'return' || key.name === 'enter') return 'return';
  if (text !== undefined && /^[!-~]$/.test(text)) return text.toLowerCase();
  return key.name ?? text ?? '';
}

/** Long enough for a sentence, short enough for whoever reads the file. */
const longestLine = 300;

function lineOf(done: (line: Line) => void, echo: (text: string) => void): Taker {
  let line: readonly string[] = [];
  return ({ text, name }) => {
    if (name === 'return') done({ kind: 'typed', text: line.join('') });
    if (name === 'interrupt') done({ kind: 'interrupt' });
    if (name === 'escape') done({ kind: 'back' });
    if (['return', 'interrupt', 'escape'].includes(name)) return 'done';
    if (name === 'backspace') {
      if (line.length > 0) echo('\b \b');
      line = line.slice(0, -1);
    } else if (isPrintable(text) && line.length < longestLine) {
      line = [...line, text];
      echo(text);
    }
    return 'more';
  };
}

/** One character that takes its place in a line; an accent may come with its letter. */
function isPrintable(text: string): boolean {
  return text !== '' && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
}
