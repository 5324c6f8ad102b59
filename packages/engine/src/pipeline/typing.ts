// The type-check guard within a run: which fixes make the consumer's compiler say something new, and the verdict on it.

import type { Span } from '@resession/transforms/lib';
import type { Candidate } from '../candidate.ts';
import type { Host, Scratch } from '../host.ts';
import { workspaceAbove } from '../installs.ts';
import type { PlanOptions } from '../options.ts';
import type { Verdict } from '../plan.ts';
import { spanBack } from '../rewrite.ts';
import { guilty } from '../type-check/bisect.ts';
import { type Fault, typeCheck, type TypeCheck, type Unchecked } from '../type-check/type-check.ts';
import { noChangeToType, typesVerdict, uncheckedVerdict } from '../verify.ts';
import { type Draft, editsOf } from './draft.ts';
import { patchedIn } from './patched-in.ts';
import type { Objection } from './proving.ts';
import type { Ground } from './settle.ts';

/** The texts of the run with some of its fixes taken back. */
export type Without = (fixes: readonly Objection[]) => Promise<ReadonlyMap<string, string>>;

export interface Typing {
  /** Fixes that may not be written, for what the compiler says of them. */
  objections(drafts: readonly Draft[], without: Without): Promise<readonly Objection[]>;
  verdict(): Verdict;
}

/** A guard that starts at the first change. */
export function typing(
  { root, project, candidates, lazily }: Pick<Ground, 'root' | 'project' | 'candidates' | 'lazily'>,
  options: PlanOptions,
  host: Host,
  folder: string,
  scratch: Scratch,
): Typing {
  let check: TypeCheck | Unchecked | null = null;
  let returned = 0;
  const started = (changed: readonly Draft[]): Promise<TypeCheck | Unchecked> => {
    const upTo = workspaceAbove(root.path, host) ?? root.path;
    const files = changed.map(({ path }) => path);
    const original = (path: string): Candidate | undefined => candidates.get(path);
    const input = { ...patchedIn(changed, project, options, host), root: root.path, upTo, files, original };
    return typeCheck(input, folder, scratch, host);
  };
  return {
    objections: async (drafts, without) => {
      const changed = drafts.filter(({ before, text }) => before !== text);
      if (changed.length === 0) return [];
      check ??= await started(changed);
      if ('skipped' in check) return [];
      const found = await objectionsOf(check, changed, without, lazily);
      returned += found.length;
      return found;
    },
    verdict: () => {
      if (check === null) return noChangeToType;
      return 'skipped' in check ? uncheckedVerdict(check.skipped) : typesVerdict(check, returned);
    },
  };
}

/** The fixes that have to go for the compiler to be content, each with what it says. */
async function objectionsOf(
  { newWith }: TypeCheck,
  changed: readonly Draft[],
  without: Without,
  lazily: Ground['lazily'],
): Promise<readonly Objection[]> {
  const asked = new Map<string, Promise<readonly Fault[]>>();
  const asWritten = new Map(changed.map(({ path, text }) => [path, text]));
  const faultsWithout = async (fixes: readonly Objection[]): Promise<readonly Fault[]> =>
    newWith(fixes.length === 0 ? asWritten : await without(fixes));
  const faults = (fixes: readonly Objection[]): Promise<readonly Fault[]> => {
    const name = fixes.map(({ path, codemod, span }) => `${path} ${codemod} ${String(span.start)}`).join('\n');
    const known = asked.get(name) ?? faultsWithout(fixes);
    asked.set(name, known);
    return known;
  };
  const now = await faults([]);
  if (now.length === 0) return [];
  const isBad = async (back: readonly Objection[]): Promise<boolean> => (await faults(back)).length > 0;
  const likely = changed.flatMap((draft) => pinpointed(draft, now, lazily));
  const pool = likely.length > 0 && !(await isBad(likely)) ? likely : changed.flatMap((draft) => fixesOf(draft));
  const found = await guilty(pool, isBad);
  return found.map((fix) => ({ ...fix, why: whyNot(fix, now) }));
}

function fixesOf({ path, found }: Draft): readonly Objection[] {
  return found.flatMap(({ codemod, finding, span, held }) =>
    finding.kind === 'fix' && held !== true ? [{ path, codemod, span, why: '' }] : [],
  );
}

/** Fixes on whose lines the compiler says something. */
function pinpointed(draft: Draft, faults: readonly Fault[], lazily: Ground['lazily']): readonly Objection[] {
  const own = faults.filter(({ path }) => path === draft.path);
  if (own.length === 0) return [];
  const before = lazily(draft.path, draft.before);
  const lineOf = (offset: number): number => before.position(offset).line;
  const lines = own.map(({ line, column }) => {
    const start = offsetOf(draft.text, line, column);
    const span: Span = { start, end: start + 1 };
    return lineOf(spanBack(editsOf(draft), span).start);
  });
  return fixesOf(draft).filter(({ span }) =>
    lines.some((line) => lineOf(span.start) <= line && line <= lineOf(span.end)),
  );
}

/** Where a line and column (from 1) are in a text. */
function offsetOf(text: string, line: number, column: number): number {
  let at = 0;
  for (let left = line; left > 1; left -= 1) {
    const end = text.indexOf('\n', at);
    if (end < 0) break;
    at = end + 1;
  }
  return Math.min(at + column - 1, Math.max(0, text.length - 1));
}

function whyNot({ path }: Objection, faults: readonly Fault[]): string {
  const fault = faults.find((each) => each.path === path) ?? faults[0];
  if (fault === undefined) return 'the compiler objects to it.';
  const { compiler, code, message, line, column } = fault;
  const where = fault.path === null ? '' : `${fault.path}:${String(line)}:${String(column)}: `;
  return `with it, ${compiler} says ${where}${code}: ${message}`;
}
