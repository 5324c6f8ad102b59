// A visit of the app: with a token for that repository alone, told in one line.

import { ResessionError } from '@resession/engine';
import { gitServer } from '../github/place.ts';
import { waitOf } from '../passing.ts';
import type { Job } from '../queue/index.ts';
import { redactor } from '../redactor.ts';
import { failedBy } from '../visit/told.ts';
import { visit, type Visited } from '../visit/visit.ts';
import type { Serves } from './serves.ts';

/** Does the work of a job. */
export function visiting(serves: Serves): (job: Job, signal: AbortSignal) => Promise<Visited> {
  const author = authorOf(serves);
  return async (job, signal) => {
    const { repo } = job.visit;
    serves.log(`${repo}: visit begins`);
    try {
      const visited = await visitOf(serves, author, job, signal);
      serves.log(`${repo}: ${inWords(visited)}`);
      return visited;
    } catch (error) {
      signal.throwIfAborted();
      const failed = failedBy(error, waitOf(error), 0);
      serves.log(`${repo}: ${inWords(failed)}`);
      return failed;
    }
  };
}

async function visitOf(
  { serving, app, system }: Serves,
  author: () => Promise<string>,
  { visit: wanted }: Job,
  signal: AbortSignal,
): Promise<Visited> {
  const token = await app.tokenFor(wanted.repo, 'work');
  if (token === null) {
    const next = 'Install it there again, or leave it.';
    return failedBy(new ResessionError('the App is not installed there', wanted.repo, next), unpassing, 0);
  }
  const settings = { ...wanted.settings, author: wanted.settings.author ?? (await author()) };
  const { command, bounds, userAgent, clock } = serving;
  const redact = redactor([token, serving.webhookSecret, serving.privateKey]);
  const how = { command, token, redact, bounds, host: system, userAgent, signal };
  return visit({ ...wanted, settings }, clock === undefined ? how : { ...how, second: clock.second });
}

const unpassing = { passing: false, wait: null } as const;

/** Commits are the App's, as GitHub names it, unless somebody else was named; asked for once. */
function authorOf({ app, serving }: Serves): () => Promise<string> {
  let asked: Promise<string> | null = null;
  return () => {
    asked ??= app.slug().then((slug) => `${slug}[bot] <${slug}[bot]@users.noreply.${gitServer(serving.api).hostname}>`);
    asked.catch(() => (asked = null));
    return asked;
  };
}

function inWords(visited: Visited): string {
  switch (visited.kind) {
    case 'too-much':
      return `stopped, it takes more ${visited.bound} than a visit may`;
    case 'failed': {
      const { what, where, next, passing } = visited;
      return `failed: ${what} (${where}). ${passing ? 'It is tried again a few times.' : next}`;
    }
    case 'outcome': {
      const { outcome } = visited;
      const pull = 'pullRequest' in outcome ? outcome.pullRequest : null;
      const why = outcome.kind === 'stopped' ? `, ${outcome.why}` : '';
      return `${outcome.kind}${pull === null ? '' : ` #${String(pull.number)}`}${why}`;
    }
  }
}
