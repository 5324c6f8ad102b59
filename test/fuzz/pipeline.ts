// Mutants through the whole pipeline, many in one plan, and what must hold of each.

import ts from 'typescript';
import { plan, type Plan, type PlannedFile, ResessionError } from '../../packages/engine/src/index.ts';
import { codemods } from '../../transforms/index.ts';
import { makeSource } from '../../transforms/lib/source.ts';
import { type Files, memoryHost, memoryRoot } from './memory-host.ts';
import { mutated } from './mutate.ts';
import type { Original } from './originals.ts';
import { patched } from './patched.ts';
import type { Chance } from './random.ts';
import { tarball, tarballPath } from './tarball.ts';

/** One mutant in its package. */
export interface Case {
  readonly folder: string;
  readonly from: Original;
  readonly files: Files;
}

/** What does not hold, of which case. */
export interface Broken {
  readonly case: Case;
  readonly why: string;
}

/** What was seen of a batch. */
export interface Outcome {
  readonly broken: readonly Broken[];
  /** Mutants that the run changes. */
  readonly changed: number;
  /** Mutants with a finding. */
  readonly found: number;
}

const manifests = {
  v1: '{\n  "name": "N",\n  "private": true,\n  "dependencies": { "@modelcontextprotocol/sdk": "^1.32.2" }\n}\n',
  v2: '{\n  "name": "N",\n  "private": true,\n  "dependencies": { "@modelcontextprotocol/client": "^2.4.0" }\n}\n',
};

/** A mutant of an original, in a folder of its own. */
export function caseOf(number: number, from: Original, others: readonly Original[], chance: Chance): Case {
  const folder = `case${String(number)}`;
  const other = chance.of(others);
  const texts = { 'package.json': manifests[from.generation].replace('N', folder), ...from.tree };
  const files = new Map<string, Buffer>(
    Object.entries(texts).map(([name, text]) => [`${folder}/${name}`, Buffer.from(text)]),
  );
  const text = from.tree[from.file] ?? '';
  files.set(`${folder}/${from.file}`, mutated(text, chance, other.tree[other.file] ?? ''));
  if (chance.percent(2)) {
    files.set(`${folder}/package.json`, mutated(texts['package.json'], chance, '{"name": 1, "dependencies": []}'));
  }
  return { folder, from, files };
}

/** Plans all cases as one repository. Where that throws, each case is planned alone to see whose fault it is. */
export async function tryBatch(cases: readonly Case[]): Promise<Outcome> {
  try {
    return await tryTogether(cases);
  } catch (error) {
    const [only, second] = cases;
    if (only === undefined) throw error;
    if (second === undefined) {
      // A refusal in words is an answer too.
      const broken = error instanceof ResessionError ? [] : [{ case: only, why: told(error) }];
      return { broken, changed: 0, found: 0 };
    }
    const half = Math.ceil(cases.length / 2);
    const parts = [await tryBatch(cases.slice(0, half)), await tryBatch(cases.slice(half))];
    return {
      broken: parts.flatMap(({ broken }) => broken),
      changed: parts.reduce((sum, { changed }) => sum + changed, 0),
      found: parts.reduce((sum, { found }) => sum + found, 0),
    };
  }
}

async function tryTogether(cases: readonly Case[]): Promise<Outcome> {
  const before = treeOf(cases);
  const made = await planOf(before);
  const changed = foldersOf(made.files);
  const others = cases.filter(({ folder }) => !changed.has(folder)).flatMap(({ files }) => [...files.keys()]);
  const after = afterOf(before, made);
  // What did not change says the same again.
  for (const path of others) after.delete(path);
  const again = changed.size === 0 ? null : await planOf(after);
  const broken: Broken[] = [];
  for (const each of cases) {
    const unsettledWhy = again === null ? [] : unsettled(each.folder, again);
    const why = [...faultsOf(each.folder, made, before), ...unsettledWhy];
    broken.push(...why.map((one) => ({ case: each, why: one })));
  }
  const sources = made.files.filter(({ kind }) => kind === 'source');
  return { broken, changed: foldersOf(sources).size, found: foldersOf(made.findings).size };
}

