// A tree in memory as the engine's world: no git, no programs, nothing that can be written.

import { nodeHost, type Host } from '../../packages/engine/src/index.ts';

/** Path relative to the root to bytes. */
export type Files = ReadonlyMap<string, Buffer>;

/** Where the tree lies; nothing of it is on any disk. */
export const memoryRoot = '/fuzz';

/** A host that sees these files and no others. */
export function memoryHost(files: Files): Host {
  const at = new Map([...files].map(([name, bytes]) => [`${memoryRoot}/${name}`, bytes]));
  const folders = foldersOf(at.keys());
  const read = (path: string): Buffer => at.get(path) ?? refuse(folders.has(path) ? 'EISDIR' : 'ENOENT', path);
  return {
    ...nodeHost,
    lstat: (path) => {
      const bytes = at.get(path);
      if (bytes !== undefined) return { kind: 'file', size: bytes.length, mode: 0o644 };
      return folders.has(path) ? { kind: 'directory', size: 0, mode: 0o755 } : null;
    },
    realpath: (path) => (at.has(path) || folders.has(path) ? path : refuse('ENOENT', path)),
    readdir: (path) => [...(folders.get(path) ?? refuse('ENOENT', path))],
    // The engine keeps what it reads, and may write into its own buffer.
    read: (path) => Buffer.from(read(path)),
    readInto: (path, into, from = 0) => {
      const bytes = read(path);
      bytes.copy(into, 0, from);
      return bytes.length;
    },
    run: () => Promise.reject(refusal('ENOENT', 'no programs here')),
    write: (path) => Promise.reject(refusal('EROFS', path)),
    create: (path) => refuse('EROFS', path),
    append: (path) => refuse('EROFS', path),
    rename: (path) => refuse('EROFS', path),
    mkdir: (path) => refuse('EROFS', path),
    remove: (path) => refuse('EROFS', path),
    rmdir: (path) => refuse('EROFS', path),
  };
}

function foldersOf(paths: Iterable<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>([[memoryRoot, new Set()]]);
  for (const path of paths) {
    for (let child = path; child !== memoryRoot;) {
      const slash = child.lastIndexOf('/');
      const folder = child.slice(0, slash);
      const names = folders.get(folder) ?? new Set<string>();
      folders.set(folder, names.add(child.slice(slash + 1)));
      child = folder;
    }
  }
  return folders;
}

function refusal(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

function refuse(code: string, path: string): never {
  throw refusal(code, path);
}
