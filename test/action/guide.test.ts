// The workflows of the guide, as written: GitHub's own parser takes them, inputs and outputs are there, the permissions suffice, and
// each is run from its first step to its last, but for what only GitHub has.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Hub, startHub } from '../bot/hub.ts';
import { folderOf, git, guess } from '../cli/sample.ts';
import { freshEnvironment, mustRun } from '../e2e/command.ts';
import { dispatch, push } from './events.ts';
import { problemsOfWorkflow } from './github-parser.ts';
import { releaseOf } from './release.ts';
import { type Ended, manifestOf, runAction } from './runner.ts';

interface WorkflowStep {
  readonly uses?: string;
  readonly run?: string;
  readonly id?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, string | boolean>>;
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly WorkflowStep[] }>>;
}

const guide = readFileSync(new URL('../../docs/action.md', import.meta.url), 'utf8');
const permissions = readFileSync(new URL('../../docs/bot.md', import.meta.url), 'utf8');

/** The cells of the first table of a text, without their quotes. */
const tableOf = (text: string): readonly (readonly string[])[] =>
  (/(?:^\|.*\|\n)+/m.exec(text)?.[0] ?? '')
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.replaceAll('`', '').trim()),
    );
const texts = [...guide.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
const all = texts.map((text) => {
  const workflow = parse(text) as Workflow;
  return {
    text,
    workflow,
    name: Object.keys(workflow.jobs).join(),
    steps: Object.values(workflow.jobs).flatMap(({ steps }) => steps),
  };
});
const ours = (step: WorkflowStep): boolean => step.uses?.startsWith('OWNER/resession-action@') === true;

let release: string;
let hub: Hub;

beforeAll(async () => {
  release = await releaseOf();
  hub = await startHub(await locked());
});
afterAll(() => hub.stop());

/** A consumer that `npm ci` installs. */
async function locked(): Promise<Readonly<Record<string, string>>> {
  const name = 'sample';
  const dependencies = { '@modelcontextprotocol/client': '2.4.0' };
  const files = {
    'package.json': `${JSON.stringify({ name, private: true, type: 'module', dependencies }, null, 2)}\n`,
    'src/client.ts': guess,
    '.gitignore': 'node_modules\n',
  };
  const folder = folderOf(files);
  await mustRun(['npm', 'install', '--package-lock-only', '--prefer-offline', '--no-audit', '--no-fund'], folder);
  return { ...files, 'package-lock.json': readFileSync(path.join(folder, 'package-lock.json'), 'utf8') };
}

it('are those of the modes', () => {
  expect(all.map(({ name }) => name)).toEqual(['check', 'scan', 'fix', 'pr']);
  for (const { steps } of all) expect(steps.filter(ours)).toHaveLength(1);
});

describe.each(all)('the workflow $name', ({ text, workflow, name, steps }) => {
  it("is one by GitHub's own parser", async () => {
    expect(await problemsOfWorkflow(text)).toEqual([]);
    expect(await problemsOfWorkflow(text.replace('permissions:', 'permisions:'))).not.toEqual([]);
    expect(await problemsOfWorkflow(text.replace('runs-on:', 'run-on:'))).not.toEqual([]);
  });

  it('names inputs and outputs that are there', () => {
    const { inputs, outputs } = manifestOf(release);
    for (const step of steps.filter(ours))
      for (const input of Object.keys(step.with ?? {})) expect(Object.keys(inputs)).toContain(input);
    for (const [, output = ''] of text.matchAll(/steps\.resession\.outputs\.([\w-]+)/g))
      expect(Object.keys(outputs)).toContain(output);
  });

  it('has the permissions of its mode, and no more', () => {
    const mode = String(steps.find(ours)?.with?.['mode'] ?? 'check');
    const [heads = [], ...rows] = tableOf(permissions.split('\n## Permissions\n')[1] ?? '');
    const column = heads.indexOf(`Action ${mode}`);
    const needed = ['contents', 'pull-requests', 'checks'].map(
      (name) => [name, rows.find(([of]) => of === name)?.[column]] as const,
    );
    expect(needed.map(([, value]) => value)).not.toContain(undefined);
    const named = Object.fromEntries(needed.filter(([, value]) => value !== ''));
    const further = {
      ...(text.includes('upload-sarif') && { 'security-events': 'write' }),
      ...(text.includes('git push') && { contents: 'write' }),
    };
    expect(workflow.permissions).toEqual({ ...named, ...further });
  });

  it('does what the guide says', async () => {
    const folder = hub.clone();
    const ran = await perform(folder, workflow, steps);
    await expectations[name]?.(ran, folder);
    expect(name in expectations).toBe(true);
  });
});

/** Every step in order: `run` in a shell as GitHub starts it, ours as a runner does. */
async function perform(folder: string, { on }: Workflow, steps: readonly WorkflowStep[]): Promise<Ended> {
  const sha = git(folder, 'rev-parse', 'HEAD').trim();
  const event = on === 'workflow_dispatch' ? dispatch(sha) : push(sha);
  let ended: Ended | null = null;
  for (const step of steps) {
    if (step.if !== undefined && !holds(step.if, ended)) continue;
    if (step.run !== undefined) shell(step.run, folder);
    if (!ours(step)) continue;
    const given = Object.entries(step.with ?? {}).map(([key, value]) => [key, String(value)] as const);
    const temp = folderOf({});
    ended = await runAction(release, {
      with: Object.fromEntries(given.map(([key, value]) => [key, value.replace('${{ runner.temp }}', temp)])),
      event,
      workspace: folder,
      jobToken: hub.token,
      variables: { GITHUB_API_URL: hub.api.href, RUNNER_TEMP: temp },
    });
  }
  if (ended === null) throw new Error('the Action has not run');
  return ended;
}

function holds(condition: string, ended: Ended | null): boolean {
  const [, output = '', value = ''] = /^steps\.resession\.outputs\.([\w-]+) == '([^']*)'$/.exec(condition) ?? [];
  if (output === '') throw new Error(`cannot read ${condition}`);
  return ended?.outputs[output] === value;
}

