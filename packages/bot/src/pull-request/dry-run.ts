// A host and a remote that are read, and told instead of written to.

import type { Pushed } from '../git/remote.ts';
import type { Workshop } from '../git/workshop.ts';
import type { CodeHost, NewPullRequest, PullRequest } from './code-host.ts';

/** Is told what would be done, and which of git and the API would be asked. */
export type Tell = (would: string, of: 'git' | 'api') => void;

/** The host, but that each write is told. What people would read is told in full. */
export function tellingHost(host: CodeHost, tell: Tell): CodeHost {
  const told = (would: string): Promise<void> => {
    tell(would, 'api');
    return Promise.resolve();
  };
  const named = (number: number): string => (number === 0 ? 'it' : `#${String(number)}`);
  return {
    ...host,
    open: (wanted) => {
      const kind = wanted.draft ? 'a draft pull request' : 'a pull request';
      tell(`open ${kind} from ${wanted.branch} into ${wanted.base}: ${wanted.title}\n\n${wanted.body}`, 'api');
      return Promise.resolve(imagined(wanted));
    },
    rewrite: (number, { body }) => told(`rewrite the body of ${named(number)}:\n\n${body}`),
    close: (number) => told(`close ${named(number)}`),
    comment: (number, body) => told(`comment on ${named(number)}:\n\n${body}\n`),
    label: (number, labels) => told(`label ${named(number)}: ${labels.join(', ')}`),
    askForReview: (number, { people, teams }) =>
      told(`ask for a review of ${named(number)}: ${[...people, ...teams.map((team) => `team ${team}`)].join(', ')}`),
    report: ({ commit, title, annotations }) =>
      told(`report on ${commit.slice(0, 12)}: ${title} (${String(annotations.length)} annotations)`),
  };
}

function imagined({ branch, base, body }: NewPullRequest): PullRequest {
  return { number: 0, url: '', open: true, merged: false, branch, base, body, author: '', closedAt: null };
}

/** Tells which commits would go to the remote. */
export function tellingPush(tell: Tell): (workshop: Workshop, commit: string, branch: string) => Promise<Pushed> {
  return async (workshop, commit, branch) => {
    const log = await workshop.run('log', '--format=  %s', commit, '--not', '--glob=refs/remote/*');
    tell(`push to ${branch}:\n${log.trimEnd()}`, 'git');
    return { kind: 'pushed' };
  };
}
