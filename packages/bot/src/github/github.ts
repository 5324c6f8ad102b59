// GitHub as a host of pull requests, by its REST API (version 2022-11-28).

import { ResessionError } from '@resession/engine';
import type { CodeHost, Comment, NewPullRequest, PullRequest, Repository } from '../pull-request/code-host.ts';
import { reportCommit } from './commit-report.ts';
import { clientOf, type Connection, isUncertain, mostRepeats, refusal, statusOf } from './octokit.ts';
import { gitUrl, type Place, placeNamed } from './place.ts';

/** Pages of a hundred; what lies behind them is not looked at. */
const mostPages = 30;

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

/** The repository at a place, as it is called there now. Throws `ResessionError` where it cannot be seen. */
export async function gitHub(place: Place, connection: Connection): Promise<CodeHost> {
  const client = clientOf(connection);
  const { redact } = connection;
  const second = connection.second ?? 1000;
  const asking = async <Answer>(doing: string, ask: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await ask();
    } catch (error) {
      throw refusal(error, doing, redact);
    }
  };
  const known = await asking('show the repository', () =>
    client.request('GET /repos/{owner}/{repo}', { owner: place.owner, repo: place.name }),
  );
  const now = placeNamed(known.data.full_name);
  const at = { owner: now.owner, repo: now.name };
  const repository: Repository = {
    fullName: `${now.owner}/${now.name}`,
    owner: now.owner,
    gitUrl: gitUrl(connection.api, now),
    defaultBranch: known.data.default_branch,
    archived: known.data.archived === true,
  };

  const pulls = (asked: { base?: string; head?: string; state: 'open' | 'all' }): Promise<readonly PullRequest[]> =>
    asking('list pull requests', async () => {
      let pages = 0;
      const all = await client.paginate(
        'GET /repos/{owner}/{repo}/pulls',
        { ...at, ...asked, per_page: 100 },
        (page, done) => {
          pages += 1;
          if (pages === mostPages) done();
          return page.data;
        },
      );
      return all.map((pull) => pullRequest(pull));
    });

  /** Where nobody knows whether it was done, it is looked for before it is done again. */
  const once = async <Made>(make: () => Promise<Made>, find: () => Promise<Made | null>): Promise<Made> => {
    for (let tried = 1; ; tried += 1) {
      try {
        return await make();
      } catch (error) {
        if (!isUncertain(error)) throw error;
        const found = await find();
        if (found !== null) return found;
        if (tried > mostRepeats) throw error;
        await new Promise((resolve) => setTimeout(resolve, tried * second));
      }
    }
  };

  const from = (branch: string): Promise<readonly PullRequest[]> =>
    pulls({ head: `${now.owner}:${branch}`, state: 'all' }).then((all) => all.filter((pull) => pull.branch === branch));

  const comments = (number: number, since?: string): Promise<readonly Comment[]> =>
    asking('list comments', async () => {
      let pages = 0;
      const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
      const asked = { ...at, issue_number: number, per_page: 100, ...(since === undefined ? {} : { since }) };
      const all = await client.paginate(route, asked, (page, done) => {
        pages += 1;
        if (pages === mostPages) done();
        return page.data;
      });
      return all.map(({ user, body, created_at }) => ({
        author: user?.login ?? '',
        body: body ?? '',
        createdAt: created_at,
      }));
    });

  return {
    repository: () => Promise.resolve(repository),
    openPullRequests: (base) => pulls({ base, state: 'open' }),
    pullRequestsFrom: from,
    open: (wanted) =>
      asking('open a pull request', () =>
        once(
          () => opened(wanted),
          async () => (await from(wanted.branch)).find(({ open }) => open) ?? null,
        ),
      ),
    rewrite: (number, texts) =>
      asking('rewrite the pull request', async () => {
        await client.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
          ...at,
          pull_number: number,
          ...texts,
        });
      }),
    close: (number) =>
      asking('close the pull request', async () => {
        const closed = { ...at, pull_number: number, state: 'closed' } as const;
        await client.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', closed);
      }),
    comments,
    comment: (number, body) =>
      asking('comment', () =>
        once(
          async () => {
            const said = { ...at, issue_number: number, body, request: { retries: 0 } };
            await client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', said);
            return true;
          },
          async () => ((await comments(number)).some((comment) => comment.body.trim() === body.trim()) ? true : null),
        ),
      ).then(() => undefined),
    mayWrite: (login) =>
      asking('say who may write', async () => {
        const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
        const answer = await client.request(route, { ...at, username: login }).catch((error: unknown) => {
          if (statusOf(error) === 404) return null;
          throw error;
        });
        return ['admin', 'write'].includes(answer?.data.permission ?? '');
      }),
    label: (number, labels) =>
      asking('label it', async () => {
        const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels';
        await client.request(route, { ...at, issue_number: number, labels: [...labels] });
      }),
    askForReview: (number, { people, teams }) =>
      asking('ask for a review', async () => {
        const route = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers';
        const asked = { reviewers: [...people], team_reviewers: [...teams] };
        await client.request(route, { ...at, pull_number: number, ...asked });
      }),
    report: (report) => asking('report on the commit', () => reportCommit(client, at, report)),
  };

  async function opened({ title, body, branch, base, draft }: NewPullRequest): Promise<PullRequest | 'exists'> {
    const wanted = { ...at, title, body, head: branch, base, request: { retries: 0 } };
    try {
      const { data } = await client.request('POST /repos/{owner}/{repo}/pulls', { ...wanted, draft });
      return pullRequest(data);
    } catch (error) {
      if (statusOf(error) !== 422) throw error;
      const why = error instanceof Error ? error.message : '';
      if (/already exists/i.test(why)) return 'exists';
      if (!draft || !/draft/i.test(why)) throw error;
    }
    // Private repositories of some plans know no drafts.
    const { data } = await client.request('POST /repos/{owner}/{repo}/pulls', wanted);
    return pullRequest(data);
  }

  function pullRequest({ number, html_url, state, merged_at, closed_at, body, user, head, base }: Pull): PullRequest {
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
}
