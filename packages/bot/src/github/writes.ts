// What is done to a repository on GitHub: a pull request is opened, rewritten, closed, talked about.

import type { CodeHost, NewPullRequest, PullRequest } from '../pull-request/code-host.ts';
import { reportCommit } from './commit-report.ts';
import { statusOf } from './octokit.ts';
import { pullRequest, reads } from './reads.ts';
import { asking, once, type Talk } from './talk.ts';

type Writes = Omit<CodeHost, 'repository' | keyof ReturnType<typeof reads>>;

/** The half of the host that changes something. */
export function writes(talk: Talk): Writes {
  const { client, at, redact } = talk;
  return {
    open: (wanted) => open(talk, wanted),
    comment: (number, body) => comment(talk, number, body),
    rewrite: (number, texts) =>
      asking(redact, 'rewrite the pull request', async () => {
        const route = 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}';
        await client.request(route, { ...at, pull_number: number, ...texts });
      }),
    close: (number) =>
      asking(redact, 'close the pull request', async () => {
        const route = 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}';
        await client.request(route, { ...at, pull_number: number, state: 'closed' });
      }),
    label: (number, labels) =>
      asking(redact, 'label it', async () => {
        const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels';
        await client.request(route, { ...at, issue_number: number, labels: [...labels] });
      }),
    askForReview: (number, { people, teams }) =>
      asking(redact, 'ask for a review', async () => {
        const route = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers';
        const asked = { reviewers: [...people], team_reviewers: [...teams] };
        await client.request(route, { ...at, pull_number: number, ...asked });
      }),
    report: (report) => asking(redact, 'report on the commit', () => reportCommit(client, at, report)),
  };
}

function open(talk: Talk, wanted: NewPullRequest): Promise<PullRequest | 'exists'> {
  const find = async (): Promise<PullRequest | null> =>
    (await reads(talk).pullRequestsFrom(wanted.branch)).find((pull) => pull.open) ?? null;
  return asking(talk.redact, 'open a pull request', () =>
    once<PullRequest | 'exists'>(talk, () => opened(talk, wanted), find),
  );
}

async function opened({ client, at }: Talk, wanted: NewPullRequest): Promise<PullRequest | 'exists'> {
  const { title, body, branch, base, draft } = wanted;
  const route = 'POST /repos/{owner}/{repo}/pulls';
  const asked = { ...at, title, body, head: branch, base, request: { retries: 0 } };
  try {
    return pullRequest((await client.request(route, { ...asked, draft })).data);
  } catch (error) {
    if (statusOf(error) !== 422) throw error;
    const why = error instanceof Error ? error.message : '';
    if (/already exists/i.test(why)) return 'exists';
    if (!draft || !/draft/i.test(why)) throw error;
  }
  // Private repositories of some plans know no drafts.
  return pullRequest((await client.request(route, asked)).data);
}

function comment(talk: Talk, number: number, body: string): Promise<void> {
  const { client, at, redact } = talk;
  const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
  const say = async (): Promise<true> => {
    await client.request(route, { ...at, issue_number: number, body, request: { retries: 0 } });
    return true;
  };
  const find = async (): Promise<true | null> =>
    (await reads(talk).comments(number)).some((said) => said.body.trim() === body.trim()) ? true : null;
  return asking(redact, 'comment', async () => void (await once(talk, say, find)));
}
