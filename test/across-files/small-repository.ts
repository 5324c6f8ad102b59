// What the pipeline with our codemods makes of a small repository that is nothing but text: nothing is installed in it.

import { nodeHost, plan, type PlannedFinding } from '../../packages/engine/src/index.ts';
import { codemods } from '../../transforms/index.ts';
import { folderOf } from '../cli/sample.ts';

export type Files = Readonly<Record<string, string>>;

/** What was found, and how the files that change become. */
export interface Made {
  /** `fix src/gone.ts:3 expiry-check`, sorted by place. */
  readonly found: readonly string[];
  /** The way of the error to each check that was found, from where it is thrown: place, words, and what told. */
  readonly ways: readonly (readonly string[])[];
  readonly reasons: readonly string[];
  readonly after: Files;
}

/** A manifest, private, with dependencies of any version. */
export function manifest(name: string, ...dependencies: readonly string[]): string {
  const transport = dependencies.some((each) => each.startsWith('@modelcontextprotocol/'))
    ? ['@resession/transport']
    : [];
  const ranges = Object.fromEntries([...dependencies, ...transport].map((each) => [each, '*']));
  return JSON.stringify({ name, private: true, dependencies: ranges });
}

/** Plans a run over all of it. */
export async function madeOf(files: Files): Promise<Made> {
  const cwd = folderOf(files);
  const options = { paths: [], cwd, rootOverride: cwd, only: null, ignore: [], checkStyle: 'code' } as const;
  // Every manifest has the transport already: nothing is read of it.
  const tarball = { path: '/nowhere', version: '0.1.0', integrity: 'sha512-' };
  const made = await plan({ ...options, transport: 'vendor', tarball, toolVersion: '0.1.0' }, nodeHost, codemods);
  const checks = made.findings.filter(({ codemod }) => codemod === 'expiry-guess-to-code');
  return {
    found: made.findings.map(({ kind, path, line, messageId }) => `${kind} ${path}:${String(line)} ${messageId}`),
    ways: checks.map(wayOf),
    reasons: made.findings.map(({ reason }) => reason),
    after: Object.fromEntries(
      made.files.filter(({ kind }) => kind === 'source').map(({ path, after }) => [path, after.data]),
    ),
  };
}

function wayOf({ explanation }: PlannedFinding): readonly string[] {
  return (explanation?.way ?? []).map(({ path, line, what, by }) => `${path}:${String(line)} ${what} (${by})`);
}