function foldersOf(paths: readonly { readonly path: string }[]): ReadonlySet<string> {
  return new Set(paths.map(({ path }) => path.slice(0, path.indexOf('/'))));
}

/** The repository of all cases. */
export function treeOf(cases: readonly Case[]): Map<string, Buffer> {
  const workspaces = JSON.stringify(cases.map(({ folder }) => folder));
  const root = `{ "name": "fuzz", "private": true, "workspaces": ${workspaces} }\n`;
  const files = new Map<string, Buffer>([['package.json', Buffer.from(root)]]);
  for (const each of cases) for (const [name, bytes] of each.files) files.set(name, bytes);
  return files.set(tarballPath, tarball.bytes);
}

async function planOf(files: Files): Promise<Plan> {
  const what = { paths: [], only: null, ignore: ['packed'], checkStyle: 'code', transport: 'vendor' } as const;
  const where = { cwd: memoryRoot, rootOverride: memoryRoot, tarball: tarball.at(memoryRoot), toolVersion: '0.1.0' };
  return plan({ ...what, ...where }, memoryHost(files), codemods);
}

/** The tree as the plan leaves it. */
export function afterOf(before: Files, { files }: Plan): Map<string, Buffer> {
  const after = new Map(before);
  for (const file of files) {
    if (file.gone === true) after.delete(file.path);
    else after.set(file.path, Buffer.from(file.after.data, file.after.encoding));
  }
  return after;
}

function faultsOf(folder: string, made: Plan, before: Files): readonly string[] {
  const here = made.files.filter(({ path }) => path.startsWith(`${folder}/`));
  return here.flatMap((file) => {
    const old = before.get(file.path) ?? Buffer.alloc(0);
    return file.kind === 'source'
      ? sourceFaults(file, old, made)
      : file.kind === 'manifest'
        ? manifestFaults(file)
        : [];
  });
}

function sourceFaults(file: PlannedFile, old: Buffer, { findings }: Plan): readonly string[] {
  const { path, after, diff } = file;
  const [was, now] = [old.toString('utf8'), after.data];
  const fixed = findings.some((finding) => finding.path === path && finding.kind === 'fix');
  return [
    ...(fixed ? [] : [`${path} changes, and nothing was fixed in it`]),
    ...(Buffer.from(was, 'utf8').equals(old) ? [] : [`${path} is no UTF-8, and changes`]),
    ...(was.startsWith('\ufeff') === now.startsWith('\ufeff') ? [] : [`${path} gains or loses its byte order mark`]),
    ...(!was.includes('\n') || /(?<!\r)\n/.test(was) || !/(?<!\r)\n/.test(now)
      ? []
      : [`${path} had CRLF only, and gets other line ends`]),
    ...(patched(was, diff) === now ? [] : [`${path} is not what its diff says`]),
    ...parseFaults(path, was, now),
  ];
}

function manifestFaults({ path, after }: PlannedFile): readonly string[] {
  try {
    JSON.parse(after.data.replace(/^\ufeff/, ''));
    return [];
  } catch (error) {
    return [`${path} is no JSON any more: ${told(error)}`];
  }
}

/** Our own parser, and TypeScript's as a second opinion where it had nothing against the text before. */
function parseFaults(path: string, was: string, now: string): readonly string[] {
  try {
    makeSource(path, now.replace(/^\ufeff/, ''));
  } catch (error) {
    return [`${path} does not parse any more: ${told(error)}`];
  }
  return complaints(path, was) === 0 && complaints(path, now) > 0 ? [`${path}: TypeScript cannot parse it now`] : [];
}

function complaints(path: string, text: string): number {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  return (file as unknown as { readonly parseDiagnostics: readonly unknown[] }).parseDiagnostics.length;
}

function unsettled(folder: string, { files, findings }: Plan): readonly string[] {
  const inside = ({ path }: { readonly path: string }): boolean => path.startsWith(`${folder}/`);
  return [
    ...files.filter(inside).map(({ path }) => `a second run changes ${path}`),
    ...findings.filter((one) => inside(one) && one.kind === 'fix').map(({ path }) => `a second run fixes in ${path}`),
  ];
}

function told(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
