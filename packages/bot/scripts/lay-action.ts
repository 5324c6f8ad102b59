// Lays what a release of the Action holds into a folder: `npm run action -w @resession/bot -- <folder>`, after `npm run build`.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** From the repository into the release, beside the bundle. */
const parts = [
  ['packages/bot/action.yml', 'action.yml'],
  ['packages/bot/action/README.md', 'README.md'],
  ['LICENSE', 'LICENSE'],
  ['packages/cli/vendor', 'action/vendor'],
  ['docs/reference/codemods', 'action/codemods'],
] as const;

/** Lays it. The folder must be empty, or not there, but for what git keeps. Throws where the checkout is not built. */
export function layAction(folder: string, bundle = path.join(repository, 'packages/bot/action/dist')): void {
  const strange = existsSync(folder) ? readdirSync(folder).find((name) => name !== '.git') : undefined;
  if (strange !== undefined) throw new Error(`${folder} is not empty: ${strange}`);
  mkdirSync(folder, { recursive: true });
  const all = [
    ...parts.map(([from, to]) => [path.join(repository, from), to] as const),
    [bundle, 'action/dist'] as const,
  ];
  for (const [from, to] of all) {
    if (!existsSync(from)) throw new Error(`${from} is not there; run: npm run build`);
    cpSync(from, path.join(folder, to), { recursive: true });
  }
  const { version, license } = JSON.parse(readFileSync(path.join(repository, 'packages/cli/package.json'), 'utf8')) as {
    version: string;
    license: string;
  };
  const manifest = { name: 'resession-action', version, private: true, license, type: 'module' };
  writeFileSync(path.join(folder, 'action/package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , folder] = process.argv;
  if (folder === undefined) throw new Error('name the folder: npm run action -w @resession/bot -- <folder>');
  // npm starts scripts in the folder of the workspace.
  layAction(path.resolve(process.env['INIT_CWD'] ?? '.', folder));
}