function shell(script: string, cwd: string): void {
  const done = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd,
    encoding: 'utf8',
    env: { ...freshEnvironment(), npm_config_prefer_offline: 'true' },
  });
  if (done.status !== 0) throw new Error(`${script}\n${done.stdout}${done.stderr}`);
}

const expectations: Readonly<Record<string, (ended: Ended, folder: string) => void | Promise<void>>> = {
  check: ({ code, outputs }) => {
    expect([code, outputs['outcome']]).toEqual([1, 'work-left']);
  },
  scan: ({ code, outputs }) => {
    expect([code, outputs['outcome']]).toEqual([0, 'work-left']);
    expect(readFileSync(outputs['sarif-file'] ?? '', 'utf8')).toContain('"version": "2.1.0"');
  },
  fix: ({ code, outputs }, folder) => {
    expect([code, outputs['outcome'], outputs['changed']]).toEqual([0, 'clean', 'true']);
    const changed = git(hub.repository, 'diff', '--name-only', 'main', 'resession-fix').trim().split('\n');
    expect(changed).toEqual(expect.arrayContaining(['package-lock.json', 'package.json', 'src/client.ts']));
    expect(changed.filter((file) => file.includes('node_modules'))).toEqual([]);
    expect(git(folder, 'status', '--short')).toBe('');
  },
  pr: async ({ code, outputs }) => {
    expect([code, outputs['outcome']]).toEqual([0, 'opened']);
    const [pull, ...others] = await hub.pulls('open');
    expect([String(pull?.number), others]).toEqual([outputs['pull-request-number'], []]);
    const changed = git(hub.repository, 'diff', '--name-only', 'main', pull?.head.ref ?? '')
      .trim()
      .split('\n');
    expect(changed).toContain('package-lock.json');
  },
};
