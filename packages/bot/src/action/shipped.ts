// What lies beside the bundle in a release: the packed transport, the pages of the codemods, the version.

import { fileURLToPath } from 'node:url';
import { type Host, tarballIn, type Tarball } from '@resession/engine';

const beside = (place: string): string => fileURLToPath(new URL(place, import.meta.url));

/** The packed transport; null where the release was not laid. */
export const shippedTarball = (host: Host): Tarball | null => tarballIn(beside('../vendor'), host);

/** What the reference says of a codemod. */
export function shippedPage(id: string, host: Host): string {
  return host.read(beside(`../codemods/${id}.md`)).toString('utf8');
}

/** The version of the release. */
export function shippedVersion(host: Host): string {
  const manifest: unknown = JSON.parse(host.read(beside('../package.json')).toString('utf8'));
  const known = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return known && typeof manifest.version === 'string' ? manifest.version : '0.0.0';
}
