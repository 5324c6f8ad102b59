// From flags as typed to settings that hold: every value checked, every default named once.

import path from 'node:path';
import type { CheckStyle } from '@resession/transforms/lib';
import { parseArgsStringToArgv } from 'string-argv';
import type { Flags } from './program.ts';
import type { Telling } from './progress.ts';
import { oneOf, UsageError, suggestion } from './usage-error.ts';

export type Format = 'text' | 'json' | 'markdown' | 'sarif' | 'github';

/** What every command takes. */
export interface Shared {
  readonly format: Format;
  /** Absolute. */
  readonly cwd: string;
  /** The root as the user gave it; else the engine finds it. */
  readonly rootOverride?: string;
}

/** `write` without a question, `ask` where a person sits, `review` site by site, `plan` else. `check` is a plan without its diff. */
export type Mode = 'write' | 'ask' | 'review' | 'plan' | 'check';

export interface Settings extends Shared {
  readonly mode: Mode;
  readonly only: readonly string[] | null;
  readonly ignore: readonly string[];
  readonly checkStyle: CheckStyle;
  readonly transport: 'vendor' | 'registry';
  readonly mark: boolean;
  /** Move from SDK v1 to v2 first, and where its codemod comes from; null leaves the generations alone. */
  readonly upgrade: 'installed' | 'fetched' | null;
  /** Ask the compiler of the project before anything is written. */
  readonly typeCheck: boolean;
  /** A command as argv, run on copies of the tree before and after. */
  readonly verify: readonly string[] | null;
  /** Let the formatter of the project run, with its configuration. */
  readonly formatWithProject: boolean;
  /** Believe an earlier check of the same tree. */
  readonly cache: boolean;
  readonly install: boolean;
  readonly allowDirty: boolean;
  /** How much of the progress is told, on stderr. */
  readonly telling: Telling;
  /** Absolute. */
  readonly patch: string | null;
}

/** What a run does unless it is told otherwise: all codemods, on all files. */
export const plainRun = { only: null, ignore: [], checkStyle: 'code', transport: 'vendor' } as const;

/** The settings of `list`, `explain` and `undo`. */
export function sharedSettings(flags: Flags, allowed: readonly Format[] = ['text', 'json']): Shared {
  if (flags.cwd === '') throw new UsageError('--cwd needs a folder', '--cwd', 'Name one, or leave the flag out.');
  const cwd = path.resolve(flags.cwd ?? '.');
  const format = oneOf('--format', flags.format ?? 'text', allowed);
  return { format, cwd, ...(flags.cwd === undefined ? {} : { rootOverride: cwd }) };
}

/** The settings of a run. Throws `UsageError`, with the nearest value where one is near. */
export function runSettings(flags: Flags, codemods: readonly string[], atTerminal: boolean): Settings {
  const shared = sharedSettings(flags, ['text', 'json', 'markdown', 'sarif', 'github']);
  if (flags.patch === '' || flags.patch === '-') {
    throw new UsageError('--patch needs the name of a file', '--patch', 'Name one: --patch changes.patch');
  }
  return {
    ...shared,
    mode: modeOf(flags, atTerminal),
    only: flags.only === undefined ? null : namedCodemods(flags.only, codemods),
    ignore: flags.ignore ?? [],
    checkStyle: oneOf('--check-style', flags.checkStyle ?? plainRun.checkStyle, ['code', 'guard']),
    transport: oneOf('--transport', flags.transport ?? plainRun.transport, ['vendor', 'registry']),
    mark: flags.mark === true,
    upgrade: upgradeOf(flags),
    // A check in CI writes nothing, and says so fast.
    typeCheck: flags.typeCheck !== false && flags.check !== true,
    verify: flags.verify === undefined ? null : commandOf(flags.verify),
    formatWithProject: flags.formatWithProject === true,
    // Nothing is written from it.
    cache: flags.check === true && flags.cache !== false && flags.patch === undefined,
    install: flags.install !== false,
    allowDirty: flags.allowDirty === true,
    telling: flags.quiet === true ? 'quiet' : flags.verbose === true ? 'verbose' : 'normal',
    patch: flags.patch === undefined ? null : path.resolve(shared.cwd, flags.patch),
  };
}

/** Split as a shell would, and never given to one. Throws `UsageError` where there is none. */
export function commandOf(text: string): readonly string[] {
  const argv = parseArgsStringToArgv(text);
  if (argv.length === 0) throw new UsageError('--verify needs a command', '--verify', 'Name one: --verify "npm test"');
  return argv;
}

function modeOf(flags: Flags, atTerminal: boolean): Mode {
  if (flags.interactive === true) return reviewMode(flags, atTerminal);
  if (flags.check === true) return 'check';
  if (flags.dryRun === true) return 'plan';
  if (flags.write === true) return 'write';
  if (!atTerminal) return 'plan';
  return flags.yes === true ? 'write' : 'ask';
}

function reviewMode({ format = 'text', from, to }: Flags, atTerminal: boolean): 'review' {
  if (format !== 'text')
    throw new UsageError('the review speaks to a person, in text', '--format', 'Leave --format out, or --interactive.');
  if (from !== undefined || to !== undefined) {
    const next =
      'Look at the move with --from v1 --to v2 and write it first; then run npx resession -i on what is left.';
    throw new UsageError('the review goes through the code as it stands, not as it is moved', '--interactive', next);
  }
  if (atTerminal) return 'review';
  const next = 'Without one, npx resession --dry-run shows the plan, and npx resession decisions what was decided.';
  throw new UsageError('the review needs a terminal', '--interactive', next);
}

/** The one move there is. */
function upgradeOf({ from, to, fetchCodemod }: Flags): Settings['upgrade'] {
  if (from === undefined && to === undefined) {
    if (fetchCodemod !== true) return null;
    throw new UsageError('--fetch-codemod has no meaning by itself', '--fetch-codemod', `Add ${theMove}.`);
  }
  if (from === undefined || to === undefined) {
    throw new UsageError('--from and --to go together', from === undefined ? '--to' : '--from', `Say ${theMove}.`);
  }
  oneOf('--from', from, ['v1']);
  oneOf('--to', to, ['v2']);
  return fetchCodemod === true ? 'fetched' : 'installed';
}

const theMove = '--from v1 --to v2';

function namedCodemods(lists: readonly string[], known: readonly string[]): readonly string[] {
  const names = lists.flatMap((list) => list.split(',')).map((name) => name.trim());
  for (const name of names) {
    if (!known.includes(name)) {
      throw new UsageError(
        `no codemod is called '${name}'`,
        '--only',
        `${suggestion(name, known)} npx resession list shows all.`,
      );
    }
  }
  return [...new Set(names)];
}
