// Small consumers in temporary folders: real files, real git.

import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { git } from './sample-files.ts';

export { git, guess, manifest, sample } from './sample-files.ts';

const made: string[] = [];

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A folder with these files, by path. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'resession-cli-')));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** The same, committed. */
export function repositoryOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = folderOf(files);
  git(folder, 'init', '--quiet');
  git(folder, 'add', '--all', '--force');
  git(folder, 'commit', '--quiet', '--message', 'as it was');
  return folder;
}

/** Every path below the folder, `.git` included, with its kind, its rights and a hash of its content. */
export function fingerprint(folder: string): Readonly<Record<string, string>> {
  const entries: Record<string, string> = {};
  const visit = (relative: string): void => {
    for (const name of readdirSync(path.join(folder, relative)).sort()) {
      const at = path.join(relative, name);
      const stat = lstatSync(path.join(folder, at));
      const rights = (stat.mode & 0o7777).toString(8);
      if (stat.isDirectory()) {
        entries[at] = `folder ${rights}`;
        visit(at);
      } else if (stat.isSymbolicLink()) entries[at] = `link ${readlinkSync(path.join(folder, at))}`;
      else entries[at] = `file ${rights} ${hashOf(path.join(folder, at))}`;
    }
  };
  visit('');
  return entries;
}

/** The same without git's own files. */
export function tree(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fingerprint(folder)).filter(([name]) => !/^\.git(\/|$)/.test(name)));
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
