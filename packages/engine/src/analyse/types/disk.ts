// What the type checker may see of the disk: files and folders below the root, links followed as long as they stay there.

import type { Host } from '../../host.ts';
import { memo } from '../modules/memo.ts';
import { kindAt, realPlace } from '../modules/on-disk.ts';
import { folderOf, within } from '../modules/places.ts';

/** Paths are absolute, below the root; everything else is not there. */
export interface Disk {
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  folders(path: string): readonly string[];
  read(path: string): string | undefined;
  /** The path with its links followed. */
  real(path: string): string;
}

/** No declaration file that people publish is larger, in bytes. */
const largest = 8 * 1024 * 1024;

/** The disk below a root. */
export function diskBelow(host: Host, root: string): Disk {
  const realFolder = memo((folder) => realPlace(host, root, folder));
  const place = (path: string): string | undefined =>
    path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path === root ? '' : undefined;
  /** Where a file or folder is once every link is followed; undefined where nothing is, or it lies outside. */
  const target = memo((path): string | undefined => {
    const inside = place(path);
    if (inside === undefined || inside === '') return inside;
    const folder = folderOf(inside) === '' ? '' : realFolder(folderOf(inside));
    if (folder === undefined) return undefined;
    const real = within(folder, inside.slice(inside.lastIndexOf('/') + 1));
    const kind = kindAt(host, root, real);
    return kind === 'symlink' ? realPlace(host, root, real) : kind === undefined ? undefined : real;
  });
  const kindOf = (path: string): string | undefined => {
    const real = target(path);
    return real === undefined ? undefined : real === '' ? 'directory' : kindAt(host, root, real);
  };
  return {
    isFile: (path) => kindOf(path) === 'file',
    isFolder: (path) => kindOf(path) === 'directory',
    folders: (path) => {
      const real = kindOf(path) === 'directory' ? target(path) : undefined;
      if (real === undefined) return [];
      return host
        .readdir(real === '' ? root : `${root}/${real}`)
        .filter((name) => kindOf(`${path}/${name}`) === 'directory');
    },
    read: (path) => {
      const real = target(path);
      const stat = real === undefined ? null : host.lstat(`${root}/${real}`);
      if (real === undefined || stat?.kind !== 'file' || stat.size > largest) return undefined;
      return host
        .read(`${root}/${real}`)
        .toString('utf8')
        .replace(/^\uFEFF/, '');
    },
    real: (path) => {
      const real = target(path);
      return real === undefined ? path : real === '' ? root : `${root}/${real}`;
    },
  };
}
