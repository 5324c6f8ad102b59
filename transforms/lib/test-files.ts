// Which files only the tests of a package see.

import type { Modules } from './facts.ts';

/** Told by the path, be it relative to the package or to the root. */
export function isTestFile(path: string): boolean {
  return /(^|\/)(__tests__|__mocks__|tests?|e2e|spec)\//.test(path) || /\.(test|spec)\.[cm]?[jt]sx?$/.test(path);
}

const known = new WeakMap<Modules, Map<string, boolean>>();

/** The same, or told by who loads the file: tests, or others that only tests load. */
export function isOfTests(path: string, modules: Modules | undefined): boolean {
  if (isTestFile(path)) return true;
  if (modules === undefined) return false;
  const files = known.get(modules) ?? new Map<string, boolean>();
  known.set(modules, files);
  const told = files.get(path);
  if (told !== undefined) return told;
  // Files that load each other say nothing of one another.
  files.set(path, false);
  const loaders = modules.importers(path, '');
  const only = loaders.length > 0 && loaders.every((each) => isOfTests(each.path, modules));
  files.set(path, only);
  return only;
}
