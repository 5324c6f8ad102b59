// `migrate skill`: the skill for coding agents that ships with the tool, in the format of the Agent Skills standard (agentskills.io):
// a folder that is called like the skill, with a SKILL.md in it.

import path from 'node:path';
import { visibleLine } from '@resession/assistant';
import { keepOwnText, nodeHost, ownText, ResessionError } from '@resession/engine';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import type { Flags } from '../program.ts';
import { sharedSettings } from '../settings.ts';
import { shippedPage } from '../shipped-docs.ts';
import { UsageError } from '../usage-error.ts';

/** What is typed behind `skill`: nothing, or `install` and where. */
export interface Wanted {
  readonly action: string | undefined;
  readonly folder: string | undefined;
}

/** The name in its front matter, which its folder has to have as well. */
export const skillName = 'mcp-session-expiry-migration';

/** Where agents of every make look in a project. */
const usualFolder = '.agents/skills';

/**
 * Prints the skill, or installs it below the folder the user stands in. Throws where that would lead outside or through a link,
 * and where another text is there that would be lost.
 */
export async function skill({ action, folder }: Wanted, flags: Flags, { out }: Output): Promise<ExitCode> {
  const { cwd } = sharedSettings(flags);
  const text = shippedPage('migration-SKILL.md');
  if (action === undefined) {
    if (flags.force === true) throw new UsageError('--force has no meaning by itself', '--force', 'Say skill install.');
    out.write(text);
    return exitCodes.clean;
  }
  if (action !== 'install') throw new UsageError('a skill is printed or installed', action, 'Say skill install.');
  const name = nameBelow(cwd, folder ?? usualFolder);
  const there = ownText(cwd, name, nodeHost);
  if (there !== null && there !== text && flags.force !== true)
    throw new ResessionError('another skill is there already', name, 'Look what it says; --force replaces it.');
  if (there !== text) await keepOwnText(cwd, name, text, nodeHost);
  out.write(`${there === text ? 'It is there already' : 'Installed the skill'}: ${visibleLine(name)}\n`);
  return exitCodes.clean;
}

/** The place of the file, relative to the root. */
function nameBelow(root: string, wanted: string): string {
  const below = path.relative(root, path.resolve(root, wanted)).split(path.sep).join('/');
  if (wanted === '' || below === '..' || below.startsWith('../') || path.isAbsolute(below))
    throw new UsageError('the skill is installed inside of the project', wanted, 'Name a folder below this one.');
  return [...(below === '' ? [] : [below]), skillName, 'SKILL.md'].join('/');
}
