// A command of the user's (`--verify "npm test"`), run on a copy of the tree as it is and on one as it would be. The copies
// are fresh, so that what the first run leaves behind cannot carry the second.

import path from 'node:path';
import { ResessionError } from './error.ts';
import { codeOf, type Host } from './host.ts';
import { layShadow, type ShadowInput, TooLarge, treeName } from './shadow-tree.ts';

export interface TrialInput extends Omit<ShadowInput, 'wanted'> {
  /** Never through a shell. */
  readonly argv: readonly string[];
  /** The files that change, by path relative to the root, with their bytes after it. */
  readonly after: ReadonlyMap<string, Uint8Array>;
}

/** What came of it, as a sentence. */
export interface Tried {
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly why: string;
}

/** Runs the command on both. Throws `ResessionError` where there is no such program. */
export async function trial(input: TrialInput, host: Host): Promise<Tried> {
  const said = `\`${input.argv.join(' ')}\``;
  try {
    const before = await ranIn(input, new Map(), host);
    if (before !== 0) return { outcome: 'skipped', why: `${said} fails as it is (${exitText(before)}).` };
    const after = await ranIn(input, input.after, host);
    if (after !== 0)
      return { outcome: 'failed', why: `${said} passes as it is, and fails with the changes (${exitText(after)}).` };
    return { outcome: 'passed', why: `${said} passes before and after.` };
  } catch (error) {
    if (error instanceof TooLarge) return { outcome: 'skipped', why: 'The repository is too large to be copied.' };
    throw error;
  }
}

function ranIn(input: TrialInput, texts: ReadonlyMap<string, Uint8Array>, host: Host): Promise<number | null> {
  return host.inScratch(new Map(), async (folder, scratch) => {
    await layShadow({ ...input, wanted: () => true }, folder, scratch, host);
    for (const [name, bytes] of texts) scratch.put(path.join(treeName, name), bytes);
    try {
      return (await host.run(input.argv, { cwd: path.join(folder, treeName), inherit: true })).code;
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      throw noProgram(input.argv);
    }
  });
}

/** Milliseconds for a command that nobody watches. */
const longest = 20 * 60_000;

/** Runs the command on a copy of the tree as it is, packages as installed, and gives what it printed. */
export async function ranOnCopy(
  argv: readonly string[],
  root: string,
  host: Host,
): Promise<{ readonly code: number | null; readonly output: string }> {
  return host.inScratch(new Map(), async (folder, scratch) => {
    const ground = { root, importers: [], transport: new Map<string, Buffer>(), wanted: () => true };
    try {
      await layShadow(ground, folder, scratch, host);
      const { code, stdout, stderr } = await host.run(argv, { cwd: path.join(folder, treeName), timeout: longest });
      return { code, output: `${stdout}${stderr}` };
    } catch (error) {
      if (error instanceof TooLarge)
        throw new ResessionError('the repository is too large to be copied', root, 'Run the command yourself.');
      if (codeOf(error) !== 'ENOENT') throw error;
      throw noProgram(argv);
    }
  });
}

function noProgram([program = '']: readonly string[]): ResessionError {
  return new ResessionError('the program to verify with is not there', program, 'Check the command after --verify.');
}

function exitText(code: number | null): string {
  return code === null ? 'it was stopped' : `exit code ${String(code)}`;
}
