// Real folders, real git and whole-tree snapshots for the tests of the writing stages.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { sha256 } from './digest.ts';
import { objectName } from './inside.ts';
import type { Plan, PlannedFile } from './plan.ts';

/** A fresh folder that goes when the test ends; its path has no symlink in it. */
export function folder(): string {
  const made = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'resession-')));
  onTestFinished(() => fs.rmSync(made, { recursive: true, force: true }));
  return made;
}

/** Writes files, with the folders they need. */
export function lay(root: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), content);
  }
}

/** Runs git there and gives what it printed. */
export function git(root: string, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
}

/** Makes the folder a git repository with everything in it committed. */
export function commitAll(root: string): void {
  if (!fs.existsSync(path.join(root, '.git'))) git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '--allow-empty', '-m', 'before');
}

/** Everything below the root but `.git`: mode and bytes of every file, every folder, every symlink. */
export function snapshot(root: string, except: readonly string[] = ['.git']): Readonly<Record<string, string>> {
  const seen: Record<string, string> = {};
  const walk = (at: string): void => {
    for (const name of fs.readdirSync(path.join(root, at)).sort()) {
      const relative = at === '' ? name : `${at}/${name}`;
      if (except.includes(relative)) continue;
      const stat = fs.lstatSync(path.join(root, relative));
      const mode = (stat.mode & 0o7777).toString(8);
      if (stat.isDirectory()) {
        seen[`${relative}/`] = mode;
        walk(relative);
      } else if (stat.isSymbolicLink()) seen[relative] = `-> ${fs.readlinkSync(path.join(root, relative))}`;
      else seen[relative] = `${mode} ${fs.readFileSync(path.join(root, relative), 'latin1')}`;
    }
  };
  walk('');
  return seen;
}

/** A planned file that turns what lies at `name` (nothing, when it is not there) into `after`. */
export function planned(root: string, name: string, after: string | Buffer): PlannedFile {
  const place = path.join(root, name);
  const text = typeof after === 'string';
  return {
    path: name,
    kind: text ? 'source' : 'vendor',
    before: fs.existsSync(place) ? sha256(fs.readFileSync(place)) : null,
    after: text ? { encoding: 'utf8', data: after } : { encoding: 'base64', data: after.toString('base64') },
    diff: '',
  };
}

/** A planned file that goes. */
export function leaving(root: string, name: string): PlannedFile {
  const beforeBlob = objectName(fs.readFileSync(path.join(root, name)));
  return { ...planned(root, name, Buffer.alloc(0)), beforeBlob, gone: true };
}

/** A plan of these files and nothing else. */
export function planOf(root: string, files: readonly PlannedFile[]): Plan {
  return {
    schema: 1,
    tool: { name: 'resession', version: '0.1.0' },
    root,
    settings: { checkStyle: 'code', only: null, transport: 'vendor' },
    project: { packageManager: 'npm', packages: [], files: { scanned: 0, candidates: 0 } },
    findings: [],
    files,
    install: null,
    verdicts: [],
    nextSteps: [],
  };
}
