import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { nodeHost } from './host.ts';
import { folder, lay } from './sandbox.test.kit.ts';
import { layShadow, treeName } from './shadow-tree.ts';

/** What lies in the copy: the text of a file, `-> target` of a link with the tree's own place as `tree`. */
async function copied(root: string, importers: readonly string[] = []): Promise<Readonly<Record<string, string>>> {
  const transport = new Map([['index.d.ts', Buffer.from('export {};')]]);
  return nodeHost.inScratch(new Map(), async (scratchFolder, scratch) => {
    const input = { root, importers, transport, wanted: (name: string) => !name.endsWith('.bin') };
    await layShadow(input, scratchFolder, scratch, nodeHost);
    const tree = path.join(scratchFolder, treeName);
    const found: Record<string, string> = {};
    const walk = (at: string): void => {
      for (const name of fs.readdirSync(path.join(tree, at))) {
        const inside = path.posix.join(at, name);
        const place = path.join(tree, inside);
        const stat = fs.lstatSync(place);
        if (stat.isSymbolicLink()) {
          found[inside] = `-> ${fs.readlinkSync(place).replace(tree, 'tree').replace(root, 'root')}`;
        } else if (stat.isDirectory()) walk(inside);
        else found[inside] = fs.readFileSync(place, 'utf8');
      }
    };
    walk('');
    return found;
  });
}

test('files are copied, installed packages are linked, and packages of the workspace lead into the copy', async () => {
  const root = folder();
  lay(root, {
    '.git/HEAD': 'ref',
    'src/a.ts': 'a',
    'large.bin': 'x',
    'packages/core/index.ts': 'core',
    'node_modules/left/index.js': 'left',
    'node_modules/@scope/right/index.js': 'right',
    'node_modules/.cache/x': 'x',
    'node_modules/.bin/left': 'bin',
  });
  fs.mkdirSync(path.join(root, 'node_modules/@desk'));
  fs.symlinkSync('../../packages/core', path.join(root, 'node_modules/@desk/core'));
  expect(await copied(root)).toEqual({
    'src/a.ts': 'a',
    'packages/core/index.ts': 'core',
    'node_modules/left': '-> root/node_modules/left',
    'node_modules/@scope/right': '-> root/node_modules/@scope/right',
    'node_modules/@desk/core': '-> tree/packages/core',
    'node_modules/.bin': '-> root/node_modules/.bin',
  });
});

test('a package that takes the patched transport gets it in place of what is installed', async () => {
  const root = folder();
  lay(root, {
    'packages/a/a.ts': 'a',
    'node_modules/@resession/transport/index.d.ts': 'old',
    'packages/b/node_modules/@resession/transport/index.d.ts': 'old',
  });
  const found = await copied(root, ['packages/a', 'packages/b']);
  expect(found['packages/a/node_modules/@resession/transport/index.d.ts']).toBe('export {};');
  expect(found['packages/b/node_modules/@resession/transport/index.d.ts']).toBe('export {};');
  expect(found['node_modules/@resession/transport']).toBe('-> root/node_modules/@resession/transport');
});

test('links that lead out of the repository, and pipes, are left away', async () => {
  const [root, outside] = [folder(), folder()];
  lay(outside, { 'secret.ts': 'secret' });
  lay(root, { 'src/a.ts': 'a' });
  fs.symlinkSync(outside, path.join(root, 'out'));
  fs.symlinkSync(path.join(outside, 'secret.ts'), path.join(root, 'secret.ts'));
  fs.symlinkSync('src', path.join(root, 'within'));
  fs.symlinkSync('round', path.join(root, 'round'));
  execFileSync('mkfifo', [path.join(root, 'pipe.ts')]);
  expect(await copied(root)).toEqual({ 'src/a.ts': 'a', within: '-> tree/src' });
});
