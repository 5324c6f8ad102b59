// A small repository in memory: files by path, specifiers that are relative or mapped by a table.

import type { Node } from '@babel/types';
import type { Facts, ModuleTarget, Modules } from './facts.ts';
import { exportsOf } from './exports.ts';
import { moduleImports } from './module-imports.ts';
import { scopesOf, sourceOf } from './scopes.ts';
import { makeSource, type Source } from './source.ts';
import { surround } from './surroundings.ts';
import { walk } from './tree.ts';

/** Texts by path, and where specifiers that are not relative lead: `@/*` to `src/*`, or a name to one file. */
export interface SmallRepository {
  readonly files: Readonly<Record<string, string>>;
  readonly paths?: Readonly<Record<string, string>>;
}

const extensions = ['', '.ts', '.tsx', '.js', '.mjs', '.cjs', '/index.ts', '/index.js'];

/** How its files hang together. The inspected file may be given as it is parsed already. */
export function modulesOf({ files, paths = {} }: SmallRepository, parsed: readonly Source[] = []): Modules {
  const sources = new Map(parsed.map((source) => [source.path, source]));
  const at = (path: string): Source => {
    const known = sources.get(path) ?? makeSource(path, files[path] ?? '');
    sources.set(path, known);
    return known;
  };
  const has = (path: string): boolean => path in files || sources.has(path);
  const resolve = (from: string, specifier: string): ModuleTarget | undefined => {
    const path = specifier.startsWith('.') ? joined(from, specifier) : mapped(paths, specifier);
    if (path === undefined)
      return /^[@\w]/.test(specifier) ? { kind: 'package', name: packageName(specifier) } : undefined;
    const found = candidates(path).find((each) => has(each) && /\.[cm]?[jt]sx?$/.test(each));
    return found === undefined ? undefined : { kind: 'file', source: at(found) };
  };
  const all = (): readonly string[] => [...new Set([...Object.keys(files), ...sources.keys()])].sort();
  const loads = (from: string, to: string, seen: Set<string>): boolean => {
    if (seen.has(from)) return false;
    seen.add(from);
    return specifiersOf(at(from)).some((specifier) => {
      const target = resolve(from, specifier);
      return (
        target?.kind === 'file' &&
        (target.source.path === to || (handsOn(target.source) && loads(target.source.path, to, seen)))
      );
    });
  };
  return {
    resolve,
    importers: (of, name) =>
      all()
        .filter(
          (path) =>
            path !== of && /\.[cm]?[jt]sx?$/.test(path) && at(path).text.includes(name) && loads(path, of, new Set()),
        )
        .map(at),
    memberUsers: (of, name) =>
      all()
        .filter((path) => path !== of && /\.[cm]?[jt]sx?$/.test(path) && at(path).text.includes(`.${name}`))
        .map(at),
  };
}

/** Facts with nothing but a small repository. */
export function factsAround(repository: SmallRepository, parsed: readonly Source[] = []): Facts {
  return { ask: () => undefined, modules: modulesOf(repository, parsed) };
}

/** One file of a small repository, with the others around it. */
export function fileIn(repository: SmallRepository, path: string): Source {
  const source = makeSource(path, repository.files[path] ?? '');
  surround(source, factsAround(repository, [source]));
  scopesOf(source);
  return source;
}

/** The expression, statement or name that is written so, where it is for the first time. */
export function nodeIn({ file, text }: Source, written: string): Node {
  let found: Node | undefined;
  walk(file.program, (node) => {
    const is = text.slice(node.start ?? 0, node.end ?? 0) === written;
    if (is && (found === undefined || found.start === node.start)) found = node;
    return undefined;
  });
  if (found === undefined) throw new Error(`nothing is written '${written}'`);
  return found;
}

/** Path and text of a node: `src/gone.ts isGone`. */
export function told(node: Node | undefined): string {
  const home = node && sourceOf(node);
  return node && home ? `${home.path} ${home.text.slice(node.start ?? 0, node.end ?? 0)}` : 'nothing';
}

/** Everything that looks like a specifier. */
function specifiersOf({ text }: Source): readonly string[] {
  return [...text.matchAll(/(?:from|require\(|import\(|import)\s*['"]([^'"]+)['"]/g)].map(
    ([, specifier = '']) => specifier,
  );
}

function handsOn(source: Source): boolean {
  const { named, stars, whole } = exportsOf(source);
  const passes = [...named.values(), whole].some(
    (each) =>
      each?.kind === 'from' ||
      (each?.kind === 'binding' && moduleImports(source).some(({ binding }) => binding === each.binding)),
  );
  return stars.length > 0 || passes;
}

function joined(from: string, specifier: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function mapped(paths: Readonly<Record<string, string>>, specifier: string): string | undefined {
  for (const [from, to] of Object.entries(paths)) {
    if (from === specifier) return to;
    if (from.endsWith('*') && specifier.startsWith(from.slice(0, -1)))
      return to.replace('*', specifier.slice(from.length - 1));
  }
  return undefined;
}

/** `./x.js` may be written for `x.ts`. */
function candidates(path: string): readonly string[] {
  const bare = path.replace(/\.([cm]?)js(x?)$/, '.$1ts$2');
  return [path, bare].flatMap((each) => extensions.map((extension) => each + extension));
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
