// The packed transport as a file of the consumer's tree: one copy, in `vendor/` at the root.

import { createHash } from 'node:crypto';
import { sha256 } from './digest.ts';
import { ResessionError } from './error.ts';
import { git } from './git.ts';
import type { Host } from './host.ts';
import { objectName, placeInside, present } from './inside.ts';
import type { Tarball } from './options.ts';
import type { NextStep, PlannedFile } from './plan.ts';
import { vendorPath } from './transport-package.ts';

/** The file to lay down (null where it lies there already), and what to do so that others get it too. */
export interface Vendored {
  readonly file: PlannedFile | null;
  readonly nextSteps: readonly NextStep[];
}

/** Throws `ResessionError` when the tarball is not what the build made, or something else is in its place. */
export async function planVendor(root: string, tarball: Tarball, host: Host): Promise<Vendored> {
  const bytes = host.read(tarball.path);
  if (`sha512-${createHash('sha512').update(bytes).digest('base64')}` !== tarball.integrity) {
    throw new ResessionError('the packed transport is damaged', tarball.path, 'Install resession anew.');
  }
  const path = vendorPath(tarball.version);
  const kind = host.lstat(`${root}/vendor`)?.kind ?? 'directory';
  if (kind !== 'directory') {
    throw new ResessionError('something else is where the transport goes', 'vendor', 'Move it away and run again.');
  }
  const now = present(placeInside(root, path, host), host);
  const after = { encoding: 'base64', data: bytes.toString('base64') } as const;
  const file: PlannedFile = {
    path,
    kind: 'vendor',
    before: now?.hash ?? null,
    ...(now === null ? {} : { beforeBlob: objectName(now.bytes) }),
    after,
    diff: '',
  };
  return {
    file: now?.hash === sha256(bytes) ? null : file,
    nextSteps: await ignoredSteps(root, path, host),
  };
}

/** Git says nothing of ignored files: without this step the next clone would not install. */
async function ignoredSteps(root: string, path: string, host: Host): Promise<readonly NextStep[]> {
  const asked = await git(host, root, ['check-ignore', '-q', '--', path]);
  if (asked?.code !== 0) return [];
  // Only the quiet form's exit code tells an exception (`!vendor`) from a rule.
  const rule = await git(host, root, ['check-ignore', '-v', '--', path]);
  const by = /^(.*?:\d+):(.*)\t/.exec(rule?.stdout ?? '');
  const where = by === null ? 'a rule of git' : `${String(by[1])} (${String(by[2])})`;
  const text = `${path} is ignored by ${where}. Add it by force, or no other checkout can install:`;
  return [{ text, command: ['git', 'add', '-f', path], in: '' }];
}
