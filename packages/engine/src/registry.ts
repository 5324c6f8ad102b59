// `--transport registry` is for the day the transport is published: refused while the registry has another tarball.

import { ResessionError } from './error.ts';
import type { Host } from './host.ts';
import type { Tarball } from './options.ts';
import { transportName } from './transport-package.ts';

/** Throws `ResessionError` unless the registry serves, under our version, the very tarball that ships with the tool. */
export async function needPublished(root: string, tarball: Tarball, host: Host): Promise<void> {
  const wanted = `${transportName}@${tarball.version}`;
  const next = 'Run without --transport registry: the transport that ships with the tool needs no registry.';
  const asked = await host.run(['npm', 'view', wanted, 'dist.integrity', '--json'], { cwd: root });
  const answer = parse(asked.stdout);
  if (asked.code !== 0) {
    const why = answer.includes('E404') ? 'it is not published there' : (firstLine(asked.stderr) ?? 'npm view failed');
    throw new ResessionError(`the registry has no ${wanted}: ${why}`, 'npm view', next);
  }
  if (answer === '') throw new ResessionError(`the registry has no ${wanted}`, 'npm view', next);
  if (answer !== tarball.integrity) {
    throw new ResessionError(`the registry's ${wanted} is not the one this tool was built with`, answer, next);
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
