// The Action from its start to its end: inputs, whose code this is, the work, what is told of it.

import path from 'node:path';
import { type Host, type PlannedFinding, ResessionError } from '@resession/engine';
import { needlesById } from '@resession/transforms/needles';
import { redacting } from '../passing.ts';
import { redactor } from '../redactor.ts';
import { standingOf, type Started } from './event.ts';
import { readInputs, type Settings } from './inputs.ts';
import { work } from './modes.ts';
import { quietHost } from './quiet-host.ts';
import type { Runner } from './runner.ts';
import { sarifPlace } from './sarif-file.ts';
import { tell } from './telling.ts';
import { refuseUntrusted } from './trust.ts';

/** The story of a finding, as plain text: for whoever asks for it under the pull request. */
export type Explained = (finding: PlannedFinding) => string;

/** Runs it and returns whether the step succeeds. Never throws. */
export async function act(runner: Runner, host: Host, explained: Explained): Promise<boolean> {
  const { variables } = runner;
  const token = variables['INPUT_TOKEN']?.trim() ?? '';
  if (token !== '') runner.command('add-mask', {}, token);
  const redact = redactor([token]);
  try {
    return await redacting(redact, () => acting(runner, host, explained));
  } catch (error) {
    const { what, where, next } = toldBy(error);
    runner.output('outcome', 'failed');
    runner.command(
      'error',
      { title: 'resession' },
      redact([what, where, next].filter((part) => part !== '').join('\n')),
    );
    return false;
  }
}

async function acting(runner: Runner, host: Host, explained: Explained): Promise<boolean> {
  const { variables } = runner;
  const asked = readInputs(variables, [...needlesById.keys()]);
  const workspace = variables['GITHUB_WORKSPACE'] ?? '';
  if (workspace === '')
    throw new ResessionError('there is no workspace', 'GITHUB_WORKSPACE', 'Run it as a step of a workflow.');
  const cwd = path.resolve(workspace, asked.workingDirectory);
  if (host.lstat(cwd)?.kind !== 'directory')
    throw new ResessionError('there is no such folder', cwd, 'Check the repository out first (actions/checkout).');
  // Before anything is written.
  const sarif = sarifPlace(asked.sarifFile, workspace, variables['RUNNER_TEMP'] ?? '', host);
  const standing = standingOf(startedBy(variables, host));
  await refuseUntrusted(standing, asked, cwd, host);
  const settings = standing.kind === 'privileged' ? withoutPrograms(asked) : asked;
  const api = variables['GITHUB_API_URL'] ?? '';
  const redact = redactor([asked.token ?? '']);
  const done = await work({ settings, cwd, redact, api, explained, host: quietHost(host, runner) });
  const failure = await tell(done, asked, sarif, runner, host);
  if (failure !== null) runner.command('error', { title: 'resession' }, failure);
  return failure === null;
}

/** No program of the project, and none that its files steer, runs with the rights of a run that anybody can start. */
const withoutPrograms = (settings: Settings): Settings => ({ ...settings, typeCheck: false, install: false });

function startedBy(variables: Runner['variables'], host: Host): Started {
  const { GITHUB_EVENT_NAME: event = '', GITHUB_SHA: sha = '', GITHUB_EVENT_PATH: file = '' } = variables;
  let payload: unknown = null;
  try {
    payload = JSON.parse(host.read(file).toString('utf8'));
  } catch {
    // Without it nothing is known to be our own.
  }
  return { event, sha, payload };
}

function toldBy(error: unknown): Pick<ResessionError, 'what' | 'where' | 'next'> {
  if (error instanceof ResessionError) return error;
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const next = 'Nothing more is done. Please report it with this message.';
  return { what: `unexpected error, a defect of the tool: ${what.split('\n')[0] ?? ''}`, where: '', next };
}
