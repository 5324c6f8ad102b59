// The start of the command line: parses, then loads what the command needs, and nothing before.

import { readFileSync } from 'node:fs';
import { askEarly, nodeHost } from '@resession/engine';
import { outliveReaders } from './broken-pipe.ts';
import { exitCodes } from './exit-codes.ts';
import { leaveUntouched } from './interrupt.ts';

/** Runs one command and returns the exit code (docs/reference/exit-codes.md). Never throws. */
export async function main(argv: readonly string[]): Promise<number> {
  outliveReaders();
  process.once('uncaughtException', (error) => void fail(error).then((failed) => process.exit(failed)));
  let code: number = exitCodes.clean;
  try {
    // Git lists the files while the rest of the program is loaded.
    if (isRun(argv)) {
      process.once('SIGINT', leaveUntouched);
      askEarly(nodeHost, process.cwd());
    }
    const { parse } = await import('./program.ts');
    await parse(argv, toolVersion(), async (request) => {
      // A run listens by itself once it is there.
      if (request.command !== 'migrate') process.off('SIGINT', leaveUntouched);
      const { run } = await import('./run.ts');
      code = await run(request, toolVersion());
    });
    return code;
  } catch (error) {
    return fail(error);
  }
}

const answered = ['-h', '--help', '-V', '--version'];

/** Whether this looks like a run over the folder that we are in; where it is none, git is asked in vain. */
function isRun(argv: readonly string[]): boolean {
  const [first = '-'] = argv;
  return first.startsWith('-') && !argv.some((word) => answered.includes(word) || word.startsWith('--cwd'));
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
