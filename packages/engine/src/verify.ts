// Judges what the codemods made, before anything is written: it parses, and a second run finds nothing left to fix.

import type { Verdict } from './plan.ts';

/** A file after the run and after a second run over its result. */
export interface Judged {
  readonly path: string;
  readonly changed: boolean;
  /** Why the result does not parse. */
  readonly problem: string | null;
  /** Messages of the fixes that the second run would make. */
  readonly again: readonly string[];
  /** Its fixes were taken back before: what the second run finds there is known. */
  readonly takenBack: boolean;
}

export interface Judgement {
  /** Files whose changes do not stand, with the reason for people. */
  readonly takeBack: ReadonlyMap<string, string>;
  readonly verdicts: readonly Verdict[];
}

/** One call per attempt; where files are to be taken back, the verdicts do not count yet. */
export function verify(files: readonly Judged[]): Judgement {
  const takeBack = new Map<string, string>();
  for (const { path, changed, problem, again, takenBack } of files) {
    if (!changed || takenBack) continue;
    if (problem !== null) takeBack.set(path, `the file would no longer parse (${problem}).`);
    else if (again[0] !== undefined) takeBack.set(path, `a second run would change the file again (${again[0]}).`);
  }
  const changed = files.filter((file) => file.changed);
  const returned = files.filter((file) => file.takenBack).length;
  const unsettled = files.filter((file) => !file.changed && !file.takenBack && file.again.length > 0);
  return { takeBack, verdicts: [parses(changed, returned), settled(changed, unsettled, returned)] };
}

function parses(changed: readonly Judged[], returned: number): Verdict {
  const why = changed.length === 0 ? 'No file changes.' : `${count(changed.length)} after the change.`;
  return { check: 'parses', outcome: 'passed', why: `${why}${returnedText(returned)}` };
}

function settled(changed: readonly Judged[], unsettled: readonly Judged[], returned: number): Verdict {
  if (unsettled.length > 0) {
    const paths = unsettled.map(({ path }) => path).join(', ');
    return { check: 'settled', outcome: 'failed', why: `A second run would change ${paths}.` };
  }
  const why = changed.length === 0 ? 'No file changes.' : 'A second run finds nothing left to fix.';
  return { check: 'settled', outcome: 'passed', why: `${why}${returnedText(returned)}` };
}

/** Conditions are asked again of the finished text; one that would mean something else is not written. */
export function meaningVerdict(stand: number, refused: number): Verdict {
  const why =
    stand === 0
      ? 'No condition changes.'
      : `${stand === 1 ? 'One condition says' : `${stand} conditions say`} of every error but expired sessions what was said before.`;
  const back =
    refused === 0
      ? ''
      : ` ${refused === 1 ? 'One change that did not hold was' : `${refused} changes that did not hold were`} taken back.`;
  return { check: 'meaning', outcome: 'passed', why: `${why}${back}` };
}

function count(files: number): string {
  return files === 1 ? 'The one file parses' : `All ${files} files parse`;
}

function returnedText(returned: number): string {
  if (returned === 0) return '';
  return ` Changes that did not stand were taken back in ${returned === 1 ? 'one file' : `${returned} files`}.`;
}

/** Nothing to ask the compiler about. */
export const noChangeToType: Verdict = { check: 'types', outcome: 'skipped', why: 'No file changes.' };

/** The compiler of the consumer was not asked; a check that was not made is never a pass. */
export function uncheckedVerdict(why: string): Verdict {
  return {
    check: 'types',
    outcome: 'skipped',
    why: `${why} Check the types yourself after the installation, for instance with: npx tsc --noEmit`,
  };
}

/** What the consumer's own compiler said, once what it objected to was taken back. */
export function typesVerdict(
  {
    projects,
    unchecked,
    known,
  }: {
    /** What was looked at, in words. */
    readonly projects: string;
    readonly unchecked: ReadonlyMap<string, string>;
    /** Errors that were there before. */
    readonly known: number;
  },
  returned: number,
): Verdict {
  const back =
    returned === 0
      ? ''
      : ` ${returned === 1 ? 'One change it objected to was' : `${returned} changes it objected to were`} taken back.`;
  const why = `Nothing new from ${projects}.${thereBefore(known)}${back}${notChecked(unchecked)}`;
  return { check: 'types', outcome: 'passed', why };
}

/** What the compiler says of a tree as it stands, beyond what it says of the last commit, where there is one. */
export function treeTypesVerdict(
  check: {
    readonly projects: string;
    readonly unchecked: ReadonlyMap<string, string>;
    readonly known: number;
  },
  faults: readonly {
    readonly path: string | null;
    readonly line: number;
    readonly code: string;
    readonly message: string;
  }[],
  committed: boolean,
): Verdict {
  const rest = `${thereBefore(check.known - faults.length)}${notChecked(check.unchecked)}`;
  if (faults.length === 0) {
    const nothing = committed ? 'Nothing that the last commit has not' : 'Nothing';
    return { check: 'types', outcome: 'passed', why: `${nothing} from ${check.projects}.${rest}` };
  }
  const said = faults.slice(0, 10).map(({ path, line, code, message }) => {
    const where = path === null ? '' : `${path}:${String(line)}: `;
    return `${where}${code}: ${message}`;
  });
  const more = faults.length > 10 ? `; and ${faults.length - 10} more` : '';
  return { check: 'types', outcome: 'failed', why: `${check.projects}: ${said.join('; ')}${more}.${rest}` };
}

function thereBefore(known: number): string {
  return known <= 0 ? '' : ` ${known === 1 ? 'One error was' : `${known} errors were`} there before.`;
}

function notChecked(unchecked: ReadonlyMap<string, string>): string {
  const files = [...unchecked].map(([path, why]) => `${path} (${why})`);
  const named = files.length > 3 ? [...files.slice(0, 3), `${files.length - 3} more`] : files;
  return files.length === 0 ? '' : ` Not checked: ${named.join(', ')}.`;
}
