// Links and paths that lead out of the root: nothing there is read into a plan, nothing there is written.

import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, renameSync, symlinkSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { folderOf, guess, manifest, repositoryOf, sample } from '../cli/sample.ts';
import { planned, watched } from './planning.ts';

const secret = 'SECRET-OUTSIDE';
const outside = (): string =>
  folderOf({ 'client.ts': `${guess}// ${secret}\n`, 'package.json': secret, 'tsconfig.json': `{ "${secret}": 1 }` });

/** What a plan says, and the files below a folder that were read for it. */
async function looked(
  root: string,
  folder: string,
): Promise<{ readonly said: string; readonly read: readonly string[] }> {
  const { host, seen } = watched();
  const said = JSON.stringify(await planned(root, host));
  return { said, read: seen.filter((file) => realOf(file).startsWith(folder)) };
}

function realOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

it('a file, a folder and a manifest behind links', async () => {
  const away = outside();
  const root = repositoryOf(sample);
  symlinkSync(path.join(away, 'client.ts'), path.join(root, 'src/linked.ts'));
  symlinkSync(away, path.join(root, 'src/away'));
  mkdirSync(path.join(root, 'inner'));
  symlinkSync(path.join(away, 'package.json'), path.join(root, 'inner/package.json'));
  const { said, read } = await looked(root, away);
  expect(said).not.toContain(secret);
  expect(read).toEqual([]);
});

it('a folder that git still lists, and that gave way to a link which git ignores', async () => {
  const away = outside();
  const root = repositoryOf({ ...sample, 'lib/client.ts': guess, 'lib/package.json': manifest, '.gitignore': 'lib\n' });
  renameSync(path.join(root, 'lib'), path.join(root, 'gone'));
  symlinkSync(away, path.join(root, 'lib'));
  const { said, read } = await looked(root, away);
  expect(said).not.toContain(secret);
  expect(said).not.toContain('lib/client.ts');
  expect(read).toEqual([]);
});

it('the manifest of the root', async () => {
  const away = outside();
  const root = repositoryOf(sample);
  unlinkSync(path.join(root, 'package.json'));
  symlinkSync(path.join(away, 'package.json'), path.join(root, 'package.json'));
  const { said, read } = await looked(root, away);
  expect(said).not.toContain(secret);
  expect(said).toContain('package.json');
  expect(read).toEqual([]);
});

it('workspaces, paths, extends, references and baseUrl that climb', async () => {
  const away = outside();
  const up = `../${path.basename(away)}`;
  const config = {
    extends: [`${up}/tsconfig.json`, `${away}/tsconfig.json`],
    references: [{ path: up }],
    include: [`${up}/**/*`],
    compilerOptions: {
      baseUrl: up,
      rootDirs: [up, '/'],
      typeRoots: [up],
      paths: { far: [`${up}/client.ts`], '*': ['../*'] },
    },
  };
  const client = `import { far } from 'far';\nimport '${up}/client.ts';\nexport { far };\n${guess}`;
  const root = repositoryOf({
    'package.json': JSON.stringify({
      ...(JSON.parse(manifest) as object),
      workspaces: [`${up}`, '../*', '/*', '**/..'],
    }),
    'pnpm-workspace.yaml': `packages: ["${up}", "../**", "/"]\n`,
    'tsconfig.json': JSON.stringify(config),
    'src/client.ts': client,
  });
  const { said, read } = await looked(root, away);
  expect(said).not.toContain(secret);
  expect(read).toEqual([]);
  const written = (JSON.parse(said) as { files: readonly { path: string }[] }).files.map((file) => file.path);
  expect(written).toContain('src/client.ts');
  expect(written.filter((file) => file.includes('..') || path.isAbsolute(file))).toEqual([]);
});

it.skipIf(process.platform === 'win32')(
  'named pipes where manifests and ignore files are expected do not hold the run',
  async () => {
    const root = folderOf({ 'src/client.ts': guess, 'lib/a.ts': guess, 'package.json': manifest });
    for (const pipe of [
      'src/package.json',
      'lib/.gitignore',
      'lib/tsconfig.json',
      'lib/package-lock.json',
      'src/pipe.ts',
    ]) {
      execFileSync('mkfifo', [path.join(root, pipe)]);
    }
    const { findings } = await planned(root);
    expect(findings.map((finding) => finding.path)).toEqual(expect.arrayContaining(['src/client.ts', 'lib/a.ts']));
    const bare = folderOf({ 'src/client.ts': guess });
    for (const pipe of ['package.json', 'pnpm-workspace.yaml', 'yarn.lock'])
      execFileSync('mkfifo', [path.join(bare, pipe)]);
    expect((await planned(bare)).findings.map(({ kind }) => kind)).toContain('todo');
  },
);
