// Formats of a CI name files from the top of the repository, whatever the root of a run is.

import path from 'node:path';
import type { Host } from '@resession/engine';

/** Where a root lies below the top of its repository, forward slashes; '' where it is that, and outside of any. */
export function underTop(root: string, host: Pick<Host, 'lstat'>): string {
  for (let at = root; ; at = path.dirname(at)) {
    if (host.lstat(path.join(at, '.git')) !== null) return path.relative(at, root).split(path.sep).join('/');
    if (path.dirname(at) === at) return '';
  }
}
