// What the app is told, and what all of its parts share.

import type { Host } from '@resession/engine';
import type { App } from '../github/app-auth.ts';
import type { Connection } from '../github/octokit.ts';
import type { Bounds } from '../process/bounded.ts';
import type { Clock, Queue } from '../queue/index.ts';
import type { VisitSettings } from '../visit/settings.ts';

/** What the app is told by whoever starts it. */
export interface Serving {
  readonly appId: string;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly api: URL;
  /** What it keeps; a folder that is there, and this process's alone. */
  readonly state: string;
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
  /** Visits at a time. */
  readonly workers: number;
  readonly settings: VisitSettings;
  /** Another queue than that in the state folder. */
  readonly queue?: Queue;
  readonly bounds: Bounds;
  /** The argv that starts this program. */
  readonly command: readonly string[];
  readonly userAgent: string;
  readonly clock?: Clock;
}

/** Milliseconds that the API gets for what can be done without its answer; GitHub waits ten seconds for ours. */
export const patience = 5_000;

/** Everything that a delivery and a visit need. */
export interface Serves {
  readonly serving: Serving;
  readonly app: App;
  readonly queue: Queue;
  readonly system: Host;
  /** One line, of anything: it is escaped and freed of secrets. */
  log(line: string): void;
  connection(token: string): Connection;
}

/** What comes of it, or something else where it takes so many milliseconds. */
export async function within<Result>(most: number, work: Promise<Result>, late: Result): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<Result>((resolve) => (timer = setTimeout(() => resolve(late), most)));
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
