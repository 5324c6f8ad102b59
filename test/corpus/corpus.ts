// Puts consumers through everything: planned together, again on the result, and alone; compiled; and run.

import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile, type Complaints } from './compiling.ts';
import type { Consumer } from './consumer.ts';
import type { Outcomes } from './outcomes.ts';
import { planAlone, type Planned, planWorkspace } from './planning.ts';
import { laySides, runDoors, type Sides } from './running.ts';

/** All that is known of one consumer in the end. */
export interface Judged {
  readonly consumer: Consumer;
  readonly planned: Planned;
  /** What a second run over the result would do. */
  readonly again: Planned;
  /** The plan of the consumer in a repository of its own. */
  readonly alone: Planned;
  readonly complaints: Complaints;
  /** Undefined where it has no door. */
  readonly outcomes: Outcomes | undefined;
}

const nodeModules = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** Needs the built transport. Leaves nothing behind. */
export async function judge(consumers: readonly Consumer[]): Promise<readonly Judged[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'resession-corpus-')));
  try {
    symlinkSync(nodeModules, join(folder, 'node_modules'), 'dir');
    const planned = await planWorkspace(join(folder, 'together'), consumers);
    const of = (id: string): Planned => planned.get(id) ?? { findings: [], after: {}, manifests: [] };
    const sides: readonly Sides[] = consumers.map((consumer) => ({ consumer, after: of(consumer.id).after }));
    laySides(join(folder, 'sides'), sides);
    const running = runDoors(join(folder, 'sides'), sides);
    const changed = consumers.map((each) => ({ ...each, before: { ...each.before, ...of(each.id).after } }));
    const again = await planWorkspace(join(folder, 'again'), changed);
    const alone = new Map<string, Planned>();
    for (const each of consumers) alone.set(each.id, await planAlone(join(folder, 'alone'), each));
    const complaints = compile(join(folder, 'sides'), sides);
    const executed = await running;
    return consumers.map((consumer) => {
      const { id } = consumer;
      const [before, after] = [executed[`${id} before`], executed[`${id} after`]];
      return {
        consumer,
        planned: of(id),
        again: again.get(id) ?? of(id),
        alone: alone.get(id) ?? of(id),
        complaints: complaints.get(id) ?? { before: [], added: [] },
        outcomes: before === undefined ? undefined : { before, ...(after !== undefined && { after }) },
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
