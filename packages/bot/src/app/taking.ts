// A delivery from its bytes to the queue: signed, new, understood, and then on the disk before it is answered.

import { ResessionError, sha256 } from '@resession/engine';
import { gitHub } from '../github/github.ts';
import { placeNamed } from '../github/place.ts';
import type { Verify } from '../github/webhooks.ts';
import type { Deliveries } from './deliveries.ts';
import { wantedBy, type Wanted } from './events.ts';
import type { Came, Reply } from './listener.ts';
import { patience, type Serves, within } from './serves.ts';

/** Answers deliveries. */
export function taking(serves: Serves, verified: Verify, deliveries: Deliveries): (came: Came) => Promise<Reply> {
  const { log } = serves;
  return async ({ body, header }) => {
    const [event = '', id = ''] = [header('x-github-event'), header('x-github-delivery')];
    if (!/^\w{1,60}$/.test(event) || !/^[\w-]{1,100}$/.test(id)) return { status: 400, words: 'no delivery' };
    if (!(await verified(body, header('x-hub-signature-256')))) {
      log(`${event} ${id}: refused, its signature is not ours`);
      return { status: 401, words: 'the signature is not that of this app' };
    }
    const known = knownBy(event, id, body);
    if (deliveries.has(known)) {
      log(`${event} ${id}: refused, it was taken before`);
      return { status: 409, words: 'this delivery was taken before' };
    }
    const payload = parsed(body);
    if (payload === null) return { status: 400, words: 'no JSON' };
    return deliveries.take(known, async () => {
      const taken = await queued(serves, wantedBy(event, payload));
      log(`${event} ${id}: ${taken.words}`);
      return taken;
    });
  };
}

/**
 * By its bytes, which are signed; its number is not. Those about an installation hold no time: where a repository is taken out and
 * added again, they are the same, and rightly so.
 */
function knownBy(event: string, id: string, body: Buffer): string {
  return event.startsWith('installation') ? id : sha256(body);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

/** 202 once what is wanted is in the queue. */
async function queued(serves: Serves, wanted: Wanted): Promise<Reply> {
  const nothing = (why: string): Reply => ({ status: 204, words: `nothing to do, ${why}` });
  if (wanted.kind === 'nothing') return nothing(wanted.why);
  if (wanted.kind === 'comment' && (await mayNot(serves, wanted.repo, wanted.author)))
    return nothing(`${wanted.author} may not write to ${wanted.repo}`);
  const repos = wanted.kind === 'comment' ? [wanted.repo] : wanted.repos;
  const { serving } = serves;
  for (const repo of repos) {
    const visit = { repo, api: serving.api.href, base: null, dryRun: false, settings: serving.settings };
    // The host takes both for the same.
    const added = serves.queue.addAgain({ id: repo.toLowerCase(), visit }).then(() => true);
    if (await within(patience, added, false)) continue;
    // A Redis that is away is waited for elsewhere; should it come to it after all, that is one visit more.
    throw new ResessionError('the queue does not answer', repo, 'Redeliver it once the queue is back.');
  }
  const [first = ''] = repos;
  const where = repos.length === 1 ? first : `${String(repos.length)} repositories`;
  return { status: 202, words: `${wanted.why}, to visit ${where}` };
}

/**
 * Whether somebody surely may not write. This only spares visits: each asks again before it follows anybody, so that where the API
 * does not answer in time, the comment is not lost.
 */
async function mayNot(serves: Serves, repo: string, login: string): Promise<boolean> {
  const asked = (async () => {
    const token = await serves.app.tokenFor(repo, 'look');
    if (token === null) return true;
    return !(await (await gitHub(placeNamed(repo), serves.connection(token))).mayWrite(login));
  })();
  return within(patience, asked, false).catch(() => false);
}
