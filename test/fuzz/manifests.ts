// Random manifests through the functions that edit them: what JSON says of the result, and what became of the other bytes.

import {
  declaredIn,
  type Section,
  sectionOf,
  withEntry,
  withoutEntry,
  withSpec,
} from '../../packages/engine/src/manifest-text.ts';
import { incoming, swapped } from '../../packages/engine/src/sdk-upgrade/swapped-manifest.ts';
import { readManifest } from '../../packages/engine/src/project.ts';
import { planInstalls, workspaceAbove } from '../../packages/engine/src/installs.ts';
import { type Files, memoryHost, memoryRoot } from './memory-host.ts';
import type { Chance } from './random.ts';

type Json = Readonly<Record<string, unknown>>;

const transport = '@resession/transport';
const sections = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
const names = [
  ...['a', 'zod', '@a/b', '@modelcontextprotocol/sdk', '@modelcontextprotocol/client', 'express', 'Ä', '\u{1f600}', ''],
  ...[
    'constructor',
    'toString',
    '__proto__',
    'hasOwnProperty',
    'dependencies',
    'a"b',
    'a\\b',
    'x\u0000y',
    '..',
    '@z/z',
  ],
];
const keys = [
  ...sections,
  ...sections,
  'name',
  'version',
  'workspaces',
  'private',
  'scripts',
  'packageManager',
  '__proto__',
];

/** A manifest, mostly one that JSON takes, in some dress. */
export function manifestText(chance: Chance): string {
  const end = chance.of(['\n', '\n', '\r\n', '']);
  const unit = end === '' ? '' : chance.of(['  ', '\t', '    ', ' ', '']);
  const colon = chance.of([': ', ': ', ':', ' : ']);
  const object = (from: readonly string[], value: (key: string) => string, depth: number): string => {
    const drawn = Array.from({ length: chance.int(6) }, () => chance.of(from));
    const picked = chance.percent(97) ? [...new Set(drawn)] : drawn;
    if (picked.length === 0) return chance.of(['{}', '{ }', `{${end}}`]);
    const [lead, last] = [end + unit.repeat(depth + 1), end + unit.repeat(depth)];
    return `{${lead}${picked.map((key) => `${JSON.stringify(key)}${colon}${value(key)}`).join(`,${lead}`)}${last}}`;
  };
  const spec = (): string =>
    JSON.stringify(chance.of(['1', '^2.0.0', 'catalog:', 'workspace:*', '', 'a"b', 'file:../x.tgz']));
  const odd = (): string =>
    chance.of(['1', 'null', 'true', '[]', '"x"', '[{"a": 1}]', '{"packages": ["*"]}', '["a/*", "!b"]']);
  const value = (key: string): string =>
    sections.includes(key) && chance.percent(95)
      ? object(names, () => (chance.percent(95) ? spec() : odd()), 1)
      : odd();
  return object(keys, value, 0) + chance.of([end, '', '  ', '\n\n']);
}

/** The same, perhaps with a few characters lost or struck. */
function torn(text: string, chance: Chance): string {
  if (chance.percent(70)) return text;
  const at = chance.int(text.length + 1);
  return (
    text.slice(0, at) +
    chance.of(['', ',', '"', '}', '{', '\\', '\u0000', '//', '\ud800']) +
    text.slice(at + chance.int(4))
  );
}

/** What does not hold of one random manifest; null where all does. */
export function manifestFault(chance: Chance): string | null {
  const text = torn(manifestText(chance), chance);
  const json = jsonOf(text);
  const section: Section = chance.of(['dependencies', 'devDependencies']);
  const name = chance.of([transport, transport, ...names]);
  const spec = chance.of(['file:./vendor/t.tgz', '^1.0.0', 'a"b\\']);
  const because = (why: string): string => `${why}: ${JSON.stringify({ text, section, name, spec })}`;
  const declared = declaredIn(text, name);
  void sectionOf(text, name);
  const added = refusing(() => withEntry(text, section, name, spec));
  if (added instanceof Error)
    return json === null || strange(json, section) ? null : because(`refused: ${added.message}`);
  if (json === null) return null;
  const own = ownSection(json, section);
  if (own !== null && Object.hasOwn(own, name)) return specFault(text, json, name, spec, because);
  const made = jsonOf(added);
  if (made === null) return because(`no JSON after the entry: ${added}`);
  if (!same(made, withIn(json, section, name, spec))) return because(`says something else: ${added}`);
  if (declaredIn(added, name) === null) return because('what was added is not found');
  if (leftOut(text, added) > 0 && own !== null && Object.keys(own).length > 0)
    return because(`bytes were lost: ${added}`);
  const taken = withoutEntry(added, { section, spec }, name);
  if (own !== null && Object.keys(own).length > 0 && taken !== text)
    return because(`not the old bytes again: ${taken}`);
  const emptied = withIn(json, section, name, spec, true);
  if (!same(jsonOf(taken), emptied)) return because(`taking it out says something else: ${taken}`);
  return declared === null ? null : specFault(text, json, name, spec, because);
}

