// The transport as it is published: packed by npm and unpacked again, from the sources of now.
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CACHE } from './package-cache.ts';

const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL('../../packages/transport/', import.meta.url));
const TSDOWN = fileURLToPath(new URL('../../node_modules/tsdown/dist/run.mjs', import.meta.url));

/** Where the package lies packed and unpacked. */
export interface BuiltTransport {
  readonly tarball: string;
  readonly folder: string;
}

/**
 * Builds and packs the transport, beside `packages/transport/dist` and not into it: others read that meanwhile.
 * @param name the folder in the cache; tests that run at the same time take different ones
 */
export async function buildTransport(name: string): Promise<BuiltTransport> {
  const target = join(CACHE, '..', 'transport', name);
  await rm(target, { recursive: true, force: true });
  await mkdir(join(target, 'source'), { recursive: true });
  for (const file of ['package.json', 'README.md', 'LICENSE']) {
    await cp(join(PACKAGE, file), join(target, 'source', file));
  }
  await run(process.execPath, [TSDOWN, '--no-clean', '--out-dir', join(target, 'source', 'dist')], { cwd: PACKAGE });
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', target], { cwd: join(target, 'source') });
  const packed = (await readdir(target)).find((file) => file.endsWith('.tgz'));
  if (packed === undefined) throw new Error('npm pack wrote no tarball');
  const tarball = join(target, packed);
  await run('tar', ['-xzf', tarball, '-C', target]);
  return { tarball, folder: join(target, 'package') };
}
