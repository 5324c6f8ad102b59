// A runner of workflows as far as a JavaScript action sees it: starts `runs.main` of an action.yml with inputs as variables, and
// reads what comes back in files and in commands, by the same rules.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { folderOf } from '../cli/sample.ts';
import { run } from '../e2e/command.ts';
import type { Event } from './events.ts';

export interface ActionManifest {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

/** What a step says. */
export interface Step {
  readonly with?: Readonly<Record<string, string>>;
  readonly event: Event;
  readonly workspace: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** As the job has it: `github.token`. */
  readonly jobToken?: string;
  readonly node?: string;
}

export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

export interface Ended {
  readonly code: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** In the order in which the runner obeys them. */
  readonly commands: readonly Command[];
  /** What the page of the run shows, with what was masked by then. */
  readonly log: string;
  /** Everything that was printed or written for the runner, as it came, but for `add-mask`. */
  readonly all: string;
  /** What later steps would obey. */
  readonly environment: string;
  /** `runner.temp` */
  readonly temp: string;
}

export function manifestOf(action: string): ActionManifest {
  return parse(readFileSync(path.join(action, 'action.yml'), 'utf8')) as ActionManifest;
}

/** Runs one step with the action that lies in a folder. */
export async function runAction(action: string, step: Step): Promise<Ended> {
  const { inputs, runs } = manifestOf(action);
  const temp = folderOf({});
  const file = (name: string, text = ''): string => {
    writeFileSync(path.join(temp, name), text);
    return path.join(temp, name);
  };
  for (const name of Object.keys(step.with ?? {})) if (!(name in inputs)) throw new Error(`there is no input ${name}`);
  const given = Object.entries(inputs).map(([name, { default: usual = '' }]) => {
    const value = step.with?.[name] ?? usual.replace('${{ github.token }}', step.jobToken ?? '');
    return [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value] as const;
  });
  mkdirSync(path.join(temp, '_temp'));
  const [output, summary, environment, state, pathFile] = ['output', 'summary', 'env', 'state', 'path'].map((each) =>
    file(each),
  );
  const variables = {
    ...Object.fromEntries(given),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: step.workspace,
    GITHUB_EVENT_NAME: step.event.name,
    GITHUB_SHA: step.event.sha,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(step.event.payload)),
    GITHUB_REPOSITORY: 'acme/client',
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_ENV: environment,
    GITHUB_STATE: state,
    GITHUB_PATH: pathFile,
    RUNNER_TEMP: path.join(temp, '_temp'),
    ...step.variables,
  };
  const argv = [step.node ?? process.execPath, path.join(action, runs.main)];
  const { code, stdout, stderr } = await run(argv, step.workspace, variables);
  const printed = `${stdout}${stderr}`;
  const { commands, log } = obey(printed);
  const wrote = [output, summary, environment, state, pathFile].map((each) => readFileSync(each ?? '', 'utf8'));
  const [outputs = '', page = ''] = wrote;
  return {
    code,
    outputs: keyValues(outputs),
    summary: page,
    commands,
    log,
    all: [printed.replaceAll(/^::add-mask::.*$/gm, ''), ...wrote].join('\n'),
    environment: wrote.slice(2).join(''),
    temp: path.join(temp, '_temp'),
  };
}

/** Lines of a log, as a runner reads them: `::name key=value,...::message`, and `##[name]` anywhere in a line. */
export function obey(printed: string): { readonly commands: readonly Command[]; readonly log: string } {
  const commands: Command[] = [];
  const log: string[] = [];
  const masked: string[] = [];
  let stopped: string | null = null;
  for (const line of printed.split(/\r\n|\n|\r/)) {
    const command = commandIn(line);
    if (stopped !== null) {
      if (command?.name === stopped) stopped = null;
      else log.push(line);
    } else if (command === null) log.push(line);
    else if (command.name === 'stop-commands') stopped = command.message;
    else {
      commands.push(command);
      if (command.name === 'add-mask') masked.push(command.message);
    }
  }
  const shown = masked.reduce((text, secret) => text.replaceAll(secret, '***'), log.join('\n'));
  return { commands, log: shown };
}

function commandIn(line: string): Command | null {
  const [, name, list = '', message = ''] = /^\s*::([^\s:]+)(?: ([^]*?))?::([^]*)$/.exec(line) ?? [];
  if (name === undefined) {
    const [, old] = /##\[([^\]\s]+)/.exec(line) ?? [];
    return old === undefined ? null : { name: old, properties: {}, message: line };
  }
  const decode = (text: string): string =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  const pairs = list.split(',').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at === -1 ? [] : [[pair.slice(0, at).trim(), decode(pair.slice(at + 1))] as const];
  });
  return { name, properties: Object.fromEntries(pairs), message: decode(message) };
}

/** `name=value`, or `name<<word` to the line that is that word. Throws where a line is neither, as a runner does. */
export function keyValues(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const lines = text.split('\n');
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    if (line === '') continue;
    const [equals, here] = [line.indexOf('='), line.indexOf('<<')];
    if (here >= 0 && (equals < 0 || here < equals)) {
      const word = line.slice(here + 2);
      const end = lines.indexOf(word);
      if (end < 0) throw new Error(`nothing ends ${line}`);
      found[line.slice(0, here)] = lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join('\n');
    } else if (equals >= 0) found[line.slice(0, equals)] = line.slice(equals + 1);
    else throw new Error(`a line of no output: ${line}`);
  }
  return found;
}
