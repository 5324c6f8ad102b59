// Where a copy of the tree needs the patched transport, which is installed only later.

import type { Host } from '../host.ts';
import type { PlanOptions } from '../options.ts';
import { packedFiles } from '../packed-files.ts';
import { type Project, packageOf } from '../project.ts';
import type { ShadowInput } from '../shadow-tree.ts';
import type { Draft } from './draft.ts';

/** The packages of the changed files, and what of the transport they get. */
export function patchedIn(
  changed: readonly Draft[],
  project: Project,
  { tarball }: PlanOptions,
  host: Host,
): Pick<ShadowInput, 'importers' | 'transport'> {
  const importers = new Set(changed.map(({ path }) => packageOf(project, path) ?? ''));
  const transport = tarball === null ? new Map<string, Buffer>() : packedFiles(host.read(tarball.path));
  return { importers: [...importers], transport };
}
