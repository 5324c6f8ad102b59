// GitHub's own client, with its plugins for pacing, repeating and pages: the only module that knows it.

import { Octokit } from '@octokit/core';
import { paginateRest, type PaginateInterface } from '@octokit/plugin-paginate-rest';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { RequestError } from '@octokit/request-error';
import { ResessionError } from '@resession/engine';
import Bottleneck from 'bottleneck';
import { PassingError } from '../passing.ts';
import type { Redact } from '../redactor.ts';
import { boundedFetch } from './fetch.ts';

export interface Connection {
  readonly api: URL;
  /** Null reads what everybody may read. */
  readonly token: string | null;
  readonly redact: Redact;
  readonly userAgent: string;
  /** Milliseconds that a second of waiting takes; less than 1000 in tests only. */
  readonly second?: number;
  /** Milliseconds until a request is given up. */
  readonly timeout?: number;
  /** Is told of each request that changes something, repeated ones too: what GitHub limits by the minute and the hour. */
  readonly onWrite?: () => void;
}

export type Client = Octokit & { readonly paginate: PaginateInterface };

const Paced = Octokit.plugin(throttling, retry, paginateRest);

/** Nothing is asked for again more often, and nothing waits longer: whoever runs us can start us again. */
export const mostRepeats = 2;
const longestWait = 120;

/** A client of an API, unhurried as GitHub asks: a write a second, and three between what notifies people. */
export function clientOf({ api, token, userAgent, second = 1000, timeout = 30_000, onWrite }: Connection): Client {
  const limited = (after: number, _asked: unknown, _client: unknown, repeated: number): boolean =>
    after <= longestWait && repeated < mostRepeats;
  // It would print warnings on stderr, with whatever the server has put into them.
  const silent = (): undefined => undefined;
  return new Paced({
    baseUrl: api.href.replace(/\/$/, ''),
    userAgent,
    ...(token === null ? {} : { auth: token }),
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch: counted(boundedFetch(timeout), onWrite) },
    retry: { retries: mostRepeats, retryAfterBaseValue: second },
    throttle: {
      onRateLimit: limited,
      onSecondaryRateLimit: limited,
      retryAfterBaseValue: second,
      write: new Bottleneck.Group({ maxConcurrent: 1, minTime: second }),
      notifications: new Bottleneck.Group({ maxConcurrent: 1, minTime: 3 * second }),
    },
  });
}

function counted(ask: typeof fetch, onWrite: (() => void) | undefined): typeof fetch {
  return (input, init) => {
    if ((init?.method ?? 'GET') !== 'GET') onWrite?.();
    return ask(input, init);
  };
}

/** The answer's status; null for what is no answer of the API. */
export function statusOf(error: unknown): number | null {
  return error instanceof RequestError ? error.status : null;
}

/** Whether a request may have been carried out all the same: the server failed, or did not answer in time. */
export function isUncertain(error: unknown): boolean {
  return (statusOf(error) ?? 0) >= 500;
}

/** Whether the token may not do that, however long one waits. */
export function isForbidden(error: unknown): boolean {
  if (!(error instanceof RequestError)) return false;
  const { status } = error;
  return status === 401 || (status === 403 && !isLimited(error) && waitOf(error) === null);
}

function isLimited(error: unknown): boolean {
  return error instanceof Error && /\brate limit\b|\bsecondary rate\b/i.test(error.message);
}

const meanings: Readonly<Record<number, string>> = {
  401: 'The token is not known to it, or has expired: give a new one in RESESSION_TOKEN or GITHUB_TOKEN.',
  403: 'The token lacks a permission, or the repository takes no changes; docs/bot.md has the permissions in a table.',
  404: 'It is not there, or the token may not see it; docs/bot.md has the permissions in a table.',
  410: 'It is switched off in this repository.',
  422: 'It does not take what was sent; nothing was changed by that.',
  429: 'Too much was asked for; run again later.',
};

/** What the API has refused, in words for people. What is no answer of the API is thrown as it is. */
export function refusal(error: unknown, doing: string, redact: Redact): ResessionError {
  if (!(error instanceof RequestError)) throw error;
  const { status, message } = error;
  const limited = isLimited(error);
  const next = limited
    ? 'Its limit is reached, and the wait is longer than a run lasts; run again later.'
    : (meanings[status] ?? 'Run again later; what has been done is found again.');
  const why = redact(message).split('\n', 1)[0]?.slice(0, 300) ?? '';
  const answer = error.response === undefined ? 'it does not answer' : String(status);
  const where = `${error.request.method} ${redact(new URL(error.request.url).pathname)}`;
  const what = `the API refuses to ${doing}: ${answer}: ${why}`;
  const passing = limited || status === 429 || status >= 500;
  return passing ? new PassingError(what, where, next, waitOf(error)) : new ResessionError(what, where, next);
}

/** Seconds, as the headers of a refusal have them; null where they say nothing. */
function waitOf({ response }: RequestError): number | null {
  const {
    'retry-after': after,
    'x-ratelimit-remaining': remaining,
    'x-ratelimit-reset': reset,
  } = response?.headers ?? {};
  const seconds = Number(after ?? Number.NaN);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  if (remaining !== '0' || reset === undefined) return null;
  const until = Number(reset) - Date.now() / 1000;
  return Number.isFinite(until) ? Math.max(0, Math.ceil(until)) : null;
}
