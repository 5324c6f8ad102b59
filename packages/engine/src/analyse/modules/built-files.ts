// A package names what it builds (`dist/x.js`), and the tree holds what that is built from (`src/x.ts`).

import { folderOf, within } from './places.ts';
import type { Config } from './tsconfig.ts';

type Has = (path: string) => boolean;

const ending = /\.(?:d\.)?[cm]?[jt]sx?$/;
const written = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** What a tsconfig compiles into that file, by its `outDir` and `rootDir`. */
export function compiledFrom(has: Has, configs: readonly Config[], path: string): string | undefined {
  const stem = path.replace(ending, '');
  for (const config of configs) {
    for (const outDir of config.outDirs) {
      if (outDir === '' || !path.startsWith(`${outDir}/`)) continue;
      const inside = stem.slice(outDir.length + 1);
      const [found] = rootsOf(config).flatMap((root) => spelled(has, within(root, inside)));
      if (found !== undefined && found !== path) return found;
    }
  }
  return undefined;
}

const outputs = /^(?:dist|lib|build|out|output|es|esm|cjs|umd|types|module|commonjs|node|src)$/;
const sources = ['src', 'source', 'lib', ''];

/** The one file of the package that bears the name of a built one in a usual source folder; undefined for none or several. */
export function builtFrom(has: Has, home: string, path: string): string | undefined {
  if (!ending.test(path)) return undefined;
  const segments = (home === '' ? path : path.slice(home.length + 1)).replace(ending, '').split('/');
  const inner = segments.findIndex((segment) => !outputs.test(segment));
  const inside = segments.slice(inner === -1 ? -1 : inner).join('/');
  const fitting = new Set(sources.flatMap((source) => spelled(has, within(home, within(source, inside)))));
  const [only, ...more] = fitting;
  return more.length === 0 ? only : undefined;
}

function spelled(has: Has, stem: string): readonly string[] {
  return written.map((each) => stem + each).filter(has);
}

/** What output folders are laid out like: `rootDir`, else the folder that all of `include` is in, else the tsconfig's own. */
function rootsOf({ rootDir, include, files, path }: Config): readonly string[] {
  if (rootDir !== undefined) return [rootDir];
  const fixed = [...(include ?? []).map(fixedFolder), ...(files ?? []).map(folderOf)];
  return [...new Set([...(fixed.length > 0 ? [commonFolder(fixed)] : []), folderOf(path)])];
}

/** The part of a glob before its first wildcard. */
function fixedFolder(pattern: string): string {
  const segments = pattern.split('/');
  const wild = segments.findIndex((segment) => /[*?]/.test(segment));
  return segments.slice(0, wild === -1 ? undefined : wild).join('/');
}

function commonFolder(folders: readonly string[]): string {
  const [first = [], ...rest] = folders.map((folder) => folder.split('/'));
  const differs = first.findIndex((segment, index) => rest.some((other) => other[index] !== segment));
  return first.slice(0, differs === -1 ? undefined : differs).join('/');
}