function specFault(
  text: string,
  json: Json,
  name: string,
  spec: string,
  because: (why: string) => string,
): string | null {
  const declared = declaredIn(text, name);
  if (declared === null) return null;
  const next = withSpec(text, declared, name, spec);
  if (!same(jsonOf(next), withIn(json, declared.section, name, spec)))
    return because(`another spec says something else: ${next}`);
  const news = incoming(text, next);
  const moved = refusing(() =>
    swapped(text, [{ section: 'dependencies', name: transport, range: '^2' }], chanceless(text)),
  );
  if (!(moved instanceof Error) && jsonOf(moved) === null) return because(`no JSON after the swap: ${moved}`);
  return news.length === 0 ? null : because('an entry that stood there comes in');
}

/** Random bytes where the engine reads manifests: it may say what is wrong, and throws nothing. */
export function readingFault(chance: Chance): string | null {
  const text = torn(manifestText(chance), chance);
  const yaml = workspaceYaml(chance);
  const files: Files = new Map([
    ['package.json', bytesOf(text, chance)],
    ['pnpm-workspace.yaml', bytesOf(yaml, chance)],
    ['a/b/package.json', bytesOf(manifestText(chance), chance)],
  ]);
  const host = memoryHost(files);
  try {
    void readManifest(host, memoryRoot, `${memoryRoot}/package.json`);
    const installs = planInstalls(memoryRoot, ['a/b'], host);
    void workspaceAbove(`${memoryRoot}/a/b`, host);
    const outside = installs.filter(({ cwd }) => cwd !== '' && !'a/b'.startsWith(cwd));
    return outside.length === 0 ? null : `installs elsewhere: ${JSON.stringify({ text, yaml, outside })}`;
  } catch (error) {
    return `throws ${String(error)}: ${JSON.stringify({ text, yaml })}`;
  }
}

function workspaceYaml(chance: Chance): string {
  const globs = [
    'a/*',
    '"a/**"',
    "'!a/b'",
    '../*',
    '/etc',
    '**',
    '*',
    '!',
    '""',
    '[',
    '{a,b}',
    '\\',
    '&x a',
    '*x',
    '- b',
    '~',
    '1',
    '!!js/function x',
  ];
  const line = (): string => `  - ${chance.of(globs)}`;
  const heads = [
    'packages:',
    'packages: &a',
    'packages: [a/*, "b"]',
    'packages: *a',
    '? packages',
    '<<: {packages: [a]}',
    'catalog:\n  a: 1',
  ];
  const lines = [chance.of(heads), ...Array.from({ length: chance.int(5) }, line)];
  return lines.join(chance.of(['\n', '\n', '\r\n', '\n\t']));
}

function bytesOf(text: string, chance: Chance): Buffer {
  if (chance.percent(90)) return Buffer.from((chance.percent(5) ? '\ufeff' : '') + text);
  return Buffer.concat([Buffer.from(text), Buffer.from([chance.int(256), chance.int(256)])]);
}

const chanceless = (text: string): boolean => text.length % 2 === 0;

function refusing(work: () => string): string | Error {
  try {
    return work();
  } catch (error) {
    if (error instanceof TypeError && /^(not a JSON object|".*" is not an object|no neighbour)/.test(error.message))
      return error;
    throw error;
  }
}

function jsonOf(text: string): Json | null {
  try {
    const json: unknown = JSON.parse(text);
    return isRecord(json) ? json : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ownSection(json: Json, section: string): Json | null {
  const own = Object.hasOwn(json, section) ? json[section] : undefined;
  return isRecord(own) ? own : null;
}

function strange(json: Json, section: string): boolean {
  return Object.hasOwn(json, section) && ownSection(json, section) === null;
}

/** What JSON should say with an entry more, or with the entry gone and its section left. */
function withIn(json: Json, section: string, name: string, spec: string, gone = false): Json {
  const entries = Object.entries(ownSection(json, section) ?? {}).filter(([key]) => key !== name);
  const own = Object.fromEntries(gone ? entries : [...entries, [name, spec]]);
  return Object.fromEntries([...Object.entries(json).filter(([key]) => key !== section), [section, own]]);
}

function same(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other);
}

function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}:${sorted(each)}`);
  return `{${entries.sort().join()}}`;
}

/** How many characters of the old text the new one does not have, were it one insertion. */
function leftOut(old: string, now: string): number {
  let head = 0;
  while (head < old.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return old.length - head - tail;
}
