// GitHub's REST API as far as its limits go, in virtual time. The numbers are those of its documentation ("Rate limits for the REST
// API"): 5,000 requests an hour, 80 requests a minute and 500 an hour that create content, 900 points a minute.

import type { Chance } from './chance.ts';

/** Nothing of content is created by `read`. */
export type Kind = 'read' | 'create';

export interface Answer {
  readonly status: 200 | 403 | 429 | 502;
  /** Seconds, where the API asks to be left alone. */
  readonly retryAfter: number | null;
}

export const limits = { perHour: 5000, createsPerMinute: 80, createsPerHour: 500, pointsPerMinute: 900 } as const;

export interface ApiModel {
  /** One request at a time of the clock, in milliseconds. Whether it is carried out, the status says. */
  request(kind: Kind, now: number): Answer;
  readonly seen: Seen;
}

/** What the server has seen. */
export interface Seen {
  requests: number;
  creates: number;
  /** The most that any minute or hour has held, wherever it begins. */
  mostCreatesInMinute: number;
  mostCreatesInHour: number;
  mostInHour: number;
  /** Refused by which limit. */
  refused: { primary: number; creates: number; points: number };
  failed: number;
}

/** A window that slides: what it holds, and what comes in. */
class Window {
  readonly #times: number[] = [];
  #from = 0;
  readonly #length: number;

  constructor(seconds: number) {
    this.#length = seconds * 1000;
  }

  count(now: number): number {
    while (this.#from < this.#times.length && (this.#times[this.#from] ?? 0) <= now - this.#length) this.#from += 1;
    if (this.#from > 10_000) this.#times.splice(0, this.#from, ...[]);
    if (this.#from > 10_000) this.#from = 0;
    return this.#times.length - this.#from;
  }

  add(now: number): void {
    this.#times.push(now);
  }
}

/** The API; of a hundred requests so many fail with a 502, half of them after they were carried out. */
export function apiModel(chance: Chance, failing: number): ApiModel {
  const [minute, hour, all, points] = [new Window(60), new Window(3600), new Window(3600), new Window(60)];
  let reset = 0;
  let used = 0;
  const seen: Seen = {
    requests: 0,
    creates: 0,
    mostCreatesInMinute: 0,
    mostCreatesInHour: 0,
    mostInHour: 0,
    refused: { primary: 0, creates: 0, points: 0 },
    failed: 0,
  };
  const refuse = (by: keyof Seen['refused'], status: 403 | 429, retryAfter: number): Answer => {
    seen.refused[by] += 1;
    return { status, retryAfter };
  };
  const request = (kind: Kind, now: number): Answer => {
    if (now >= reset) [reset, used] = [now + 3600_000, 0];
    used += 1;
    seen.requests += 1;
    all.add(now);
    seen.mostInHour = Math.max(seen.mostInHour, all.count(now));
    if (used > limits.perHour) return refuse('primary', 403, Math.ceil((reset - now) / 1000));
    for (let point = 0; point < (kind === 'create' ? 5 : 1); point += 1) points.add(now);
    if (points.count(now) > limits.pointsPerMinute) return refuse('points', 403, 60);
    if (kind === 'create') {
      // "Fewer than" is what a client is told; what comes beyond that is refused.
      if (minute.count(now) >= limits.createsPerMinute || hour.count(now) >= limits.createsPerHour)
        return refuse('creates', 403, 60);
      minute.add(now);
      hour.add(now);
      seen.creates += 1;
      seen.mostCreatesInMinute = Math.max(seen.mostCreatesInMinute, minute.count(now));
      seen.mostCreatesInHour = Math.max(seen.mostCreatesInHour, hour.count(now));
    }
    if (!chance.percent(failing)) return { status: 200, retryAfter: null };
    seen.failed += 1;
    return { status: 502, retryAfter: null };
  };
  return { request, seen };
}
