// `npm run sdks:refresh`: reads the published SDK releases and writes versions.json.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import semver from 'semver';
import { PACKAGES, VERSIONS_FILE } from './versions.ts';

const run = promisify(execFile);

async function published(name: string, range: string): Promise<string[]> {
  const { stdout } = await run('npm', ['view', name, 'versions', '--json']);
  const versions = JSON.parse(stdout) as string[];
  return versions.filter((version) => semver.satisfies(version, range)).sort(semver.compare);
}

function newestPatches(versions: readonly string[]): string[] {
  const byMinor = new Map(versions.map((version) => [`${semver.major(version)}.${semver.minor(version)}`, version]));
  return [...byMinor.values()];
}

const v2 = await published(PACKAGES.v2, '>=2.0.0');
const v1 = newestPatches(await published(PACKAGES.v1, '>=1.15.0 <2'));
await writeFile(VERSIONS_FILE, `${JSON.stringify({ v2, v1 }, null, 2)}\n`);
console.log(`${v2.length} releases of v2, ${v1.length} of v1`);
