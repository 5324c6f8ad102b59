// The start of the command line: parses, then loads what the command needs, and nothing before.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { askEarly, nodeHost } from '@resession/engine';
import { CommanderError } from 'commander';
import { outliveReaders } from './broken-pipe.ts';
import { exitCodes } from './exit-codes.ts';
import { buildProgram } from './program.ts';

/** Runs one command and returns the exit code (docs/reference/exit-codes.md). Never throws. */
export async function main(argv: readonly string[]): Promise<number> {
  outliveReaders();
  process.once('uncaughtException', (error) => void fail(error).then((failed) => process.exit(failed)));
  let code: number = exitCodes.clean;
  const program = buildProgram(toolVersion(), async (request) => {
    if (request.command === 'migrate') askEarly(nodeHost, resolve(request.flags.cwd ?? '.'));
    const { run } = await import('./run.ts');
    code = await run(request, toolVersion());
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.clean;
    return fail(error);
  }
}

async function fail(error: unknown): Promise<number> {
  try {
    const { reportFailure } = await import('./failure.ts');
    return reportFailure(error);
  } catch {
    // Out of file handles, for one, nothing more can be loaded to say it nicely.
    process.stderr.write(`resession: ${error instanceof Error ? error.message : String(error)}\n`);
    return exitCodes.error;
  }
}

/** The version of this package, as its manifest has it. */
function toolVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const known = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return known && typeof manifest.version === 'string' ? manifest.version : '0.0.0';
}
