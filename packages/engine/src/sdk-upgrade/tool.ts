// The SDK's own codemod, `v1-to-v2` of @modelcontextprotocol/codemod: where it is, and how it is started. It reports on
// stdout, exits 1 where it left something to a person, and says `Error:` on stderr where it did not run.

import path from 'node:path';
import { ResessionError } from '../error.ts';
import type { Host } from '../host.ts';
import { installedAbove, liesIn, programIn } from '../installed.ts';
import type { PackageManager } from '../project.ts';

/** Its name in the registry. */
export const toolName = '@modelcontextprotocol/codemod';

/** The release that is fetched where none is installed: the one that the composition is tested with. */
export const testedVersion = '2.3.1';

/** The tool, ready to be started. */
export interface UpgradeTool {
  readonly version: string;
  /** What comes before the folder to work on. */
  readonly argv: readonly string[];
}

/** `installed` takes it from node_modules and nowhere else; `fetched` has the package manager bring it. */
export type ToolSource = 'installed' | 'fetched';

/**
 * The tool as it is installed in one of the folders (absolute, searched upwards to `upTo`). Throws `ResessionError`
 * where it is in none of them.
 */
export function installedTool(folders: readonly string[], upTo: string, host: Host): UpgradeTool {
  for (const folder of folders) {
    const place = installedAbove(folder, upTo, toolName, host);
    if (place !== null && liesIn(upTo, place)) return toolAt(place, host);
  }
  throw new ResessionError(
    `${toolName} is not installed, and the move to SDK v2 is its work`,
    path.join(upTo, 'node_modules'),
    `Install it as a development dependency (${toolName}@${testedVersion}), or add --fetch-codemod to let the package manager fetch it for this run.`,
  );
}

/** The tool as the package manager fetches it, in the release that is tested. */
export function fetchedTool(manager: PackageManager | null): UpgradeTool {
  // Yarn fetches only inside a project of its own kind; npm comes with Node and does so anywhere.
  const fetch = fetchers[manager ?? 'npm'];
  return { version: testedVersion, argv: [...fetch, `${toolName}@${testedVersion}`, 'v1-to-v2'] };
}

const npx = ['npx', '--yes', '--ignore-scripts'];
const fetchers: Readonly<Record<PackageManager, readonly string[]>> = {
  npm: npx,
  yarn: npx,
  pnpm: ['pnpm', 'dlx'],
  bun: ['bun', 'x', '--ignore-scripts'],
};

/** Throws `ResessionError` where what is installed cannot be started. */
function toolAt(place: string, host: Host): UpgradeTool {
  const found = programIn(place, null, host);
  if (found === null) {
    const manifest = path.join(place, 'package.json');
    throw new ResessionError(`${toolName} is damaged: it names no program`, manifest, 'Install it again.');
  }
  return { version: found.version, argv: [process.execPath, found.program, 'v1-to-v2'] };
}
