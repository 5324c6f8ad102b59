// One repository is gone to: looked up, checked out shallow in scratch, and worked on by a process of its own with bounds.

import type { Host } from '@resession/engine';
import { authorFor } from '../git/author.ts';
import { gitHub } from '../github/github.ts';
import type { Connection } from '../github/octokit.ts';
import { apiBase, placeNamed } from '../github/place.ts';
import { redacting, waitOf } from '../passing.ts';
import { type Outcome, stopped } from '../pull-request/outcome.ts';
import type { Redact } from '../redactor.ts';
import { type Bound, type Bounded, type Bounds, runBounded } from '../process/bounded.ts';
import { checkOut } from './check-out.ts';
import { flagsOf, mostWrites, type VisitSettings } from './settings.ts';
import { type Failed, failedBy, visitedBy } from './told.ts';

/** One repository to go to. Plain data: it is kept in files and travels over Redis. No token in it. */
export interface Visit {
  /** `owner/name`. */
  readonly repo: string;
  /** The base of the REST API. */
  readonly api: string;
  /** The branch it is for; null for the default branch. */
  readonly base: string | null;
  /** Only looks: nothing is written to the server. */
  readonly dryRun: boolean;
  readonly settings: VisitSettings;
}

/** What came of it; plain data. */
export type Visited =
  | {
      readonly kind: 'outcome';
      readonly outcome: Outcome;
      /** Requests of the API that change something, repeated ones too; of a dry run those that it would make. */
      readonly writes: number;
      /** What a dry run would do, in words. */
      readonly would: readonly string[];
    }
  | Failed
  | TooMuch;

/** It was stopped at a bound. */
export interface TooMuch {
  readonly kind: 'too-much';
  readonly bound: Bound;
}

/** Another command than `pr` has ended, well or not. */
export interface Ran {
  readonly kind: 'ran';
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How visits are made. */
export interface Visiting {
  /** The argv that starts this program. */
  readonly command: readonly string[];
  readonly token: string | null;
  readonly redact: Redact;
  readonly bounds: Bounds;
  readonly host: Host;
  readonly userAgent: string;
  /** Stops what is under way; the visit then throws its reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds of a second of waiting; less than 1000 in tests only. */
  readonly second?: number;
}

/** Goes there and proposes. Throws only where it is stopped by the signal. */
export async function visit(wanted: Visit, visiting: Visiting): Promise<Visited> {
  const { token, host } = visiting;
  const args = async (repo: string, folder: string): Promise<readonly string[]> => {
    // In the checkout, nobody is known.
    const { name, email } = await authorFor(folder, wanted.settings.author ?? null, false, host);
    return flagsOf(wanted, repo, `${name} <${email}>`);
  };
  const ran = await inCheckout(wanted, visiting, args, token === null ? {} : { RESESSION_TOKEN: token });
  const most = wanted.dryRun ? 0 : mostWrites(wanted.settings);
  return ran.kind === 'ran' ? visitedBy(ran, most, visiting.redact) : ran;
}

/** Goes there and runs another command of ours (`['explain', ...]`), without a token. Throws as `visit` does. */
export function ask(
  wanted: Visit,
  visiting: Visiting,
  args: readonly string[],
): Promise<Ran | Exclude<Visited, { kind: 'ran' }>> {
  return inCheckout(wanted, visiting, () => Promise.resolve(args), {});
}

async function inCheckout(
  wanted: Visit,
  visiting: Visiting,
  argsFor: (repo: string, folder: string) => Promise<readonly string[]>,
  secrets: Readonly<Record<string, string>>,
): Promise<Ran | Visited> {
  const { host, token, redact, bounds, signal, userAgent, second } = visiting;
  let writes = 0;
  try {
    return await redacting(redact, async () => {
      const api = apiBase(wanted.api);
      const connection: Connection = { api, token, redact, userAgent, onWrite: () => void (writes += 1) };
      const place = placeNamed(wanted.repo);
      const code = await gitHub(place, second === undefined ? connection : { ...connection, second });
      const repository = await code.repository();
      // Nothing of it could be pushed.
      if (repository.archived) return ended(stopped('archived', repository.fullName));
      const until = performance.now() + bounds.seconds * 1000;
      return host.inScratch(new Map(), async (folder) => {
        const within = { folder, bounds, until, ...(signal === undefined ? {} : { signal }) };
        const checkedOut = await checkOut({ url: repository.gitUrl, token }, wanted.base, within, host);
        if (checkedOut.kind === 'no-base') return ended(stopped('no-base', wanted.base ?? ''));
        if (checkedOut.kind !== 'there') return checkedOut;
        const argv = [...visiting.command, ...(await argsFor(repository.fullName, folder))];
        return ranOf(await runBounded(argv, { ...within, cwd: checkedOut.folder, env: secrets }));
      });
    });
  } catch (error) {
    signal?.throwIfAborted();
    return failedBy(error, waitOf(error), writes);
  }
}

function ended(outcome: Outcome): Visited {
  return { kind: 'outcome', outcome, writes: 0, would: [] };
}

function ranOf({ exceeded, code, stdout, stderr }: Bounded): Ran | TooMuch {
  return exceeded === null ? { kind: 'ran', code, stdout, stderr } : { kind: 'too-much', bound: exceeded };
}
