// `migrate report --html`: one file is written, whatever the state of the tree, and nothing else changes.

import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate } from './command-line.ts';
import { fingerprint, folderOf, git, repositoryOf, sample } from './sample.ts';

const page = (folder: string, name = 'page.html'): string => readFileSync(path.join(folder, name), 'utf8');

describe('migrate report --html', () => {
  it('writes the page beside a tree with uncommitted changes, and nothing else', async () => {
    const folder = repositoryOf(sample);
    writeFileSync(path.join(folder, 'src/client.ts'), `${sample['src/client.ts']}// edited since\n`);
    const before = fingerprint(folder);
    const elsewhere = folderOf({});
    const { code, stdout, stderr } = await migrate(folder, ['report', '--html', path.join(elsewhere, 'page.html')]);
    expect(code, stderr).toBe(1);
    expect(stderr).toBe(`Wrote the page; open it in a browser: ${path.join(elsewhere, 'page.html')}\n`);
    expect(stdout).toMatch(/\d+ to fix.+ files? searched/);
    expect(fingerprint(folder)).toEqual(before);
    expect(page(elsewhere)).toMatch(/^<!doctype html>\n<html lang="en"/);
    expect(page(elsewhere)).toContain('src/client.ts:14:9');
    expect(page(elsewhere)).toContain('<code>npx resession --write</code>');
    // Where the tree lies is said in links that are for its own machine, and nowhere else.
    expect(page(elsewhere).replace(/href="vscode:[^"]*"/g, '')).not.toContain(
      path.basename(path.dirname(folder)) + path.sep,
    );
  });

  it('takes the paths and filters of a run, and names the file from --cwd', async () => {
    const folder = repositoryOf(sample);
    const args = ['report', 'src', '--html', 'page.html', '--only', 'stock-to-patched-transport', '--no-type-check'];
    const { code } = await migrate(folderOf({}), [...args, '--cwd', folder]);
    expect(code).toBeLessThan(2);
    expect(page(folder)).toContain('stock-to-patched-transport');
    expect(page(folder)).not.toContain('expiry-guess-to-code');
    expect(git(folder, 'status', '--porcelain')).toBe('?? page.html\n');
  });

  it('ends with 0 where nothing is left, and writes its own page anew', async () => {
    const folder = repositoryOf({ 'a.ts': 'export const a = 1;\n' });
    expect(await migrate(folder, ['report', '--html', 'page.html'])).toMatchObject({ code: 0 });
    expect(page(folder)).toContain('Nothing is left to do.');
    expect(await migrate(folder, ['report', '--html', 'page.html', '--quiet'])).toMatchObject({ code: 0 });
  });

  it.skipIf(process.platform === 'win32')('tells a name with control characters spelled out', async () => {
    const folder = repositoryOf({ 'a.ts': 'export const a = 1;\n' });
    const { code, stderr } = await migrate(folder, ['report', '--html', 'a\u001b[31mb.html']);
    expect(code, stderr).toBe(0);
    expect(stderr).toContain(String.raw`a\u{1b}[31mb.html`);
    expect(stderr).not.toContain('\u001b');
  });

  it('follows no link', async () => {
    const folder = repositoryOf(sample);
    symlinkSync('src/client.ts', path.join(folder, 'page.html'));
    const { code, stderr } = await migrate(folder, ['report', '--html', 'page.html']);
    expect(stderr).toContain('that is a symlink, not a file');
    expect(code).toBe(2);
    expect(page(folder, 'src/client.ts')).toBe(sample['src/client.ts']);
    expect(existsSync(path.join(folder, 'node_modules'))).toBe(false);
  });
});
