// Which repositories there are: all of an organisation, or the one that goes by a name.

import { ResessionError } from '@resession/engine';
import { PassingError } from '../passing.ts';
import type { Redact } from '../redactor.ts';
import { type Client, clientOf, type Connection, refusal, statusOf } from './octokit.ts';
import type { Place } from './place.ts';
import { asking } from './talk.ts';

/** A repository as a list has it. */
export interface Found {
  /** Stays the same where it is renamed. */
  readonly id: number;
  readonly fullName: string;
  readonly archived: boolean;
  readonly disabled: boolean;
  readonly fork: boolean;
  /** Nothing was ever pushed to it. */
  readonly empty: boolean;
}

interface Told {
  readonly id: number | bigint;
  readonly full_name: string;
  readonly archived?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly fork?: boolean | undefined;
  readonly size?: number | undefined;
}

const foundIn = ({ id, full_name, archived, disabled, fork, size }: Told): Found => ({
  id: Number(id),
  fullName: full_name,
  archived: archived === true,
  disabled: disabled === true,
  fork: fork === true,
  empty: size === 0,
});

/** More pages of a hundred are not read. */
const mostPages = 1000;

/** Why a repository is not shown: nobody sees it there, or this token may not. */
export interface Unseen {
  readonly kind: 'gone' | 'forbidden';
  readonly error: ResessionError;
}

export interface Listing {
  /** All that the token may see of an organisation, or of a person, by name. Throws `ResessionError`. */
  of(owner: string): Promise<readonly Found[]>;
  /** The repository that goes by a name, whatever it is called now. Throws `ResessionError` where the host cannot say. */
  at(place: Place): Promise<Found | Unseen>;
}

/** Lists over the API of GitHub. */
export function listing(connection: Connection): Listing {
  const client = clientOf(connection);
  const { redact } = connection;
  return {
    of: (owner) => allOf(client, owner, redact),
    at: (place) => foundAt(client, place, redact),
  };
}

async function allOf(client: Client, owner: string, redact: Redact): Promise<readonly Found[]> {
  const all = await asking(redact, 'list repositories', async () => {
    const asked = { sort: 'full_name', per_page: 100 } as const;
    // By name, so that a list read twice has one order.
    return (
      (await known(client.paginate('GET /orgs/{org}/repos', { ...asked, org: owner }, bounded()))) ??
      (await known(client.paginate('GET /users/{username}/repos', { ...asked, username: owner }, bounded())))
    );
  });
  if (all !== null) return all;
  throw new ResessionError(
    'there is no such organisation, or the token may not see it',
    owner,
    'Name an organisation, or a file with one owner/name on a line, as ./repos.txt.',
  );
}

function bounded(): (page: { readonly data: readonly Told[] }, done: () => void) => Found[] {
  let read = 0;
  return ({ data }, done) => {
    read += 1;
    if (read === mostPages) done();
    return data.map(foundIn);
  };
}

async function known<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  return answer.catch((error: unknown) => {
    if (statusOf(error) === 404) return null;
    throw error;
  });
}

async function foundAt(client: Client, { owner, name }: Place, redact: Redact): Promise<Found | Unseen> {
  try {
    const { data } = await client.request('GET /repos/{owner}/{repo}', { owner, repo: name });
    return foundIn(data);
  } catch (error) {
    const refused = refusal(error, 'show the repository', redact);
    if (refused instanceof PassingError) throw refused;
    const kind = unseen[statusOf(error) ?? 0];
    if (kind === undefined) throw refused;
    return { kind, error: refused };
  }
}

/** 451: taken down for legal reasons. */
const unseen: Readonly<Partial<Record<number, Unseen['kind']>>> = {
  401: 'forbidden',
  403: 'forbidden',
  404: 'gone',
  410: 'gone',
  451: 'gone',
};
