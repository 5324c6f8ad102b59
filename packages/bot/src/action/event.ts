// Who has started the workflow, and so whose code may be checked out: read off the name of the event and its payload
// (https://docs.github.com/webhooks/webhook-events-and-payloads).

/** What started the run, as the runner tells it. */
export interface Started {
  /** `GITHUB_EVENT_NAME` */
  readonly event: string;
  /** `GITHUB_SHA` */
  readonly sha: string;
  /** What stands in `GITHUB_EVENT_PATH`; null where nothing can be read there. */
  readonly payload: unknown;
}

/** How far what is checked out can be trusted. */
export type Standing =
  /** It took the right to write to bring it here. */
  | { readonly kind: 'own' }
  /** The code of anybody; the runner has given the job no secret and a token that only reads. */
  | { readonly kind: 'fork' }
  /** Anybody can start such a run, and it has the rights of the repository: only these commits are nobody else's. */
  | { readonly kind: 'privileged'; readonly event: string; readonly trusted: ReadonlySet<string> };

/** Takes the right to write to the repository, or an administrator. */
const startedByOwn = new Set(
  'push workflow_dispatch schedule repository_dispatch merge_group release create delete deployment'.split(' '),
);

/** Of a fork they run without rights, with the code of the pull request checked out. */
const ofPullRequest = new Set(['pull_request', 'pull_request_review', 'pull_request_review_comment']);

/** What is not known to be safe (`pull_request_target`, `workflow_run`, `issue_comment`, ...) counts as privileged. */
export function standingOf({ event, sha, payload }: Started): Standing {
  if (startedByOwn.has(event)) return { kind: 'own' };
  const pull = at(payload, 'pull_request');
  if (ofPullRequest.has(event)) return { kind: isOwnHead(payload, at(pull, 'head', 'repo')) ? 'own' : 'fork' };
  const trusted = new Set([sha]);
  if (pull !== undefined) {
    trusted.add(commit(pull, 'base', 'sha'));
    if (isOwnHead(payload, at(pull, 'head', 'repo'))) trusted.add(commit(pull, 'head', 'sha'));
  }
  const run = at(payload, 'workflow_run');
  if (run !== undefined && isOwnHead(payload, at(run, 'head_repository'))) trusted.add(commit(run, 'head_sha'));
  trusted.delete('');
  return { kind: 'privileged', event, trusted };
}

/** Whether a head lies in the repository itself. That of a fork that is gone is null. */
function isOwnHead(payload: unknown, head: unknown): boolean {
  const [own, other] = [at(payload, 'repository', 'id'), at(head, 'id')];
  return typeof own === 'number' && own === other;
}

function commit(from: unknown, ...keys: readonly string[]): string {
  const found = at(from, ...keys);
  return typeof found === 'string' && /^[\da-f]{40,64}$/.test(found) ? found : '';
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = Reflect.get(found, key);
  }
  return found;
}
