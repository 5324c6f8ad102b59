// The two streams: data on stdout, everything else on stderr; whether they take colour; a reader that goes away.

import { type Colors } from '@resession/assistant';
import picocolors from 'picocolors';

/** One stream with its colours. */
export interface Stream {
  readonly colors: Colors;
  readonly isTerminal: boolean;
  write(text: string): void;
}

export interface Output {
  readonly out: Stream;
  readonly err: Stream;
  /** A person sits there: all three streams are a terminal. */
  readonly atTerminal: boolean;
}

/** What a colour decision rests on. */
export interface ColorWish {
  /** `--no-color`. */
  readonly color?: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The process's own streams. What nobody reads any more is not written. */
export function openOutput(wish: ColorWish): Output {
  const terminals = [process.stdin.isTTY, process.stdout.isTTY, process.stderr.isTTY];
  return {
    out: stream(process.stdout, wish),
    err: stream(process.stderr, wish),
    atTerminal: terminals.every(Boolean),
  };
}

function stream(target: NodeJS.WriteStream, wish: ColorWish): Stream {
  const isTerminal = Boolean(target.isTTY);
  return {
    colors: picocolors.createColors(takesColor(wish, process.env, isTerminal)),
    isTerminal,
    write: (text) => {
      if (target.writable) target.write(text);
    },
  };
}

/** `--no-color`, then NO_COLOR, then FORCE_COLOR (`0` is no), then the terminal. */
export function takesColor({ color }: ColorWish, env: Environment, isTerminal: boolean): boolean {
  if (color === false || (env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTerminal && env['TERM'] !== 'dumb';
}
