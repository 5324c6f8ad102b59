// A proposal out of a checkout, in this process, on a host of this machine.

import { nodeHost } from '../../packages/engine/src/index.ts';
import { authorFor } from '../../packages/bot/src/git/author.ts';
import {
  type Connection,
  gitHub,
  type Keeping,
  keepPullRequest,
  type Outcome,
  placeNamed,
  redactor,
} from '../../packages/bot/src/pull-request/index.ts';
import { plannedIn } from '../cli/planned.ts';
import type { Hub } from './hub.ts';

/** Listens, plans and proposes. A second of waiting takes a few milliseconds. */
export async function proposeIn(
  folder: string,
  hub: Hub,
  more: Partial<Keeping> = {},
  connection: Partial<Connection> = {},
): Promise<Outcome> {
  const { token } = hub;
  const redact = redactor([token]);
  const keeping: Keeping = {
    root: folder,
    plan: (decisions) => plannedIn(folder, { decisions }),
    steps: (plan) => Promise.resolve([{ subject: 'Know that the session expired', plan }]),
    explained: ({ message }) => message,
    lockfiles: false,
    scope: [''],
    base: null,
    author: await authorFor(folder, null, false, nodeHost),
    token,
    labels: ['resession'],
    reviewers: true,
    report: true,
    redact,
    tellOnly: null,
    ...more,
  };
  const known: Connection = {
    api: hub.api,
    token,
    redact,
    userAgent: 'test',
    second: 5,
    timeout: 5_000,
    ...connection,
  };
  return keepPullRequest(keeping, await gitHub(placeNamed(hub.name), known), nodeHost);
}
