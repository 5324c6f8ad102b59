// What a webhook asks for: repositories to visit, or nothing. Its words were written by others.

import { placeNamed } from '../github/place.ts';
import { commandsIn } from '../pull-request/commands.ts';

/** What comes of a delivery. */
export type Wanted =
  | { readonly kind: 'visit'; readonly repos: readonly string[]; readonly why: string }
  /** Only where whoever said it may write to the repository. */
  | { readonly kind: 'comment'; readonly repo: string; readonly author: string; readonly why: string }
  | { readonly kind: 'nothing'; readonly why: string };

type Fields = Readonly<Record<string, unknown>>;

/** Reads an event. What is not as GitHub sends it is nothing. */
export function wantedBy(event: string, payload: unknown): Wanted {
  const read = readers.get(event);
  return read === undefined ? nothing('of no interest') : read(recordOf(payload));
}

const readers = new Map<string, (body: Fields) => Wanted>(
  Object.entries({ push: pushed, installation: installed, installation_repositories: added, issue_comment: commented }),
);

function installed({ action, repositories }: Fields): Wanted {
  const starts = ['created', 'unsuspend', 'new_permissions_accepted'].includes(String(action));
  return starts ? visits(reposIn(repositories), 'installed') : nothing(`installation ${told(action)}`);
}

function added({ action, repositories_added: repos }: Fields): Wanted {
  return action === 'added' ? visits(reposIn(repos), 'repositories added') : nothing(`repositories ${told(action)}`);
}

function pushed({ ref, deleted, repository }: Fields): Wanted {
  const { full_name: repo, default_branch: branch } = recordOf(repository);
  if (typeof branch !== 'string' || ref !== `refs/heads/${branch}`) return nothing('another branch');
  return deleted === true ? nothing('the branch was deleted') : visits(reposIn([{ full_name: repo }]), 'pushed');
}

/** A comment says what it says now; one that was edited or deleted has taken back what it said before. */
function commented({ action, issue, comment, changes, repository }: Fields): Wanted {
  if (!['created', 'edited', 'deleted'].includes(String(action))) return nothing(`comment ${told(action)}`);
  if (recordOf(issue)['pull_request'] === undefined) return nothing('not under a pull request');
  const { body, user } = recordOf(comment);
  const { login, type } = recordOf(user);
  if (type === 'Bot' || typeof login !== 'string' || typeof body !== 'string') return nothing('not said by a person');
  const { from } = recordOf(recordOf(changes)['body']);
  const said = typeof from === 'string' ? [body, from] : [body];
  if (said.flatMap(commandsIn).length === 0) return nothing('no command');
  const [repo] = reposIn([repository]);
  return repo === undefined ? nothing('no repository') : { kind: 'comment', repo, author: login, why: 'comment' };
}

function visits(repos: readonly string[], why: string): Wanted {
  return repos.length === 0 ? nothing('no repository') : { kind: 'visit', repos, why };
}

function nothing(why: string): Wanted {
  return { kind: 'nothing', why };
}

/** The names in a list of repositories; what no repository is called is left out. */
function reposIn(list: unknown): readonly string[] {
  const names = (Array.isArray(list) ? list : []).map((each: unknown) => recordOf(each)['full_name']);
  return names.flatMap((name) => {
    try {
      const { owner, name: repo } = placeNamed(String(name));
      return [`${owner}/${repo}`];
    } catch {
      return [];
    }
  });
}

function told(action: unknown): string {
  return typeof action === 'string' ? action.slice(0, 50) : 'with no action';
}

function recordOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
