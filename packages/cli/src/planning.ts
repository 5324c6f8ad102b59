// Asks the engine, with a progress line while it takes.

import { basename } from 'node:path';
import {
  cacheOf,
  findRoot,
  glance,
  nodeHost,
  planOfNothing,
  readDecisions,
  type Explained,
  type Plan,
  type PlanOptions,
} from '@resession/engine';
import { needlesOf } from '@resession/transforms/needles';
import type { Stream } from './output.ts';
import { progressLine, surroundings } from './progress.ts';
import type { Settings } from './settings.ts';
import { shippedTransport } from './shipped-transport.ts';

/** What the engine needs of the settings. */
export type Wanted = Pick<Settings, 'cwd' | 'rootOverride' | 'only' | 'ignore' | 'checkStyle' | 'transport'> &
  Pick<PlanOptions, 'decisions' | 'undecided' | 'previews'> &
  Partial<Pick<Settings, 'mark' | 'upgrade' | 'typeCheck' | 'verify' | 'telling' | 'cache'>>;

interface Asking {
  readonly version: string;
  readonly err: Stream;
  readonly signal?: AbortSignal;
}

/** Plans; writes nothing. Throws `ResessionError` for what the user can mend. */
export function planRun(paths: readonly string[], wanted: Wanted, asking: Asking): Promise<Plan> {
  return withProgress(paths, wanted, asking, async (asked) => {
    // Moved sources hold other needles than those on the disk.
    const seen = asked.upgrade === undefined ? await glance(asked, nodeHost, needlesOf(asked.only)) : undefined;
    const nothing = seen === undefined ? null : planOfNothing(seen, asked);
    if (nothing !== null) return nothing;
    const { path: root } = seen?.root ?? (await findRoot(asked, nodeHost));
    const options: PlanOptions = { ...asked, decisions: asked.decisions ?? readDecisions(root, nodeHost) };
    const cache = seen === undefined || wanted.cache !== true ? null : cacheOf(seen, options, build, nodeHost);
    const known = (await cache?.recall()) ?? null;
    if (known !== null) return known;
    const { plan, codemods } = await import('./deep.ts');
    const made = await plan(options, cache?.host ?? nodeHost, codemods, seen);
    await cache?.keep(made);
    return made;
  });
}

/** In the built program the name holds a digest of this file and of all that it loads. */
const build = basename(import.meta.url);

/** Explains one file, or one line of it; writes nothing. */
export async function explainPlace(
  file: string,
  line: number | null,
  wanted: Wanted,
  asking: Asking,
): Promise<Explained> {
  const { explain, codemods } = await import('./deep.ts');
  return withProgress([file], wanted, asking, (options) => explain(options, nodeHost, codemods, file, line));
}

async function withProgress<Answer>(
  paths: readonly string[],
  {
    cwd,
    rootOverride,
    only,
    ignore,
    checkStyle,
    transport,
    mark = false,
    upgrade = null,
    typeCheck = false,
    verify = null,
    telling = 'normal',
    decisions,
    undecided = 'make',
    previews = false,
  }: Wanted,
  { version, err, signal }: Asking,
  ask: (options: PlanOptions) => Promise<Answer>,
): Promise<Answer> {
  const line = progressLine(err, surroundings(telling));
  try {
    return await ask({
      paths,
      cwd,
      only,
      ignore,
      checkStyle,
      transport,
      mark,
      typeCheck,
      undecided,
      previews,
      toolVersion: version,
      tarball: shippedTransport(),
      onProgress: line.show,
      ...(decisions === undefined ? {} : { decisions }),
      ...(upgrade === null ? {} : { upgrade }),
      ...(verify === null ? {} : { verify }),
      ...(rootOverride === undefined ? {} : { rootOverride }),
      ...(signal === undefined ? {} : { signal }),
    });
  } finally {
    line.clear();
  }
}
