// Installs exact package versions beside each other, out of the way of the repository's own tree.
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const CACHE = fileURLToPath(new URL('../../node_modules/.cache/resession/sdks/', import.meta.url));

/**
 * A folder whose `node_modules` holds exactly this package and what it depends on.
 * @param purpose names the folder; those that run at the same time and write into it take different ones
 * @param extra further packages for it, `name@version`
 */
export async function installed(
  name: string,
  version: string,
  purpose: string,
  extra: readonly string[] = [],
): Promise<string> {
  const folder = join(CACHE, purpose, `${name}@${version}`);
  const done = join(folder, 'installed.json');
  const wanted = JSON.stringify([`${name}@${version}`, ...extra]);
  if ((await readFile(done, 'utf8').catch(() => '')) === wanted) return folder;
  const partial = `${folder}.${process.pid}`;
  await mkdir(partial, { recursive: true });
  await writeFile(join(partial, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', `${name}@${version}`];
  await run('npm', [...args, ...extra], { cwd: partial });
  await writeFile(join(partial, 'installed.json'), wanted);
  await rm(folder, { recursive: true, force: true });
  await rename(partial, folder).catch(() => rm(partial, { recursive: true, force: true }));
  return folder;
}

/** Puts the built transport into such a folder, as npm would: a copy, so that it finds the SDK beside it. */
export async function withTransport(folder: string, built: string): Promise<void> {
  const place = join(folder, 'node_modules', '@resession', 'transport');
  await rm(place, { recursive: true, force: true });
  await mkdir(place, { recursive: true });
  await cp(built, place, { recursive: true });
}
