// Events of GitHub with payloads as they come, cut down to what tells them apart
// (https://docs.github.com/webhooks/webhook-events-and-payloads).

export interface Event {
  /** `GITHUB_EVENT_NAME` */
  readonly name: string;
  /** `GITHUB_SHA`: what actions/checkout takes unless it is told otherwise. */
  readonly sha: string;
  readonly payload: unknown;
}

const owner = { login: 'acme', id: 1, type: 'Organization' };
const stranger = { login: 'eve', id: 99, type: 'User' };
const own = {
  id: 100,
  name: 'client',
  full_name: 'acme/client',
  private: false,
  fork: false,
  default_branch: 'main',
  owner,
};
const fork = {
  id: 666,
  name: 'client',
  full_name: 'eve/client',
  private: false,
  fork: true,
  default_branch: 'main',
  owner: stranger,
};

export const push = (sha: string): Event => ({
  name: 'push',
  sha,
  payload: {
    ref: 'refs/heads/main',
    before: '1'.repeat(40),
    after: sha,
    forced: false,
    repository: own,
    pusher: { name: 'ann', email: 'ann@example.com' },
    head_commit: { id: sha, message: 'as it was' },
  },
});

export const dispatch = (sha: string): Event => ({
  name: 'workflow_dispatch',
  sha,
  payload: {
    ref: 'refs/heads/main',
    workflow: '.github/workflows/resession.yml',
    inputs: null,
    repository: own,
    sender: owner,
  },
});

export const schedule = (sha: string): Event => ({
  name: 'schedule',
  sha,
  payload: { schedule: '0 6 * * 1', repository: own },
});

export type Head = 'own' | 'fork' | 'gone';

interface Commits {
  readonly head: string;
  readonly base: string;
  /** What the runner names in `GITHUB_SHA`. */
  readonly sha: string;
}

/** `pull_request` and what is like it. A fork that was deleted is null. */
export const pullRequest = (name: string, from: Head, { head, base, sha }: Commits): Event => ({
  name,
  sha,
  payload: {
    action: 'synchronize',
    number: 7,
    pull_request: {
      id: 7000,
      number: 7,
      state: 'open',
      title: '`$(touch owned)`\n::error::owned',
      user: from === 'own' ? owner : stranger,
      head: {
        label: from === 'own' ? 'acme:change' : 'eve:change',
        ref: 'change',
        sha: head,
        user: from === 'own' ? owner : stranger,
        repo: from === 'own' ? own : from === 'fork' ? fork : null,
      },
      base: { label: 'acme:main', ref: 'main', sha: base, user: owner, repo: own },
      merge_commit_sha: sha,
    },
    repository: own,
    sender: from === 'own' ? owner : stranger,
  },
});

/** Behind a workflow that ran for a push, or for the pull request of somebody. */
export const workflowRun = (from: Head, { head, sha }: Omit<Commits, 'base'>): Event => ({
  name: 'workflow_run',
  sha,
  payload: {
    action: 'completed',
    workflow_run: {
      id: 9000,
      event: from === 'own' ? 'push' : 'pull_request',
      head_branch: 'change',
      head_sha: head,
      head_repository: from === 'own' ? own : from === 'fork' ? fork : null,
      pull_requests: [],
      repository: own,
    },
    repository: own,
  },
});

/** A comment at a pull request: its commits are not named. */
export const issueComment = (sha: string): Event => ({
  name: 'issue_comment',
  sha,
  payload: {
    action: 'created',
    issue: { number: 7, pull_request: { url: 'https://api.github.com/repos/acme/client/pulls/7' } },
    comment: { id: 1, body: '/resession retry', user: stranger },
    repository: own,
    sender: stranger,
  },
});
