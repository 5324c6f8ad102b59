// The consumer's own compiler: `tsc` of the TypeScript that a folder sees, 4.9 to 7. It is started as a program and never
// loaded, for 7 is native and has no API.

import path from 'node:path';
import { git } from '../git.ts';
import type { Host } from '../host.ts';
import { installedAbove, liesIn, programIn } from '../installed.ts';

/** A compiler, ready to be started. */
export interface Compiler {
  readonly version: string;
  readonly argv: readonly string[];
}

/** Why there is none, as the end of a sentence. */
export interface NoCompiler {
  readonly lack: string;
}

/** The compiler that a folder (absolute) sees, looked for up to `upTo` and no further. */
export async function compilerFor(
  folder: string,
  root: string,
  upTo: string,
  host: Host,
): Promise<Compiler | NoCompiler> {
  const place = installedAbove(folder, upTo, 'typescript', host);
  if (place === null) return { lack: 'TypeScript is not installed there' };
  if (!liesIn(upTo, place)) return { lack: 'its TypeScript is linked in from outside of the repository' };
  const found = programIn(place, 'tsc', host);
  if (found === null) return { lack: 'its TypeScript is damaged' };
  // Whoever wrote the repository would have written the program, too.
  if (liesIn(root, place) && (await isCommitted(root, place, host))) {
    return { lack: 'its TypeScript is part of the repository, whose code is not run' };
  }
  return { version: found.version, argv: [process.execPath, found.program] };
}

async function isCommitted(root: string, place: string, host: Host): Promise<boolean> {
  const listed = await git(host, root, ['--literal-pathspecs', 'ls-files', '--', path.relative(root, place)]);
  return listed?.code === 0 && listed.stdout !== '';
}
