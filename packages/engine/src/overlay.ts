// The world as it would be with other texts in some of its files: what the stages after the move to SDK v2 look at.

import type { Host } from './host.ts';

/** A host that reads these texts (by absolute path) in place of what is on the disk. Everything else is as it is. */
export function overlaid(host: Host, texts: ReadonlyMap<string, string>): Host {
  const bytes = new Map([...texts].map(([path, text]) => [path, Buffer.from(text, 'utf8')]));
  return {
    ...host,
    lstat: (path) => {
      const [stat, text] = [host.lstat(path), bytes.get(path)];
      return stat === null || text === undefined ? stat : { ...stat, size: text.length };
    },
    read: (path, most) => bytes.get(path) ?? host.read(path, most),
    readInto: (path, into, from = 0) => {
      const text = bytes.get(path);
      if (text === undefined) return host.readInto(path, into, from);
      text.copy(into, 0, from);
      return text.length;
    },
  };
}
