// The inputs of the Action as settings that hold. A runner hands an input over as a variable, and its default from action.yml.

import { ResessionError } from '@resession/engine';
import type { CheckStyle, FindingKind } from '@resession/transforms/lib';

export type Mode = 'check' | 'fix' | 'pr';

/** What a step may fail on, if it is left. */
export type Failing = Exclude<FindingKind, 'skip'>;

export interface Settings {
  readonly mode: Mode;
  /** Relative to the working directory; none is all of it. */
  readonly paths: readonly string[];
  readonly only: readonly string[] | null;
  readonly ignore: readonly string[];
  readonly checkStyle: CheckStyle;
  readonly transport: 'vendor' | 'registry';
  /** 'never': not even where a pull request needs a person. */
  readonly failOn: ReadonlySet<Failing> | 'never';
  readonly token: string | null;
  /** As it was given; '' is no log. */
  readonly sarifFile: string;
  /** As it was given; '' is the workspace. */
  readonly workingDirectory: string;
  readonly install: boolean;
  readonly typeCheck: boolean;
  /** Null is the default branch. */
  readonly base: string | null;
  readonly labels: readonly string[];
  readonly createCommits: boolean;
  readonly dryRun: boolean;
}

/** Every input there is, as action.yml declares them. */
export const inputNames = [
  'mode',
  'paths',
  'only',
  'ignore',
  'check-style',
  'transport',
  'fail-on',
  'token',
  'sarif-file',
  'working-directory',
  'install',
  'type-check',
  'base',
  'labels',
  'create-commits',
  'dry-run',
] as const;

type InputName = (typeof inputNames)[number];
type Read = (name: InputName) => string;

const failings: readonly Failing[] = ['fix', 'ask', 'todo'];

/** Throws `ResessionError` that names the input. */
export function readInputs(
  variables: Readonly<Record<string, string | undefined>>,
  codemods: readonly string[],
): Settings {
  const read: Read = (name) => variables[variableOf(name)]?.trim() ?? '';
  const mode = oneOf(read, 'mode', ['check', 'fix', 'pr']);
  const only = list(read('only'));
  for (const id of only) if (!codemods.includes(id)) throw refused('only', id, codemods);
  const token = read('token');
  if (/[^\x21-\x7e]/.test(token))
    throw new ResessionError('the token holds what no token does', 'the input token', 'Set the secret anew.');
  return {
    mode,
    paths: lines(read('paths')),
    only: only.length === 0 ? null : [...new Set(only)],
    ignore: lines(read('ignore')),
    checkStyle: oneOf(read, 'check-style', ['code', 'guard']),
    transport: oneOf(read, 'transport', ['vendor', 'registry']),
    failOn: failOn(read('fail-on'), mode),
    token: token === '' ? null : token,
    sarifFile: read('sarif-file'),
    workingDirectory: read('working-directory'),
    install: yes(read, 'install'),
    typeCheck: yes(read, 'type-check'),
    base: read('base') === '' ? null : read('base'),
    labels: list(read('labels')),
    createCommits: yes(read, 'create-commits'),
    dryRun: yes(read, 'dry-run'),
  };
}

/** The variable in which a runner hands an input over. */
export function variableOf(input: string): string {
  return `INPUT_${input.replaceAll(' ', '_').toUpperCase()}`;
}

/** What is left after a check is what the step is there to find; the other modes have done what they could. */
function failOn(text: string, mode: Mode): Settings['failOn'] {
  const named = list(text);
  if (named.length === 0) return new Set(mode === 'check' ? failings : []);
  if (named.includes('never')) {
    if (named.length === 1) return 'never';
    throw new ResessionError('never goes with nothing else', 'the input fail-on', 'Leave the others out.');
  }
  return new Set(
    named.map((each) => {
      const found = failings.find((failing) => failing === each);
      if (found === undefined) throw refused('fail-on', each, [...failings, 'never']);
      return found;
    }),
  );
}

function oneOf<Value extends string>(
  read: Read,
  name: InputName,
  [first, ...others]: readonly [Value, ...Value[]],
): Value {
  const value = read(name);
  if (value === '') return first;
  const found = [first, ...others].find((each) => each === value);
  if (found === undefined) throw refused(name, value, [first, ...others]);
  return found;
}

function yes(read: Read, name: InputName): boolean {
  const value = read(name).toLowerCase();
  if (value === '' || value === 'false') return false;
  if (value === 'true') return true;
  throw refused(name, value, ['true', 'false']);
}

function refused(name: InputName, value: string, allowed: readonly string[]): ResessionError {
  return new ResessionError(
    `'${value}' is no value of ${name}`,
    `the input ${name}`,
    `It takes ${allowed.join(', ')}.`,
  );
}

/** A path may hold what separates words. */
const lines = (text: string): readonly string[] => separated(text, /\r?\n/);

const list = (text: string): readonly string[] => separated(text, /[,\n]/);

function separated(text: string, by: RegExp): readonly string[] {
  return text
    .split(by)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
