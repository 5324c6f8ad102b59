// What time it is for a queue, and how long a second lasts.

/** Milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** Calls once it is that late, unless taken back by what is returned. */
  at(time: number, call: () => void): () => void;
  /** Milliseconds that a second of pace, back-off and wait takes; less than 1000 in tests only. */
  readonly second: number;
}

/** The clock of the machine. */
export function wallClock(second = 1000): Clock {
  return {
    now: () => Date.now(),
    at: (time, call) => {
      const timer = setTimeout(call, Math.max(0, time - Date.now()));
      return () => clearTimeout(timer);
    },
    second,
  };
}
