// Stand-ins for packages that are not installed: a module with a class for every name that is imported from it, so that
// `client: Client` is known to be the Client of that package. What the class is like stays unknown: all its members are `any`.

import type { ImportedName } from '../modules/specifiers.ts';

const folder = '/stand-ins/';

/** The path of the stand-in for a module; nothing lies there. */
export function standInPath(specifier: string): string {
  return `${folder}${specifier}.d.ts`;
}

/** The module that a path stands in for. */
export function standsFor(path: string): string | undefined {
  return path.startsWith(folder) ? path.slice(folder.length).replace(/\.d\.ts$/, '') : undefined;
}

/** The declarations of a module of which so many names are known. */
export function standInText(names: readonly ImportedName[]): string {
  const byName = new Map(names.map(({ name, local }) => [name, name === 'default' ? local : name]));
  const classOf = (name: string): string =>
    `declare class ${name}<A = any, B = any, C = any, D = any> { constructor(...args: any[]); [member: string]: any; }`;
  const own = byName.get('default');
  const named = [...byName.keys()].filter((name) => name !== 'default').sort();
  return [
    ...named.map((name) => `export ${classOf(name)}`),
    ...(own === undefined ? [] : [named.includes(own) ? '' : classOf(own), `export default ${own};`]),
    'export {};',
  ].join('\n');
}
