// A GitHub App towards the API: as itself, and for one repository with a token that can do no more than is done there.

import { createAppAuth } from '@octokit/auth-app';
import { ResessionError } from '@resession/engine';
import { clientOf, type Connection, statusOf } from './octokit.ts';
import { placeNamed } from './place.ts';
import { asking } from './talk.ts';

/** What a visit does; docs/bot.md has it in a table. */
const wanted = { contents: 'write', pull_requests: 'write', checks: 'write', metadata: 'read' } as const;

/** What it takes to be asked who may write. */
const reading = { metadata: 'read' } as const;

export interface AppKey {
  readonly id: string;
  /** PEM. */
  readonly privateKey: string;
}

export interface App {
  /** As it is named in URLs. Throws `ResessionError`, also where the key is not that of the App. */
  slug(): Promise<string>;
  /**
   * A fresh token, good for this repository and for an hour; 'look' for one that can only look. Throws `ResessionError`; null
   * where the App is not installed there (any more).
   */
  tokenFor(repo: string, to: 'work' | 'look'): Promise<string | null>;
}

/** The App as the API knows it. Of the connection, the token is its own business. */
export function appOf(key: AppKey, connection: Omit<Connection, 'token'>): App {
  const client = clientOf({ ...connection, token: null });
  const silent = (): undefined => undefined;
  const auth = createAppAuth({
    appId: key.id,
    privateKey: key.privateKey,
    request: client.request,
    log: { warn: silent },
  });
  const { redact } = connection;
  const asApp = async (): Promise<{ readonly authorization: string }> => {
    const { token } = await auth({ type: 'app' });
    return { authorization: `bearer ${token}` };
  };
  const told = <Answer>(doing: string, ask: () => Promise<Answer>): Promise<Answer> =>
    asking(redact, doing, async () => {
      try {
        return await ask();
      } catch (error) {
        if (statusOf(error) !== 401) throw error;
        const next = 'Give the private key of that App, and set the clock of the machine right.';
        throw new ResessionError('the API does not take the key of the App', `App ${key.id}`, next);
      }
    });
  return {
    slug: () =>
      told('say which App this is', async () => {
        const { data } = await client.request('GET /app', { headers: await asApp() });
        const slug = data?.slug ?? '';
        if (/^[\w-]{1,100}$/.test(slug)) return slug;
        throw new ResessionError('the API names no App', 'GET /app', 'Is it the API of GitHub?');
      }),
    tokenFor: (repo, to) =>
      told('give a token for the repository', async () => {
        const { owner, name } = placeNamed(repo);
        const headers = await asApp();
        const found = await client
          .request('GET /repos/{owner}/{repo}/installation', { owner, repo: name, headers })
          .catch((error: unknown) => {
            if (statusOf(error) === 404) return null;
            throw error;
          });
        if (found === null) return null;
        const { id, permissions } = found.data;
        const { token } = await auth({
          type: 'installation',
          installationId: id,
          repositoryNames: [name],
          permissions: granted(to === 'work' ? wanted : reading, permissions),
          // One that was made before may end in the middle of a visit.
          refresh: true,
        });
        return token;
      }),
  };
}

/** What is wanted as far as whoever installed the App has granted it: asking for more is refused as a whole. */
function granted(some: Readonly<Record<string, string>>, permissions: object): Record<string, string> {
  const given: Readonly<Record<string, unknown>> = { ...permissions };
  return Object.fromEntries(
    Object.entries(some).flatMap(([name, level]) => {
      const has = given[name];
      if (has === 'write' || has === 'admin') return [[name, level]];
      return has === 'read' ? [[name, 'read']] : [];
    }),
  );
}
