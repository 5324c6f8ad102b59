// The user's own command within a run: where it newly fails, nothing is written.

import type { Host } from '../host.ts';
import type { PlanOptions } from '../options.ts';
import type { Verdict } from '../plan.ts';
import { trial, type Tried } from '../trial.ts';
import type { Draft } from './draft.ts';
import { patchedIn } from './patched-in.ts';
import type { Ground } from './settle.ts';

export interface Trying {
  /** Why nothing of the drafts may be written; undefined where nothing speaks against them. */
  objection(drafts: readonly Draft[]): Promise<string | undefined>;
  verdict(): Verdict;
}

/** The command, asked once about the changes that stand in every other way. */
export function trying(
  { root, project, candidates }: Pick<Ground, 'root' | 'project' | 'candidates'>,
  argv: readonly string[],
  options: PlanOptions,
  host: Host,
): Trying {
  let tried: Tried | null = null;
  return {
    objection: async (drafts) => {
      const changed = drafts.filter(({ before, text }) => before !== text);
      if (changed.length === 0) return undefined;
      const after = changed.map(({ path, text }) => {
        const bytes = Buffer.from((candidates.get(path)?.mark ?? '') + text, 'utf8');
        return [path, bytes] as const;
      });
      const input = { ...patchedIn(changed, project, options, host), root: root.path, argv, after: new Map(after) };
      tried = await trial(input, host);
      return tried.outcome === 'failed' ? tried.why : undefined;
    },
    verdict: () => {
      if (tried === null) return { check: 'command', outcome: 'skipped', why: 'No file changes.' };
      const back = tried.outcome === 'failed' ? ' Everything was taken back.' : '';
      return { check: 'command', outcome: tried.outcome, why: `${tried.why}${back}` };
    },
  };
}
