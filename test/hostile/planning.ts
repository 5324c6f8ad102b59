// A plan of a folder as the command makes it, in this process.

import path from 'node:path';
import { type Host, nodeHost, plan, type Plan } from '../../packages/engine/src/index.ts';
import { codemods } from '../../transforms/index.ts';
import { folderOf } from '../cli/sample.ts';
import { tarball, tarballPath } from '../fuzz/tarball.ts';

/** What a run over the folder would do. */
export function planned(cwd: string, host: Host = nodeHost): Promise<Plan> {
  const packed = path.dirname(path.dirname(path.join(folderOf({ [tarballPath]: tarball.bytes }), tarballPath)));
  const what = { paths: [], only: null, ignore: [], checkStyle: 'code', transport: 'vendor' } as const;
  return plan({ ...what, cwd, rootOverride: cwd, tarball: tarball.at(packed), toolVersion: '0.1.0' }, host, codemods);
}

/** The real host, and every path that it read. */
export function watched(): { readonly host: Host; readonly seen: readonly string[] } {
  const seen: string[] = [];
  const note = <Rest extends readonly unknown[], Result>(work: (file: string, ...rest: Rest) => Result) => {
    return (file: string, ...rest: Rest): Result => {
      const result = work(file, ...rest);
      // Refusals read nothing.
      seen.push(file);
      return result;
    };
  };
  const { read, readInto, readdir } = nodeHost;
  return { host: { ...nodeHost, read: note(read), readInto: note(readInto), readdir: note(readdir) }, seen };
}
