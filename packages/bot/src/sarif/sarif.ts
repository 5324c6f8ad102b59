// A run as a SARIF 2.1.0 log: what code scanning, editors and other viewers read.

import type { Plan, Report, Verdict } from '@resession/engine';
import type { Log, Notification, Run } from './log.ts';
import { base, placesIn } from './places.ts';
import { resultsOf } from './results.ts';
import { type Described, rulesFrom } from './rules.ts';
import { plain } from '../plain.ts';

/** What a log is made of. */
export interface Told {
  readonly plan: Plan;
  readonly report: Report;
  /** The codemods that found something; others may be among them. */
  readonly codemods: readonly Described[];
  /** Where the root of the plan lies below the top of the repository, forward slashes; '' where it is that. */
  readonly under: string;
}

const exits = {
  clean: { code: 0, text: 'Nothing is left.' },
  'work-left': { code: 1, text: 'Work is left: a fix that is not written, or something to decide or to write.' },
  failed: { code: 2, text: 'The run failed.' },
} as const;

/** The log. The same plan and report give the same log: no time, no path of the machine, nothing of its user. */
export function reportSarif({ plan, report, codemods, under }: Told): Log {
  const written = report.totals.written > 0;
  const places = placesIn(plan, under, written);
  const rules = rulesFrom(codemods);
  const results = resultsOf(plan, report, { places, rules, written });
  const { code, text } = exits[report.status];
  const run: Run = {
    tool: {
      driver: {
        name: report.tool.name,
        version: report.tool.version,
        semanticVersion: report.tool.version,
        rules: rules.all,
      },
    },
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n'],
    originalUriBaseIds: { [base]: { description: { text: 'The top of the repository.' } } },
    invocations: [
      {
        executionSuccessful: report.status !== 'failed',
        exitCode: code,
        exitCodeDescription: text,
        toolExecutionNotifications: report.verdicts.flatMap(notification),
      },
    ],
    artifacts: places.artifacts,
    results,
  };
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
}

/** A check that did not pass. What passed is no news. */
function notification({ check, outcome, why }: Verdict): readonly Notification[] {
  if (outcome === 'passed') return [];
  const level = outcome === 'failed' ? 'error' : 'note';
  return [{ descriptor: { id: `check/${check}` }, level, message: { text: plain(`${outcome}: ${why}`) } }];
}
