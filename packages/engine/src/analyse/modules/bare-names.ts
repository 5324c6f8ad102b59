// Whether a bare name is a dependency: declared above the file, built into the runtime, or installed.

import { builtinModules } from 'node:module';
import type { Host } from '../../host.ts';
import type { Project } from '../../project.ts';
import { kindAt } from './on-disk.ts';
import { upwards, within } from './places.ts';

/** `@scope/name/sub/path` taken apart; the key is what `exports` calls the rest. Undefined for what is no package name. */
export function packageSpecifier(specifier: string): { readonly name: string; readonly key: string } | undefined {
  const [, name, rest = ''] = /^((?:@[^/@.][^/]*\/)?[^/@.#][^/]*)(\/.*)?$/.exec(specifier) ?? [];
  if (name === undefined || /[\\:?*\s]|(^|\/)\.\.?(\/|$)/.test(specifier)) return undefined;
  return { name, key: `.${rest}` };
}

const builtins = new Set(builtinModules);
const runtimes = /^(node|bun|deno|cloudflare|workerd):/;

/** The built-in module that a specifier means, with its prefix: `node:fs` for `fs`. */
export function builtin(specifier: string): string | undefined {
  if (runtimes.test(specifier)) return specifier;
  return builtins.has(specifier) ? `node:${specifier}` : undefined;
}

/** Where a name, or its types, is declared for the files of a folder: the package above and the range that it asks for. */
export function declared(
  project: Project,
  at: string,
  name: string,
): { readonly folder: string; readonly range: string } | undefined {
  const types = `@types/${name.replace(/^@/, '').replace('/', '__')}`;
  for (const folder of upwards(at)) {
    const ranges = project.packages.get(folder)?.manifest.ranges;
    const range = ranges?.get(name) ?? ranges?.get(types);
    if (range !== undefined) return { folder, range };
  }
  return undefined;
}

/** Where a name is installed for the files of a folder: in some node_modules, as a folder or a link to wherever. */
export function installedAt(host: Host, root: string, at: string, name: string): string | undefined {
  return upwards(at)
    .map((folder) => within(folder, `node_modules/${name}`))
    .find((place) => kindAt(host, root, place) !== undefined);
}
