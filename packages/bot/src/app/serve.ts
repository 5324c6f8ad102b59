// `migrate bot serve`: webhooks become visits. What was accepted is in the queue before it is answered, and one repository is
// visited by one worker at a time.

import path from 'node:path';
import type { Host } from '@resession/engine';
import { appOf } from '../github/app-auth.ts';
import { verifier } from '../github/webhooks.ts';
import { waitOf } from '../passing.ts';
import { plain } from '../plain.ts';
import { folderQueue, usualPace, wallClock } from '../queue/index.ts';
import { redactor } from '../redactor.ts';
import { mostWrites } from '../visit/settings.ts';
import { deliveriesIn } from './deliveries.ts';
import { type Came, listen, type Reply } from './listener.ts';
import { taking } from './taking.ts';
import { patience, type Serves, type Serving, within } from './serves.ts';
import { visiting } from './visiting.ts';

/** The app while it runs. */
export interface Served {
  readonly port: number;
  /** Takes nothing more. `finish` waits for what is at work; `break-off` leaves it to the next start. May be called again. */
  stop(how: 'finish' | 'break-off'): Promise<void>;
  /** Resolves when stopped; rejects where the queue cannot be kept any more. */
  readonly done: Promise<void>;
}

/** Starts it. Throws `ResessionError` where the folder, the port or the key is not to be used. */
export async function serve(serving: Serving, system: Host, write: (line: string) => void): Promise<Served> {
  const { privateKey, webhookSecret, api, userAgent, clock = wallClock() } = serving;
  const redact = redactor([webhookSecret, privateKey]);
  const log = (line: string): void => write(`${system.now().toISOString()} ${plain(redact(line))}\n`);
  const known = { api, redact, userAgent, second: clock.second };
  const app = appOf({ id: serving.appId, privateKey }, known);
  const queue = serving.queue ?? folderQueue(path.join(serving.state, 'queue'), system, clock);
  const serves: Serves = { serving, app, queue, system, log, connection: (token) => ({ ...known, token }) };
  try {
    // From here on the folder is ours.
    await queue.add([]);
    const deliveries = deliveriesIn(serving.state, system);
    await introduced(serves);
    const listening = await listen(serving, guarded(taking(serves, verifier(webhookSecret), deliveries), log));
    const pace = { ...usualPace, visit: mostWrites(serving.settings), longest: serving.bounds.seconds };
    const working = queue.work(visiting(serves), pace, serving.workers);
    working.done.catch(() => undefined);
    const stop: Served['stop'] = async (how) => {
      await listening.close();
      await working.stop(how);
      await queue.close();
    };
    return { port: listening.port, done: working.done, stop };
  } catch (error) {
    await queue.close();
    throw error;
  }
}

/** A wrong key is told at once; an API that does not answer keeps nobody from taking what comes. */
async function introduced({ app, log }: Serves): Promise<void> {
  const known = app.slug().then(
    (slug) => log(`this is the App ${slug}`),
    (error: unknown) => {
      if (!waitOf(error).passing) throw error;
      log(`the API does not say which App this is: ${error instanceof Error ? error.message : String(error)}`);
    },
  );
  await within(patience, known, undefined);
}

/** What cannot be kept is not accepted, and GitHub's log of deliveries shows it. */
function guarded(take: (came: Came) => Promise<Reply>, log: (line: string) => void): (came: Came) => Promise<Reply> {
  return async (came) => {
    try {
      return await take(came);
    } catch (error) {
      log(`not taken: ${error instanceof Error ? error.message : String(error)}`);
      return { status: 500, words: 'not taken' };
    }
  };
}
