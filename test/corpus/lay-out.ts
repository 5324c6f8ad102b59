// Puts consumers into folders as their authors have them: with manifests, and with what they depend on installed.

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Consumer, Tree } from './consumer.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const sdkOf = {
  v1: { '@modelcontextprotocol/sdk': '^1.32.2' },
  v2: { '@modelcontextprotocol/client': '^2.4.0' },
} as const;

/** A workspace of all the consumers, each a package (or several) at its id. */
export function layWorkspace(root: string, consumers: readonly Consumer[]): void {
  const workspaces = consumers.map(({ id }) => id);
  write(root, { 'package.json': json({ name: 'corpus', private: true, workspaces }) });
  for (const consumer of consumers) layConsumer(join(root, consumer.id), consumer, consumer.before);
}

/** One consumer by itself: its tree, a manifest where it brings none, and its node_modules. */
export function layConsumer(folder: string, consumer: Consumer, tree: Tree): void {
  const all = { ...defaults(consumer), ...tree };
  write(folder, all);
  write(join(folder, 'node_modules'), consumer.installed);
  for (const name of readable) link(join(repository, 'node_modules', name), join(folder, 'node_modules', name));
  for (const [path, text] of Object.entries(all)) {
    if (!path.endsWith('/package.json')) continue;
    const { name } = JSON.parse(text) as { name: string };
    link(join(folder, dirname(path)), join(folder, 'node_modules', name));
  }
}

/** What the consumers may import, of what is installed in this repository. */
const readable = ['@modelcontextprotocol', '@resession', '@types', 'express', 'hono', 'vitest', 'zod'];

function defaults({ id, generation, card, before }: Consumer): Tree {
  if (before['package.json'] !== undefined) return {};
  const [, , name = ''] = id.split('/');
  const type = card.commonjs === true ? 'commonjs' : 'module';
  return {
    'package.json': json({ name: `${generation}-${name}`, private: true, type, dependencies: sdkOf[generation] }),
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function link(target: string, place: string): void {
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(target, place, 'dir');
}

/** Writes files, with the folders they need. */
export function write(folder: string, tree: Tree): void {
  for (const [path, text] of Object.entries(tree)) {
    const place = join(folder, posix.normalize(path));
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
}
