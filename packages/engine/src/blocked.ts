// Which files must keep their code because their package cannot take the dependency the new code needs.

import { isTestFile } from '@resession/transforms/lib';
import { packageAbove, packageOf, type Project } from './project.ts';
import { transportName, type TransportSource } from './transport-package.ts';

/**
 * Why the fixes of this file have to become `todo`; null where nothing is in the way. Pure: ask before rewriting, so that
 * no package is left with code whose dependency it does not have.
 */
export function blockReason(project: Project, transport: TransportSource, file: string): string | null {
  const folder = packageOf(project, file);
  if (folder === null) return `No package.json lies above this file to declare ${transportName} in.`;
  const broken = project.brokenIn(folder);
  if (broken !== undefined) return `${broken.path} cannot take ${transportName}: ${broken.why}.`;
  const unsupported = unsupportedAbove(project, file);
  if (unsupported !== null) return unsupported;
  const found = project.packages.get(folder);
  if (found === undefined || transport === 'registry') return null;
  const { manifest, published } = found;
  const inPackage = file.slice(folder === '' ? 0 : folder.length + 1);
  // What is declared already, by whatever spec its owner chose, needs no new entry; tests go into devDependencies.
  if (!published || manifest.version === null || manifest.ranges.has(transportName) || isTestFile(inPackage))
    return null;
  return (
    `${manifest.name ?? folder} is published (not "private"): a file: dependency would break whoever installs it. ` +
    'Set "private": true if it is not, or run with --transport registry.'
  );
}

/** What is said of the nearest package above a file that declares the SDK. */
function unsupportedAbove(project: Project, file: string): string | null {
  const folder = packageAbove(project, file, ({ sdk }) => Object.keys(sdk).length > 0);
  return folder === null ? null : project.unsupported(folder);
}

/** The packages (by folder) whose own code is held back, with the reason. */
export function blockedPackages(project: Project, transport: TransportSource): ReadonlyMap<string, string> {
  const blocked = new Map<string, string>();
  for (const folder of project.packages.keys()) {
    const reason = blockReason(project, transport, folder === '' ? 'index.ts' : `${folder}/index.ts`);
    if (reason !== null) blocked.set(folder, reason);
  }
  return blocked;
}
