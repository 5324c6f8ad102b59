// A run that is killed at any step leaves nothing that the next one cannot carry on, and the token nowhere on the disk.

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commandLine } from '../cli/command-line.ts';
import { fingerprint, folderOf, sample } from '../cli/sample.ts';
import { freshEnvironment } from '../e2e/command.ts';
import { type Hub, startHub } from './hub.ts';
import { proposeIn } from './proposed.ts';

// Many processes each, on machines that do other things as well.
vi.setConfig({ testTimeout: 120_000 });

let hub: Hub;

beforeEach(async () => {
  hub = await startHub(sample);
});

afterEach(() => hub.stop());

/** What is asked for when the process is killed; `done` where it has been carried out by then. */
const steps: readonly (readonly [step: string, git: boolean, asked: RegExp, done: boolean])[] = [
  ['as it asks for the repository', false, /^GET \/repos\/acme\/client$/, false],
  ['as it lists the branches', true, /service=git-upload-pack$/, false],
  ['as it begins to push', true, /service=git-receive-pack$/, false],
  ['as it pushes', true, /\/git-receive-pack$/, false],
  ['as it opens the pull request', false, /^POST .*\/pulls$/, false],
  ['when the pull request is open', false, /^POST .*\/pulls$/, true],
  ['as it labels it', false, /^POST .*\/labels$/, false],
  ['as it reports on the commit', false, /^POST .*\/check-runs$/, true],
];

describe('a run that is killed', () => {
  it.each(steps)('%s is carried on by the next', async (_step, ofGit, asked, done) => {
    const folder = hub.clone();
    const before = fingerprint(folder);
    const temporary = folderOf({});
    const [program = '', ...args] = commandLine(['pr', '--no-type-check']);
    const variables = { GITHUB_API_URL: hub.api.href, GITHUB_TOKEN: hub.token, TMPDIR: temporary };
    const child = spawn(program, args, { cwd: folder, env: { ...freshEnvironment(), ...variables }, stdio: 'ignore' });
    const ended = new Promise<string | null>((resolve) => child.once('close', (_code, signal) => resolve(signal)));
    if (ofGit) hub.beforeGit = (url) => void (asked.test(url) && child.kill('SIGKILL'));
    else
      hub.fault = ({ method, path: route }) => {
        if (!asked.test(`${method} ${route}`)) return null;
        child.kill('SIGKILL');
        return { answer: 'hang', after: done };
      };
    expect(await ended).toBe('SIGKILL');
    for (const file of filesBelow(temporary))
      for (const spelling of [hub.token, Buffer.from(`x-access-token:${hub.token}`).toString('base64')])
        expect(readFileSync(file).includes(spelling), file).toBe(false);
    hub.beforeGit = null;
    hub.fault = null;
    expect(fingerprint(folder)).toEqual(before);
    expect((await proposeIn(folder, hub)).kind).toMatch(/^(?:opened|unchanged)$/);
    expect(await hub.pulls()).toHaveLength(1);
    expect(await proposeIn(folder, hub)).toMatchObject({ kind: 'unchanged' });
  });
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
