// What time it is for a queue, and how long a second lasts.

/** Milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** Calls once it is that late, unless taken back by what is returned. */
  at(time: number, call: () => void): () => void;
  /** Milliseconds that a second of pace, back-off and wait takes; less than 1000 in tests only. */
  readonly second: number;
}

/** Milliseconds. A timer stands still while the machine sleeps, and one of a month goes off at once. */
const longestTimer = 60_000;

/** The clock of the machine. */
export function wallClock(second = 1000): Clock {
  return {
    now: () => Date.now(),
    at: (time, call) => {
      let timer: NodeJS.Timeout;
      const arm = (): void => {
        const left = Math.max(0, time - Date.now());
        timer = setTimeout(left > longestTimer ? arm : call, Math.min(left, longestTimer));
      };
      arm();
      return () => clearTimeout(timer);
    },
    second,
  };
}
