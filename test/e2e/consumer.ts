// A sample consumer in a git repository of its own, as a team would have it: installed, built, committed.

import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun } from './command.ts';

const entries = {
  'v1-typescript': 'dist/main.js',
  'v1-commonjs': 'src/index.js',
  'v2-typescript': 'dist/main.js',
} as const;

export type ConsumerName = keyof typeof entries;
export const consumerNames: readonly ConsumerName[] = ['v1-typescript', 'v1-commonjs', 'v2-typescript'];

export interface Consumer {
  readonly name: string;
  readonly folder: string;
  /** What `node` starts, relative to the folder. */
  readonly entry: string;
}

const samples = fileURLToPath(new URL('../consumers/', import.meta.url));

/** Copies the sample to `<parent>/<name>`, installs it from the registry and commits everything but node_modules. */
export async function setUpConsumer(name: ConsumerName, parent: string): Promise<Consumer> {
  return { name, folder: await setUpSample(name, parent), entry: entries[name] };
}

/** The same of a sample that nobody starts. */
export async function setUpSample(name: string, parent: string): Promise<string> {
  const folder = join(parent, name);
  await cp(join(samples, name), folder, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|dist)$/.test(path),
  });
  await mustRun(['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund'], folder);
  await mustRun(['git', 'init', '--quiet', '--initial-branch=main'], folder);
  await commitAll(folder, 'As it is');
  return folder;
}

/** Commits every change below `folder` that git does not ignore. */
export async function commitAll(folder: string, message: string): Promise<void> {
  await mustRun(['git', 'add', '--all'], folder);
  const author = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
  await mustRun(['git', ...author, 'commit', '--quiet', '--allow-empty', '-m', message], folder);
}

/** Compiles what has to be compiled before it runs. */
export async function build(consumer: Consumer): Promise<void> {
  await mustRun(['npm', 'run', 'build', '--if-present'], consumer.folder);
}
