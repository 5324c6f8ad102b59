// Asks the engine for a plan, as `migrate` does.

import {
  type Decision,
  decisionOn,
  glance,
  kindOf,
  planOfNothing,
  type Plan,
  type PlannedFinding,
  type PlanOptions,
  readDecisions,
} from '@resession/engine';
import { needlesOf } from '@resession/transforms/needles';
import { Refusal } from './results.ts';
import { type Call, host, type Served } from './served.ts';

/** What a tool asks of a plan. */
export interface Wanted {
  /** Relative to the root; none means all of it. */
  readonly paths?: readonly string[] | undefined;
  /** Ids of codemods. */
  readonly only?: readonly string[] | undefined;
  readonly typeCheck?: boolean;
  /** The fixes to make, by the ids of their findings; without it, all. */
  readonly ids?: readonly string[] | undefined;
  /** Fill in the diff of each site. */
  readonly previews?: boolean;
  /** Findings as they are while nobody has decided about them, by their ids. */
  readonly undecided?: readonly string[];
}

/** The engine's options for a call. */
export function optionsOf({ paths = [], only, typeCheck = false }: Wanted, call: Call, served: Served): PlanOptions {
  return {
    paths,
    cwd: call.root,
    // The fence is the root, not the repository around it.
    rootOverride: call.root,
    only: only ?? null,
    ignore: [],
    checkStyle: 'code',
    transport: 'vendor',
    typeCheck,
    toolVersion: served.version,
    tarball: served.tarball,
    onProgress: call.tell,
    signal: call.signal,
  };
}

/** Plans, as people decided; writes nothing. Throws `ResessionError` or `Refusal` for what the agent can mend. */
export async function planned(wanted: Wanted, call: Call, served: Served): Promise<Plan> {
  const { ids, undecided = [], previews = false } = wanted;
  const options = { ...optionsOf(wanted, call, served), previews };
  const seen = await glance(options, host, needlesOf(options.only ?? null));
  const nothing = planOfNothing(seen, options);
  if (nothing !== null && ids === undefined) return nothing;
  const { plan, codemods } = await import('./deep.ts');
  const decisions = readDecisions(call.root, host).filter(({ id }) => !undecided.includes(id));
  if (ids === undefined) return plan({ ...options, decisions }, host, codemods, seen);
  // A decision names its finding in full, so the findings come first.
  const whole = await plan({ ...options, decisions, typeCheck: false, previews: false }, host, codemods, seen);
  const alone = onlyThese(ids, whole.findings, decisions, call);
  const part = await plan({ ...options, decisions: alone, undecided: 'hold' }, host, codemods, seen);
  refuseHanging(ids, part.findings, call);
  return part;
}

/** What was decided, but that these fixes are made and no others. */
function onlyThese(
  ids: readonly string[],
  findings: readonly PlannedFinding[],
  decisions: readonly Decision[],
  call: Call,
): readonly Decision[] {
  const wanted = new Set(ids);
  const kept = decisions.filter(({ id, answer }) => answer === 'leave' || wanted.has(id));
  const decided = new Set(kept.map(({ id }) => id));
  const made = ids.flatMap((id): Decision[] => {
    const fix = findings.find((finding) => finding.id === id && finding.kind === 'fix');
    if (fix === undefined) throw noFix(id, call);
    return decided.has(id) || kindOf(fix) !== 'fix' ? [] : [decisionOn(fix, { answer: 'make' })];
  });
  return [...kept, ...made];
}

function noFix(id: string, { root }: Call): Refusal {
  const text = 'Take ids of findings of kind fix. An ask becomes one by decide:';
  return new Refusal('that is no fix here', id, [{ text, tool: 'scan', arguments: { root } }]);
}

/** A fix may rest on another one, as a check rests on the swap of its transport. */
function refuseHanging(ids: readonly string[], findings: readonly PlannedFinding[], { root }: Call): void {
  const wanted = new Set(ids);
  const hanging = findings.find(({ id, kind }) => wanted.has(id) && kind !== 'fix');
  if (hanging === undefined) return;
  const text = `Add the ids of the fixes it rests on, or leave ids out. ${hanging.reason}`;
  throw new Refusal('a fix cannot be made without others', hanging.id, [
    { text, tool: 'preview', arguments: { root } },
  ]);
}

/** The plans whose pages are being read: a later page is of the plan that the first one was of. */
export class LastPlans {
  readonly #kept = new Map<string, Plan>();

  /** The plan for a page; made anew for the first page, and where it is not kept any more. */
  async pageOf(from: number, key: readonly unknown[], make: () => Promise<Plan>): Promise<Plan> {
    const name = JSON.stringify(key);
    const known = from === 0 ? undefined : this.#kept.get(name);
    if (known !== undefined) return known;
    const made = await make();
    this.#kept.clear();
    this.#kept.set(name, made);
    return made;
  }
}
