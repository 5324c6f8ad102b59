// Whether the patched transport holds on the SDK that a package asks for and has installed.

import path from 'node:path';
import { memo, once } from './analyse/modules/memo.ts';
import { copiesIn, type Copies } from './copies.ts';
import { countingRange, readTop, type WorkspaceTop } from './counting-range.ts';
import type { Host } from './host.ts';
import { homeOf, workspaceAbove } from './installs.ts';
import { late } from './late.ts';
import { manifestIn } from './manifest-file.ts';
import { type Project, sdkNames } from './project.ts';
import { supportedSdks, transportName } from './transport-package.ts';

/** The project, and why packages that declare the SDK cannot get the transport. Nothing is read before somebody asks. */
export function withSupport(project: Project, root: string, host: Host): Project {
  const installed = once(() => copiesIn(workspaceAbove(root, host) ?? root, host));
  const topOf = memo((home: string) => readTop(host, root, home));
  const unsupported = memo((folder: string): string | null => {
    const { sdk = {} } = project.packages.get(folder) ?? {};
    for (const [generation, name] of sdkNames) {
      const spec = sdk[generation];
      if (spec === undefined) continue;
      const top = topOf(homeOf(root, folder, host));
      const has = tooOld(top, name, spec) ?? installedTooOld(installed(), path.join(root, folder), name);
      if (has === null) continue;
      const needs = `${transportName} needs ${supportedSdks[name] ?? ''}: update the SDK first, then run again.`;
      return `${manifestIn(folder)} ${has}; ${needs}`;
    }
    return null;
  });
  return {
    get packages() {
      return project.packages;
    },
    get broken() {
      return project.broken;
    },
    brokenIn: project.brokenIn,
    packageManager: project.packageManager,
    unsupported,
  };
}

/** In words what is asked for, where no release that the transport holds on would do. */
function tooOld(top: WorkspaceTop, name: string, spec: string): string | null {
  const counting = countingRange(top, name, spec);
  const { intersects, validRange } = late.semver();
  if (counting === null || validRange(counting.range) === null) return null;
  if (intersects(counting.range, supportedSdks[name] ?? '*', { includePrerelease: true })) return null;
  return `asks for ${name} ${counting.range}${counting.through === '' ? '' : `, by ${counting.through}`}`;
}

function installedTooOld(copies: Copies, folder: string, name: string): string | null {
  const version = copies.of(folder, name)?.version ?? null;
  if (version === null || late.semver().satisfies(version, supportedSdks[name] ?? '*', { includePrerelease: true }))
    return null;
  return `declares ${name}, of which ${version} is installed`;
}
