// The patched transport as consumers declare it.

import { ResessionError } from './error.ts';
import type { Tarball } from './options.ts';

/** The name in package.json and in imports. */
export const transportName = '@resession/transport';

/** The releases of the SDK that it holds on: its own peer dependencies. */
export const supportedSdks: Readonly<Record<string, string>> = {
  '@modelcontextprotocol/client': '^2.0.0',
  '@modelcontextprotocol/sdk': '^1.15.0',
};

/** `vendor`: the packed file is laid into the tree. `registry`: a version range. */
export type TransportSource = 'vendor' | 'registry';

/** Where the tarball lies in the consumer's tree. Not `.tgz`: ignore files drop those as a matter of course. */
export function vendorPath(version: string): string {
  return `vendor/resession-transport-${version}.tar.gz`;
}

/** The spec a package (folder relative to the root) declares. */
export function specFor(source: TransportSource, version: string, folder: string): string {
  if (source === 'registry') return `^${version}`;
  const up = folder === '' ? './' : '../'.repeat(folder.split('/').length);
  return `file:${up}${vendorPath(version)}`;
}

/** Whether a declared spec is one that this tool wrote for a vendored tarball, of any version. */
export function isVendored(spec: string): boolean {
  return /^file:.*resession-transport-[^/]*\.tar\.gz$/.test(spec);
}

/** The version a spec of ours asks for; null for a spec somebody else wrote. */
export function versionOf(spec: string): string | null {
  return /^file:.*resession-transport-([^/]*)\.tar\.gz$/.exec(spec)?.[1] ?? null;
}

/** The tarball, or `ResessionError` in a checkout that was not built. */
export function needTarball(tarball: Tarball | null): Tarball {
  if (tarball !== null) return tarball;
  throw new ResessionError(
    'the packed transport is missing',
    'packages/cli/vendor',
    'This checkout is not built: run npm run build in it first.',
  );
}
