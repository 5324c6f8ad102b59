// The consumer's own formatter over what a plan changes, in a copy of its tree. Only with the user's leave: it runs the
// configuration of the repository. A file that it would have changed before is left as the edit made it.

import path from 'node:path';
import { makeSource, SyntaxProblem } from '@resession/transforms/lib';
import type { Host, Scratch } from '../host.ts';
import { workspaceAbove } from '../installs.ts';
import type { Plan, PlannedFile, Verdict } from '../plan.ts';
import { plannedText } from '../planned-text.ts';
import { sentence } from '../sentence.ts';
import { layShadow, TooLarge, treeName } from '../shadow-tree.ts';
import { type Formatter, formatterOf } from './formatters.ts';
import { sameProgram } from './same-program.ts';

/** Milliseconds for one run of a formatter. */
const longest = 2 * 60_000;

/** The formatters that would run on the changed sources, for a question: `prettier 3.6.2`. */
export function formattersFor(plan: Plan, host: Host): readonly string[] {
  return [...byFormatter(plan, host).groups.keys()].map(inWords);
}

/** The plan with its sources as the consumer's formatter writes them, and a verdict on that. Writes nothing. */
export async function formatted(plan: Plan, host: Host): Promise<Plan> {
  const { groups, reasons } = byFormatter(plan, host);
  if (groups.size === 0) {
    const [why = 'no formatter is set up'] = reasons.values();
    return withVerdict(plan, 'skipped', sentence(why));
  }
  try {
    return await host.inScratch(new Map(), async (folder, scratch) => {
      const input = { root: plan.root, importers: [], transport: new Map<string, Buffer>(), wanted: () => true };
      await layShadow(input, folder, scratch, host);
      const left = new Map(reasons);
      const results = new Map<string, string>();
      for (const [formatter, files] of groups) {
        const outcome = await formattedBy(formatter, files, { root: plan.root, folder, scratch, host });
        for (const [name, text] of outcome.texts) results.set(name, text);
        for (const [name, why] of outcome.left) left.set(name, why);
      }
      const files = plan.files.map((file) => rewritten(file, results.get(file.path), plan.root, host));
      return withVerdict({ ...plan, files }, ...told([...groups.keys()], results.size, left));
    });
  } catch (error) {
    if (error instanceof TooLarge) return withVerdict(plan, 'skipped', 'The repository is too large to be copied.');
    throw error;
  }
}

interface Grouped {
  readonly groups: ReadonlyMap<Formatter, readonly PlannedFile[]>;
  /** Files without a formatter that runs, and why. */
  readonly reasons: ReadonlyMap<string, string>;
}

function byFormatter({ root, files }: Plan, host: Host): Grouped {
  const upTo = workspaceAbove(root, host) ?? root;
  const known = new Map<string, Formatter>();
  const groups = new Map<Formatter, PlannedFile[]>();
  const reasons = new Map<string, string>();
  for (const file of files) {
    if (file.kind !== 'source' || file.gone === true) continue;
    const found = formatterOf(file.path, root, upTo, host);
    if (found === null || 'lack' in found) {
      if (found !== null) reasons.set(file.path, found.lack);
      continue;
    }
    const key = `${found.folder} ${found.name}`;
    const formatter = known.get(key) ?? found;
    known.set(key, formatter);
    groups.set(formatter, [...(groups.get(formatter) ?? []), file]);
  }
  return { groups, reasons };
}

interface Ground {
  readonly root: string;
  readonly folder: string;
  readonly scratch: Scratch;
  readonly host: Host;
}

interface Outcome {
  readonly texts: ReadonlyMap<string, string>;
  readonly left: ReadonlyMap<string, string>;
}

async function formattedBy(formatter: Formatter, files: readonly PlannedFile[], ground: Ground): Promise<Outcome> {
  const { root, scratch, host } = ground;
  const left = new Map<string, string>();
  const before = new Map(files.map(({ path: name }) => [name, host.read(path.join(root, name)).toString('utf8')]));
  await run(formatter, [...before.keys()], ground);
  const clean = files.filter(({ path: name }) => {
    const same = textIn(name, ground) === before.get(name);
    if (!same) left.set(name, `${formatter.name} would have changed it before`);
    return same;
  });
  for (const { path: name, after } of clean) scratch.put(path.join(treeName, name), Buffer.from(after.data, 'utf8'));
  await run(
    formatter,
    clean.map(({ path: name }) => name),
    ground,
  );
  const texts = clean.flatMap(({ path: name, after }): [string, string][] => {
    const text = textIn(name, ground);
    if (text === after.data) return [];
    if (sameTexts(name, after.data, text)) return [[name, text]];
    left.set(name, `${formatter.name} would change more than its form`);
    return [];
  });
  return { texts: new Map(texts), left };
}

/** A formatter says with its exit code what it found; what counts is what it wrote. */
async function run(formatter: Formatter, names: readonly string[], { folder, host }: Ground): Promise<void> {
  if (names.length === 0) return;
  const cwd = path.join(folder, treeName, formatter.folder);
  // From where it starts, and never to be taken for a flag.
  const files = names.map((name) => `./${path.posix.relative(formatter.folder, name)}`);
  await host.run([...formatter.argv, ...files], { cwd, timeout: longest });
}

function textIn(name: string, { folder, host }: Ground): string {
  return host.read(path.join(folder, treeName, name)).toString('utf8');
}

function sameTexts(name: string, one: string, other: string): boolean {
  try {
    const [a, b] = [one, other].map((text) => makeSource(name, text.replace(/^\uFEFF/, '')));
    return a !== undefined && b !== undefined && sameProgram(a, b);
  } catch (error) {
    if (error instanceof SyntaxProblem) return false;
    throw error;
  }
}

function rewritten(file: PlannedFile, text: string | undefined, root: string, host: Host): PlannedFile {
  if (text === undefined) return file;
  const before = host.read(path.join(root, file.path)).toString('utf8');
  return { ...file, ...plannedText(file.path, file.kind, before, text), before: file.before };
}

function told(
  formatters: readonly Formatter[],
  count: number,
  left: ReadonlyMap<string, string>,
): [Verdict['outcome'], string] {
  const names = [...new Set(formatters.map(inWords))].join(', ');
  const done = `${names} formatted ${count === 1 ? 'one file' : `${String(count)} files`}; what it found in order stays.`;
  const others = [...left].map(([name, why]) => `${name} (${why})`);
  return ['passed', others.length === 0 ? done : `${done} Left as edited: ${others.join(', ')}.`];
}

function inWords({ name, version }: Formatter): string {
  return `${name} ${version}`;
}

function withVerdict(plan: Plan, outcome: Verdict['outcome'], why: string): Plan {
  return { ...plan, verdicts: [...plan.verdicts, { check: 'format', outcome, why }] };
}
