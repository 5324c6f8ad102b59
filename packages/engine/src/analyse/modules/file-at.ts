// From a path as an import names it to the file that TypeScript, Node and the bundlers take for it.

import { within } from './places.ts';

/** What a module of the repository can be looked up in. */
interface Files {
  has(path: string): boolean;
  /** What the package.json of a folder names as its main module, best first, relative to the folder; empty where none is. */
  mains(folder: string): readonly string[];
}

const written: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.d.ts', '.jsx'],
  '.jsx': ['.tsx', '.d.ts'],
  '.mjs': ['.mts', '.d.mts'],
  '.cjs': ['.cts', '.d.cts'],
};
const added = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.d.ts', '.d.mts', '.d.cts'];
const addedByScripts = [...added.slice(4, 8), ...added.slice(0, 4), ...added.slice(8)];
const source = /\.[cm]?[jt]sx?$/;

/** The source file that a path (relative to the root) means for an import in `from`; undefined where there is none. */
export function fileAt(files: Files, path: string, from: string): string | undefined {
  return path === '' || path.endsWith('/')
    ? folderAt(files, path.replace(/\/$/, ''), from)
    : (moduleAt(files, path, from) ?? folderAt(files, path, from));
}

/** Every spelling of a file in its order: in scripts what is there as written, in TypeScript what it is made from. */
function moduleAt(files: Files, path: string, from: string): string | undefined {
  const script = /\.[cm]?jsx?$/.test(from);
  const [extension = ''] = /\.[cm]?jsx?$/.exec(path) ?? [];
  const stem = path.slice(0, path.length - extension.length);
  const made = (written[extension] ?? []).map((each) => stem + each);
  const exact = source.test(path) ? [path] : [];
  const spelled = script ? [...exact, ...made] : [...made.filter(isWritten), ...exact, ...made];
  const longer = (script ? addedByScripts : added).map((each) => path + each);
  return [...spelled, ...longer].find((each) => files.has(each));
}

function isWritten(path: string): boolean {
  return !/\.d\.[cm]?ts$/.test(path);
}

function folderAt(files: Files, folder: string, from: string): string | undefined {
  for (const main of files.mains(folder)) {
    const path = within(folder, main.replace(/^(\.\/)+/, '').replace(/\/$/, ''));
    const found =
      path === folder || path === '' ? undefined : (moduleAt(files, path, from) ?? indexOf(files, path, from));
    if (found !== undefined) return found;
  }
  return indexOf(files, folder, from);
}

function indexOf(files: Files, folder: string, from: string): string | undefined {
  return moduleAt(files, within(folder, 'index'), from);
}
