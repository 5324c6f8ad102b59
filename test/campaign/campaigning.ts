// The built command as people start it for a campaign, over a host of this machine.

import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Status } from '../../packages/bot/src/campaign/index.ts';
import type { Hub } from '../bot/hub.ts';
import { type Finished, freshEnvironment, run } from '../e2e/command.ts';

const bin = fileURLToPath(new URL('../../packages/cli/bin/migrate.js', import.meta.url));

const environment = (hub: Hub): NodeJS.ProcessEnv => ({
  GITHUB_API_URL: hub.api.href,
  RESESSION_TOKEN: hub.token,
});

/** Runs `migrate campaign` to its end. */
export function campaign(
  hub: Hub,
  folder: string,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  return run([process.execPath, bin, 'campaign', ...args], folder, { ...environment(hub), ...more });
}

/** Starts it, and leaves it to the test to end it. */
export function started(hub: Hub, folder: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [bin, 'campaign', ...args], {
    cwd: folder,
    env: { ...freshEnvironment(), ...environment(hub) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** The exit code, or the signal. */
export function endOf(child: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? code)));
}

/** Visits as short as they can be: what GitHub wants between two writes is waited for. */
export const brief = ['--label=', '--no-reviewers', '--no-report', '--no-install', '--author', 'Bot <bot@example.com>'];

/** Plans a campaign over these lines. */
export function plan(hub: Hub, folder: string, lines: readonly string[], args: readonly string[]): Promise<Finished> {
  writeFileSync(path.join(folder, 'repos.txt'), `${lines.join('\n')}\n`);
  return campaign(hub, folder, ['plan', '--repos', 'repos.txt', ...brief, ...args]);
}

export async function statusIn(hub: Hub, folder: string): Promise<Status> {
  return JSON.parse((await campaign(hub, folder, ['status', '--format', 'json'])).stdout) as Status;
}

/** How many of each kind. */
export const kindsOf = ({ counts }: Status): Readonly<Record<string, number>> =>
  Object.fromEntries(counts.map(({ kind, count }) => [kind, count]));
