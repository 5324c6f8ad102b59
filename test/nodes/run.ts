// Runs the test command under other Node majors: `npm run test:nodes [-- 22 24 26]`, or a part of it, by paths behind the
// majors: `npm run test:nodes -- 26 packages test/cli`. The binaries come from the registry's
// `node-<platform>-<arch>` packages, which hold nothing but the `node` executable.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules', '.cache', 'resession', 'nodes');
const platform = process.platform === 'win32' ? 'win' : process.platform;
const packageName = `node-${platform}-${process.arch}`;

function install(major: string): string {
  const folder = join(cache, major);
  const binary = join(folder, 'node_modules', packageName, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const npm = spawnSync('npm', ['install', '--no-save', '--force', '--ignore-scripts', `${packageName}@${major}`], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (npm.status !== 0 || !existsSync(binary)) {
    throw new Error(`Node ${major} could not be installed from the registry (${packageName}@${major}).`);
  }
  return binary;
}

/** Runs the suite, or the paths of it, with `binary` as the `node` that every child process finds first. */
function runSuite(binary: string, paths: readonly string[]): boolean {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const run = spawnSync(binary, [vitest, 'run', '--config', '.config/vitest.config.ts', ...paths], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: `${dirname(binary)}${delimiter}${process.env['PATH'] ?? ''}` },
  });
  return run.status === 0;
}

const args = process.argv.slice(2);
const named = args.filter((arg) => /^\d+$/.test(arg));
const paths = args.filter((arg) => !named.includes(arg));
const majors = named.length > 0 ? named : ['22', '24', '26'];
const results = majors.map((major) => {
  const binary = install(major);
  const version = spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout.trim();
  console.log(`\n== Node ${version}`);
  return { version, green: runSuite(binary, paths) };
});
for (const { version, green } of results) console.log(`${version}: ${green ? 'green' : 'failed'}`);
process.exitCode = results.every(({ green }) => green) ? 0 : 1;
