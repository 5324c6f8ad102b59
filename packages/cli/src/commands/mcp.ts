// `migrate mcp`: the server for coding agents.

import { Console } from 'node:console';
import { visible } from '@resession/assistant';
import { serve } from '@resession/assistant/mcp';
import { findRoot, nodeHost } from '@resession/engine';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { shippedGuides } from '../shipped-guides.ts';
import type { Output } from '../output.ts';
import type { Flags } from '../program.ts';
import { commandOf, sharedSettings } from '../settings.ts';
import { shippedTransport } from '../shipped-transport.ts';

/** Serves until the client hangs up. */
export async function mcp(flags: Flags, { err }: Output, version: string): Promise<ExitCode> {
  const { cwd, rootOverride } = sharedSettings(flags);
  // A folder that is not there is told now, to whoever names it, and not with each call to an agent.
  if (rootOverride !== undefined) await findRoot({ paths: [], cwd, rootOverride }, nodeHost);
  // What any library prints would be taken for a message of the protocol.
  globalThis.console = new Console(process.stderr);
  const served = {
    version,
    tarball: shippedTransport(),
    folder: cwd,
    readOnly: flags.readOnly === true,
    verify: flags.verify === undefined ? null : commandOf(flags.verify),
    guides: shippedGuides(),
  };
  if (process.stdin.isTTY)
    err.write('Serving MCP over stdio, which is for programs: name this command in the settings of a coding agent.\n');
  await serve(served, (error) => err.write(`resession: ${visible(error.message)}\n`));
  return exitCodes.clean;
}
