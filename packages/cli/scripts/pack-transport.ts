// Packs the transport into `vendor/`, where the program (a checkout's and the published one) takes it from. `npm pack`
// writes fixed times and modes, so the same content gives the same bytes.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const transport = fileURLToPath(new URL('../../transport/', import.meta.url));
const vendor = fileURLToPath(new URL('../vendor/', import.meta.url));

/** What `transport.json` says of the tarball beside it. */
export interface PackedTransport {
  readonly version: string;
  readonly file: string;
  /** `sha512-<base64>`, as registries and lockfiles write it. */
  readonly integrity: string;
}

/** Builds the transport (its own `prepack` does), packs it into `into` and writes the note. */
export function packTransport(into: string = vendor): PackedTransport {
  const { version } = JSON.parse(readFileSync(path.join(transport, 'package.json'), 'utf8')) as { version: string };
  // Ignore files of consumers drop `*.tgz` as a matter of course.
  const file = `resession-transport-${version}.tar.gz`;
  mkdirSync(into, { recursive: true });
  const packing = mkdtempSync(path.join(into, '.packing-'));
  try {
    execFileSync('npm', ['pack', '--silent', '--pack-destination', packing], {
      cwd: transport,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [packed, ...others] = readdirSync(packing);
    if (packed === undefined || others.length > 0) throw new Error('npm pack did not write one file');
    const bytes = readFileSync(path.join(packing, packed));
    const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
    for (const old of readdirSync(into))
      if (/^resession-transport-.*\.tar\.gz$/.test(old)) rmSync(path.join(into, old));
    renameSync(path.join(packing, packed), path.join(into, file));
    const note: PackedTransport = { version, file, integrity };
    writeFileSync(path.join(into, 'transport.json'), `${JSON.stringify(note, null, 2)}\n`);
    return note;
  } finally {
    rmSync(packing, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) packTransport();
