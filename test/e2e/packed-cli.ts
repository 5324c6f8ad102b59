// The CLI as users get it: `npm pack`, installed in a fresh folder, started by npx.

import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Finished, mustRun, run } from './command.ts';

export interface PackedCli {
  /** The fresh folder it is installed in. */
  readonly folder: string;
  /** The packed file, as `npm install` takes it. */
  readonly tarball: string;
  migrate(...args: readonly string[]): Promise<Finished>;
}

const cli = fileURLToPath(new URL('../../packages/cli', import.meta.url));

/** Packs what `npm run build` left in packages/cli, installs it in `<parent>/cli` and speaks to it from there. */
export async function installPackedCli(parent: string): Promise<PackedCli> {
  if (!existsSync(join(cli, 'vendor', 'transport.json'))) throw new Error('npm run build comes first');
  const packed: unknown = JSON.parse(await mustRun(['npm', 'pack', '--json', '--pack-destination', parent], cli));
  const tarball = join(parent, fileName(packed));
  const folder = join(parent, 'cli');
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), '{ "name": "fresh", "private": true }\n');
  await mustRun(['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball], folder);
  // Should ours be missing, npx must not fetch somebody else's `migrate`.
  const neverFetch = { npm_config_yes: 'false' };
  return { folder, tarball, migrate: (...args) => run(['npx', 'migrate', ...args], folder, neverFetch) };
}

function fileName(packed: unknown): string {
  const [first]: readonly unknown[] = Array.isArray(packed) ? packed : [];
  if (first instanceof Object && 'filename' in first && typeof first.filename === 'string') return first.filename;
  throw new Error(`npm pack said ${JSON.stringify(packed)}`);
}
