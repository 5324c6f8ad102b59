// The files of an installed package as its package.json leads to them: its entries, and what those load of the same family.

import path from 'node:path';
import { makeSource, moduleImports, type Source, SyntaxProblem, walk } from '@resession/transforms/lib';
import { codeOf, type Host } from '../host.ts';
import { installedAbove } from '../installed.ts';
import { holdsIn } from '../large-file.ts';
import { largestManifest } from '../manifest-file.ts';

/** A file that a consumer loads by the package's bare name, for its types or to run it. */
export interface Entry {
  /** Absolute, without links. */
  readonly file: string;
  readonly role: 'types' | 'code';
}

const readable = /\.[cm]?[jt]s$/;
const declarations = /\.d\.[cm]?ts$/;
/** Packages of the SDK that its client may take its codes from. */
const family = /^@modelcontextprotocol\/[^/]+$/;

/** The real folder of a package, looked for from a folder up to the root of the disk; null where it is not installed. */
export function installedAt(host: Host, from: string, name: string): string | null {
  return installedAbove(from, path.parse(from).root, name, host);
}

/** Every file that the bare name may lead to, whatever the conditions. */
export function entriesOf(host: Host, place: string): readonly Entry[] {
  const manifest = manifestAt(host, place);
  const { exports } = manifest;
  const own = isRecord(exports) && '.' in exports ? exports['.'] : exports;
  const leaves = own === undefined ? [] : leavesOf(own, 'code');
  const plain = (['main', 'module', 'types'] as const).flatMap((name) =>
    leavesOf(manifest[name], name === 'types' ? 'types' : 'code'),
  );
  const all = leaves.length > 0 ? leaves : plain;
  const found = new Map(all.map(({ file, role }) => [path.join(place, file), role]));
  return [...found].map(([file, role]) => ({ file, role }));
}

function leavesOf(target: unknown, role: Entry['role']): readonly Entry[] {
  if (typeof target === 'string') {
    return [{ file: target, role: declarations.test(target) ? 'types' : role }];
  }
  if (Array.isArray(target)) return target.flatMap((each) => leavesOf(each, role));
  if (!isRecord(target)) return [];
  return Object.entries(target).flatMap(([condition, each]) => leavesOf(each, condition === 'types' ? 'types' : role));
}

/** Whether a text is in any file of the package, or of the packages of its family that it depends on. */
export function holdsText(host: Host, place: string, text: string): boolean {
  const { dependencies } = manifestAt(host, place);
  const names = isRecord(dependencies) ? Object.keys(dependencies).filter((name) => family.test(name)) : [];
  const others = names.flatMap((name) => installedAt(host, place, name) ?? []);
  return [place, ...others].some((folder) => holdsBelow(host, folder, text));
}

function holdsBelow(host: Host, folder: string, text: string): boolean {
  return host.readdir(folder).some((name) => {
    const at = path.join(folder, name);
    const { kind, size = 0 } = host.lstat(at) ?? {};
    if (kind === 'directory') return name !== 'node_modules' && holdsBelow(host, at, text);
    if (kind !== 'file' || !readable.test(name)) return false;
    if (size <= piece) return host.read(at).includes(text);
    return holdsIn({ path: at, size, encodings: ['latin1'] }, [[text]], Buffer.allocUnsafe(piece), host);
  });
}

/** A file of an installed package that is longer is searched in pieces. */
const piece = 2 * 1024 * 1024;

/** The entry and every file that it loads, its own package's and the family's; in words why one cannot be read. */
export function loadedFrom(host: Host, entry: Entry): readonly Source[] | string {
  const sources = new Map<string, Source>();
  const waiting = [entry.file];
  for (const file of waiting) {
    if (sources.has(file)) continue;
    const source = sourceAt(host, file);
    if (typeof source === 'string') return source;
    sources.set(file, source);
    waiting.push(...specifiersOf(source).flatMap((specifier) => targetsOf(host, file, specifier, entry.role)));
  }
  return [...sources.values()];
}

function sourceAt(host: Host, file: string): Source | string {
  try {
    return makeSource(
      file,
      host
        .read(file)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    );
  } catch (error) {
    if (error instanceof SyntaxProblem) return `cannot be parsed: ${error.message}`;
    if (codeOf(error) !== undefined) return `cannot be read: ${String(codeOf(error))}`;
    throw error;
  }
}

function specifiersOf(source: Source): readonly string[] {
  const specifiers = new Set(moduleImports(source).map(({ module }) => module));
  // Imports that take no name, and those that stand in a type.
  walk(source.file.program, (node) => {
    if (node.type === 'ImportDeclaration') specifiers.add(node.source.value);
    if (node.type === 'TSImportType') specifiers.add(node.argument.value);
    return undefined;
  });
  return [...specifiers];
}

function targetsOf(host: Host, from: string, specifier: string, role: Entry['role']): readonly string[] {
  if (specifier.startsWith('.')) return fileAt(host, path.resolve(path.dirname(from), specifier), role);
  const place = family.test(specifier) ? installedAt(host, path.dirname(from), specifier) : null;
  return place === null ? [] : entriesOf(host, place).flatMap((entry) => (entry.role === role ? [entry.file] : []));
}

/** `./x.mjs` in a declaration file means `./x.d.mts`; CommonJS may leave the extension out. */
function fileAt(host: Host, place: string, role: Entry['role']): readonly string[] {
  const typed = place.replace(/\.([cm]?)js$/, '.d.$1ts');
  const tries =
    role === 'types'
      ? [typed, `${place}.d.ts`, `${place}/index.d.ts`, place]
      : [place, `${place}.js`, `${place}/index.js`];
  const found = tries.find((file) => readable.test(file) && host.lstat(file)?.kind === 'file');
  return found === undefined ? [] : [found];
}

function manifestAt(host: Host, place: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(host.read(path.join(place, 'package.json'), largestManifest).toString('utf8'));
    return isRecord(json) ? json : {};
  } catch {
    // What cannot be read has no entries, and so nothing of its own.
    return {};
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
