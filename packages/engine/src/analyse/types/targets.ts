// Files as the checker's module resolution names them.

import { builtin } from '../modules/bare-names.ts';
import { folderOf, upwards, within } from '../modules/places.ts';
import type { ts } from './compiler.ts';
import type { Disk } from './disk.ts';

/** A file as the target of an import. */
export function moduleAt(path: string, external: boolean): ts.ResolvedModuleFull {
  const [extension = '.ts'] = /(?:\.d)?\.[cm]?[jt]sx?$/.exec(path) ?? [];
  return { resolvedFileName: path, extension, isExternalLibraryImport: external };
}

/** Where @types/node declares a built-in module for a file; undefined for what is none, or where that is not installed. */
export function nodeTypes(disk: Disk, root: string, from: string, specifier: string): string | undefined {
  const name = builtin(specifier);
  if (name === undefined || !name.startsWith('node:')) return undefined;
  return upwards(folderOf(from))
    .map((folder) => `${root}/${within(folder, `node_modules/@types/node/${name.slice('node:'.length)}.d.ts`)}`)
    .find(disk.isFile);
}

/** The package that a declaration file belongs to; undefined for a file that belongs to none. */
export function packageOfFile(path: string): string | undefined {
  const at = path.lastIndexOf('/node_modules/');
  if (at === -1) return undefined;
  const [name] = /^(?:@[^/]+\/)?[^/]+/.exec(path.slice(at + '/node_modules/'.length)) ?? [];
  const [, typed] = /^@types\/(.+)$/.exec(name ?? '') ?? [];
  return typed === undefined ? name : typed.includes('__') ? `@${typed.replace('__', '/')}` : typed;
}
