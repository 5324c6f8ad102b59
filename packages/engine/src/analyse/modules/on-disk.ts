// Looks at what lies on the disk below the root, links followed as long as they stay there.

import { sep } from 'node:path';
import { codeOf, type FileStat, type Host } from '../../host.ts';

/** What a name that the code makes up can run into. */
const notThere = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES', 'EPERM', 'ERR_INVALID_ARG_VALUE']);

function orNothing<Value>(look: () => Value): Value | undefined {
  try {
    return look();
  } catch (error) {
    if (notThere.has(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}

/** What lies at a path, links not followed. */
export function kindAt(host: Host, root: string, path: string): FileStat['kind'] | undefined {
  return orNothing(() => host.lstat(`${root}/${path}`)?.kind);
}

/** Where a path leads once its links are followed, below the root; undefined where nothing is, or it lies outside. */
export function realPlace(host: Host, root: string, path: string): string | undefined {
  const real = orNothing(() => host.realpath(`${root}/${path}`));
  const forward = sep === '/' ? real : real?.split(sep).join('/');
  return forward?.startsWith(`${root}/`) === true ? forward.slice(root.length + 1) : undefined;
}
