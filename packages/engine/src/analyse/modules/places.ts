// Paths below the root: relative, forward slashes, '' for the root itself. What climbs out of the root has none.

/** The folder that a path lies in. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A path as seen from a folder, dots resolved; undefined where it is absolute or leaves the root. */
export function placed(folder: string, relative: string): string | undefined {
  if (relative.startsWith('/') || relative.includes('\\') || relative.includes('\0')) return undefined;
  const segments = folder === '' ? [] : folder.split('/');
  for (const segment of relative.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}

/** The folder itself and those above it, nearest first, the root last. */
export function upwards(folder: string): readonly string[] {
  const folders = [folder];
  for (let at = folder; at !== '';) folders.push((at = folderOf(at)));
  return folders;
}

/** A path in a folder, which may be the root. */
export function within(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}
