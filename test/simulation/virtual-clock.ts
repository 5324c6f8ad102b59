// Time that passes as fast as the machine can, from one alarm to the next.

import type { Clock } from '../../packages/bot/src/queue/clock.ts';

export interface VirtualClock extends Clock {
  /** Waits in that time. */
  sleep(seconds: number): Promise<void>;
  /** Goes on to the next alarm. Whether there was one. */
  step(): Promise<boolean>;
}

interface Alarm {
  readonly time: number;
  readonly call: () => void;
}

/** A clock that shows `start`, in milliseconds since 1970. */
export function virtualClock(start: number): VirtualClock {
  let now = start;
  const alarms = new Set<Alarm>();
  const clock: VirtualClock = {
    second: 1000,
    now: () => now,
    at: (time, call) => {
      const alarm = { time, call };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    sleep: (seconds) => new Promise((resolve) => clock.at(now + seconds * 1000, resolve)),
    step: async () => {
      // Whatever can go on without time does, before any passes.
      await new Promise((resolve) => setImmediate(resolve));
      let next: Alarm | null = null;
      for (const alarm of alarms) if (next === null || alarm.time < next.time) next = alarm;
      if (next === null) return false;
      alarms.delete(next);
      now = Math.max(now, next.time);
      next.call();
      return true;
    },
  };
  return clock;
}
