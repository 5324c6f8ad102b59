// GitHub as a host of pull requests, by its REST API (version 2022-11-28).

import type { CodeHost, Repository } from '../pull-request/code-host.ts';
import { clientOf, type Connection } from './octokit.ts';
import { gitUrl, type Place, placeNamed } from './place.ts';
import { reads } from './reads.ts';
import { asking } from './talk.ts';
import { writes } from './writes.ts';

/** The repository at a place, as it is called there now. Throws `ResessionError` where it cannot be seen. */
export async function gitHub({ owner, name }: Place, connection: Connection): Promise<CodeHost> {
  const client = clientOf(connection);
  const { redact, api, second = 1000 } = connection;
  const { data } = await asking(redact, 'show the repository', () =>
    client.request('GET /repos/{owner}/{repo}', { owner, repo: name }),
  );
  // One that was renamed answers under its new name.
  const now = placeNamed(data.full_name);
  const repository: Repository = {
    fullName: `${now.owner}/${now.name}`,
    owner: now.owner,
    gitUrl: gitUrl(api, now),
    defaultBranch: data.default_branch,
    archived: data.archived === true,
  };
  const talk = { client, at: { owner: now.owner, repo: now.name }, redact, second };
  return { repository: () => Promise.resolve(repository), ...reads(talk), ...writes(talk) };
}
