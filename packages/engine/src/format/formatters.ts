// The formatters that a consumer may have set up: how each is known, and how it is told to write files in place.

import path from 'node:path';
import { isObject } from '../analyse/modules/json.ts';
import type { Host } from '../host.ts';
import { installedAbove, liesIn, programIn } from '../installed.ts';
import { manifestJson } from '../manifest-file.ts';

interface Kind {
  readonly name: string;
  /** Its package. */
  readonly module: string;
  /** Files that set it up. */
  readonly config: RegExp;
  /** The field of package.json that does. */
  readonly field?: string;
  readonly write: readonly string[];
}

/** In the order in which they are believed where a folder sets up several: a linter comes last. */
const kinds: readonly Kind[] = [
  {
    name: 'prettier',
    module: 'prettier',
    config: /^(?:\.prettierrc(?:\.\w+)?|prettier\.config\.\w+)$/,
    field: 'prettier',
    write: ['--write', '--log-level', 'silent'],
  },
  { name: 'biome', module: '@biomejs/biome', config: /^\.?biome\.jsonc?$/, write: ['format', '--write'] },
  { name: 'oxfmt', module: 'oxfmt', config: /^(?:\.oxfmtrc\.jsonc?|oxfmt\.config\.\w+)$/, write: [] },
  { name: 'eslint', module: 'eslint', config: /^eslint\.config\.\w+$/, write: ['--fix'] },
];

/** A formatter that is set up and installed. */
export interface Formatter {
  readonly name: string;
  readonly version: string;
  /** The folder (relative to the root) that sets it up, and in which it is started. */
  readonly folder: string;
  /** What comes before the files. */
  readonly argv: readonly string[];
}

/** One that is set up and cannot be started; why, as the end of a sentence. */
export interface Missing {
  readonly lack: string;
}

/** The formatter of a file (relative to the root): that of the nearest folder which sets one up; null where none does. */
export function formatterOf(file: string, root: string, upTo: string, host: Host): Formatter | Missing | null {
  for (let folder = path.posix.dirname(file); ; folder = path.posix.dirname(folder)) {
    const kind = setUpIn(root, path.join(root, folder), host);
    if (kind !== undefined) return installed(kind, folder, root, upTo, host);
    if (folder === '.') return null;
  }
}

function setUpIn(root: string, folder: string, host: Host): Kind | undefined {
  if (host.lstat(folder) === null) return undefined;
  const names = host.readdir(folder);
  const fields = names.includes('package.json')
    ? fieldsOf(root, path.join(folder, 'package.json'), host)
    : new Set<string>();
  return kinds.find(
    ({ config, field }) => names.some((name) => config.test(name)) || (field !== undefined && fields.has(field)),
  );
}

function fieldsOf(root: string, manifest: string, host: Host): ReadonlySet<string> {
  const json = manifestJson(host, root, manifest);
  return new Set(isObject(json) ? Object.keys(json) : []);
}

function installed(
  { name, module, write }: Kind,
  folder: string,
  root: string,
  upTo: string,
  host: Host,
): Formatter | Missing {
  const place = installedAbove(path.join(root, folder), upTo, module, host);
  if (place === null || !liesIn(upTo, place)) return { lack: `${name} is set up and not installed` };
  const found = programIn(place, name, host);
  if (found !== null)
    return { name, version: found.version, folder, argv: [process.execPath, found.program, ...write] };
  return { lack: `the installed ${name} is damaged` };
}
