// Package managers at exact versions, from the registry, out of the way of the repository's own tree. None of their install
// scripts runs: yarn 4 comes as one file, bun as the binary of its platform package.

import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installed } from '../sdks/package-cache.ts';

/** What is installed for each. All of them run on Node 20. */
const pinned = {
  npm: null,
  pnpm: ['pnpm', '10.34.9'],
  yarn1: ['yarn', '1.22.22'],
  yarn4: ['@yarnpkg/cli-dist', '4.18.1'],
  bun: [`@oven/bun-${process.platform}-${process.arch === 'arm64' ? 'aarch64' : process.arch}`, '1.4.5'],
} as const;

/** npm is the one that came with Node. */
export type ManagerName = keyof typeof pinned;

const cache = fileURLToPath(new URL('../../node_modules/.cache/resession/layouts/', import.meta.url));

/** Settles where a manager keeps what it fetched, so that it is fetched once, and that it asks nobody anything. */
const settled: NodeJS.ProcessEnv = {
  npm_config_store_dir: join(cache, 'pnpm'),
  npm_config_update_notifier: 'false',
  YARN_CACHE_FOLDER: join(cache, 'yarn1'),
  YARN_GLOBAL_FOLDER: join(cache, 'yarn4'),
  YARN_ENABLE_TELEMETRY: '0',
  BUN_INSTALL_CACHE_DIR: join(cache, 'bun'),
};

/** An environment in which the command `npm`, `pnpm`, `yarn` or `bun` is this one. */
export async function environmentOf(name: ManagerName): Promise<NodeJS.ProcessEnv> {
  const wanted = pinned[name];
  if (wanted === null) return settled;
  const [packageName, version] = wanted;
  const folder = await installed(packageName, version, 'package-managers');
  const programs =
    name === 'bun' ? join(folder, 'node_modules', packageName, 'bin') : join(folder, 'node_modules', '.bin');
  if (!existsSync(programs))
    throw new Error(`${packageName}@${version} brings no program: ${String(readdirSync(folder))}`);
  const { YARN_CACHE_FOLDER, ...others } = settled;
  const own = name === 'yarn4' ? others : { ...others, YARN_CACHE_FOLDER };
  return { ...own, PATH: `${programs}${delimiter}${process.env['PATH'] ?? ''}` };
}
