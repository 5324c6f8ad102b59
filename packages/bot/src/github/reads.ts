// What is asked of a repository on GitHub: its pull requests, their comments, who may write.

import { ResessionError } from '@resession/engine';
import type { CodeHost, Comment, PullRequest } from '../pull-request/code-host.ts';
import { isForbidden, statusOf } from './octokit.ts';
import { asking, type Talk } from './talk.ts';

type Reads = Pick<CodeHost, 'openPullRequests' | 'closedPullRequests' | 'pullRequestsFrom' | 'comments' | 'mayWrite'>;

/** Pages of a hundred; what lies behind them is not looked at. */
const mostPages = 30;

/** Of what is closed there is no end; what somebody has touched last comes first. */
const mostClosedPages = 3;

/** The half of the host that changes nothing. */
export function reads(talk: Talk): Reads {
  return {
    openPullRequests: (base) => pullRequests(talk, { base, state: 'open' }),
    closedPullRequests: (base) =>
      pullRequests(talk, { base, state: 'closed', sort: 'updated', direction: 'desc' }, mostClosedPages),
    pullRequestsFrom: async (branch) => {
      const asked = { head: `${talk.at.owner}:${branch}`, state: 'all' } as const;
      return (await pullRequests(talk, asked)).filter((pull) => pull.branch === branch);
    },
    comments: (number) => comments(talk, number),
    mayWrite: (login) => mayWrite(talk, login),
  };
}

interface Asked {
  readonly base?: string;
  readonly head?: string;
  readonly state: 'open' | 'closed' | 'all';
  readonly sort?: 'updated';
  readonly direction?: 'desc';
}

function pullRequests({ client, at, redact }: Talk, asked: Asked, most = mostPages): Promise<readonly PullRequest[]> {
  return asking(redact, 'list pull requests', async () => {
    const route = 'GET /repos/{owner}/{repo}/pulls';
    const all = await client.paginate(route, { ...at, ...asked, per_page: 100 }, bounded(most));
    return all.map((pull) => pullRequest(pull));
  });
}

function comments({ client, at, redact }: Talk, number: number): Promise<readonly Comment[]> {
  return asking(redact, 'list comments', async () => {
    const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
    const all = await client.paginate(route, { ...at, issue_number: number, per_page: 100 }, bounded(mostPages));
    return all.map(({ id, user, body, created_at }) => ({
      id: Number(id),
      author: user?.login ?? '',
      bot: user?.type === 'Bot',
      body: body ?? '',
      createdAt: created_at,
    }));
  });
}

function bounded(most: number): <Item>(page: { data: Item[] }, done: () => void) => Item[] {
  let pages = 0;
  return (page, done) => {
    pages += 1;
    if (pages === most) done();
    return page.data;
  };
}

function mayWrite({ client, at, redact }: Talk, login: string): Promise<boolean> {
  return asking(redact, 'say who may write', async () => {
    const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
    const answer = await client.request(route, { ...at, username: login }).catch((error: unknown) => {
      // Not a collaborator; or a token that may not see who is one, so that nobody counts as one.
      if (statusOf(error) === 404 || isForbidden(error)) return null;
      throw error;
    });
    return ['admin', 'write'].includes(answer?.data.permission ?? '');
  });
}

interface Pull {
  readonly number: number;
  readonly html_url: string;
  readonly state: string;
  readonly merged_at: string | null;
  readonly closed_at: string | null;
  readonly body: string | null;
  readonly user: { readonly login: string } | null;
  readonly head: { readonly ref: string; readonly repo: { readonly full_name: string } | null };
  readonly base: { readonly ref: string; readonly repo: { readonly full_name: string } };
}

/** As GitHub tells one. */
export function pullRequest(pull: Pull): PullRequest {
  const { number, html_url, state, merged_at, closed_at, body, user, head, base } = pull;
  if (!Number.isInteger(number) || number < 1)
    throw new ResessionError('the API names no pull request', String(number), 'Is it the API of GitHub?');
  const own = head.repo?.full_name.toLowerCase() === base.repo.full_name.toLowerCase();
  return {
    number,
    url: html_url,
    open: state === 'open',
    merged: merged_at !== null,
    branch: own ? head.ref : null,
    base: base.ref,
    body: body ?? '',
    author: user?.login ?? '',
    closedAt: closed_at,
  };
}
