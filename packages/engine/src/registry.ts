// `--transport registry` is for the day the transport is published: refused while the registry has another tarball.

import { ResessionError } from './error.ts';
import { codeOf, type Finished, type Host } from './host.ts';
import type { Tarball } from './options.ts';
import { transportName } from './transport-package.ts';

const withoutRegistry = 'Run without --transport registry: the transport that ships with the tool needs no registry.';

/** Throws `ResessionError` unless the registry serves, under our version, the very tarball that ships with the tool. */
export async function needPublished(root: string, tarball: Tarball, host: Host): Promise<void> {
  const wanted = `${transportName}@${tarball.version}`;
  const asked = await view(wanted, root, host);
  const answer = parse(asked.stdout);
  if (asked.code !== 0 && !answer.includes('E404')) {
    const why = firstLine(asked.stderr) ?? 'npm view failed';
    throw new ResessionError(`the registry did not answer: ${why}`, `npm view ${wanted}`, withoutRegistry);
  }
  if (asked.code !== 0)
    throw new ResessionError(`${wanted} is not published in the registry`, 'npm view', withoutRegistry);
  if (answer === '') throw new ResessionError(`the registry has no ${wanted}`, 'npm view', withoutRegistry);
  if (answer !== tarball.integrity) {
    throw new ResessionError(
      `the registry's ${wanted} is not the one this tool was built with`,
      answer,
      withoutRegistry,
    );
  }
}

/** One attempt of half a minute: a registry that keeps silent would hold the run for a quarter of an hour. */
async function view(wanted: string, root: string, host: Host): Promise<Finished> {
  const patience = ['--fetch-retries=0', '--fetch-timeout=30000'];
  try {
    return await host.run(['npm', 'view', wanted, 'dist.integrity', '--json', ...patience], { cwd: root });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    throw new ResessionError('npm is not installed, so the registry cannot be asked', root, withoutRegistry);
  }
}

/** What npm printed: the integrity, or an error object as text; '' for a version it does not have. */
function parse(stdout: string): string {
  try {
    const json: unknown = JSON.parse(stdout);
    return typeof json === 'string' ? json : JSON.stringify(json);
  } catch {
    // npm prints nothing, or not JSON, where it has no answer.
    return '';
  }
}

function firstLine(text: string): string | undefined {
  return text.split('\n').find((line) => /^npm (error|ERR!)/.test(line));
}
