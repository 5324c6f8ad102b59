// What a run of the Action came to, in the terms of its outputs.

import type { Plan, Report } from '@resession/engine';
import type { Outcome } from '../pull-request/outcome.ts';
import type { Failing, Settings } from './inputs.ts';

export interface Done {
  readonly plan: Plan;
  readonly report: Report;
  /** Of `mode: pr`. */
  readonly proposed: { readonly outcome: Outcome; readonly would: readonly string[] } | null;
}

/** What is left, by its kind. A manifest or the packed transport alone can be missing too, which is a fix without a finding. */
export function leftIn({ report, proposed }: Done): Readonly<Record<Failing, number>> {
  const { totals, status, findings, rewrites, manifests } = report;
  const { ask, todo } = totals;
  const held = findings.filter((finding) => finding.held === true).length;
  if (totals.written > 0) return { fix: held, ask, todo };
  const missing = [...rewrites, ...manifests].some((file) => !('onlyMarkers' in file));
  const fix = totals.fix > 0 ? totals.fix : status === 'work-left' && missing ? 1 : 0;
  return { fix: isOnItsWay(proposed) ? held : fix, ask, todo };
}

/** In a pull request that is as it should be. What a dry run would do is not done. */
function isOnItsWay(proposed: Done['proposed']): boolean {
  if (proposed === null || proposed.would.length > 0) return false;
  return ['opened', 'updated', 'unchanged'].includes(proposed.outcome.kind);
}

/** Why the step fails, in words; null where it does not. */
export function failureOf(done: Done, { failOn, mode }: Pick<Settings, 'failOn' | 'mode'>): string | null {
  const { report, proposed } = done;
  if (report.status === 'failed') return 'what was written does not resolve; see the checks';
  if (failOn === 'never') return null;
  if (proposed?.outcome.kind === 'stopped') return `the pull request needs a person: ${proposed.outcome.why}`;
  const left = leftIn(done);
  const named = (['fix', 'ask', 'todo'] as const).filter((kind) => failOn.has(kind) && left[kind] > 0);
  if (named.length === 0) return null;
  const told = named.map((kind) => `${String(left[kind])} ${words[kind]}`).join(', ');
  return mode === 'check' ? told : `${told}, after what could be done`;
}

const words: Readonly<Record<Failing, string>> = { fix: 'to fix', ask: 'to decide', todo: 'to do by hand' };

/** The outputs of the step by name; none of them holds a path of the machine but that of the log. */
export function outputsOf(done: Done, sarif: string): Readonly<Record<string, string>> {
  const { report, proposed } = done;
  const left = leftIn(done);
  const pull = proposed !== null && 'pullRequest' in proposed.outcome ? proposed.outcome.pullRequest : null;
  return {
    outcome: proposed?.outcome.kind ?? report.status,
    changed: String(report.totals.written > 0),
    fixes: String(left.fix),
    asks: String(left.ask),
    todos: String(left.todo),
    // One that a dry run would open has no number yet.
    'pull-request-number': pull === null || pull.number === 0 ? '' : String(pull.number),
    'pull-request-url': pull?.url ?? '',
    'sarif-file': sarif,
  };
}

/** Every output there is, as action.yml declares them. */
export const outputNames = [
  'outcome',
  'changed',
  'fixes',
  'asks',
  'todos',
  'pull-request-number',
  'pull-request-url',
  'sarif-file',
] as const;
