// The TypeScript that ts-morph brings, loaded when the first question about a type comes and never before: it takes a
// quarter of a second. What the consumer has installed is not run.

import { createRequire } from 'node:module';
import type * as tsMorph from 'ts-morph';
import { once } from '../modules/memo.ts';

export type Ts = typeof tsMorph.ts;
export type { ts } from 'ts-morph';

export interface Compiler {
  readonly ts: Ts;
  /** Where its library files seem to lie; there is no such folder. */
  readonly libFolder: string;
  /** The text of a library file by its path in that folder. */
  lib(path: string): string | undefined;
}

const libFolder = '/node_modules/typescript/lib';

/** The compiler, made at the first call. */
export const compiler: () => Compiler = once(() => {
  const { Project, ts } = createRequire(import.meta.url)('ts-morph') as typeof tsMorph;
  // A project in memory sees the library files that ts-morph carries, and nothing else.
  const files = new Project({ useInMemoryFileSystem: true }).getModuleResolutionHost();
  return { ts, libFolder, lib: (path) => (path.startsWith(`${libFolder}/`) ? files.readFile?.(path) : undefined) };
});
