// The transport as it is published: packed by npm and unpacked again, from the sources of now.
import { execFile } from 'node:child_process';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CACHE } from './package-cache.ts';

const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL('../../packages/transport/', import.meta.url));

/** Where the package lies packed and unpacked. */
export interface BuiltTransport {
  readonly tarball: string;
  readonly folder: string;
}

/**
 * Builds and packs the transport.
 * @param name the folder in the cache; tests that run at the same time take different ones
 */
export async function buildTransport(name: string): Promise<BuiltTransport> {
  const target = join(CACHE, '..', 'transport', name);
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await run('npm', ['run', 'build'], { cwd: PACKAGE });
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', target], { cwd: PACKAGE });
  const packed = (await readdir(target)).find((file) => file.endsWith('.tgz'));
  if (packed === undefined) throw new Error('npm pack wrote no tarball');
  const tarball = join(target, packed);
  await run('tar', ['-xzf', tarball, '-C', target]);
  const folder = join(target, 'unpacked');
  await rename(join(target, 'package'), folder);
  return { tarball, folder };
}
