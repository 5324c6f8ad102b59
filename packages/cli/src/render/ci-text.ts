// The formats of a CI: a SARIF log and the annotations of a workflow. Both name files from the top of the repository.

import { reportAnnotations, reportSarif, underTop } from '@resession/bot';
import { nodeHost, type Plan, type Report } from '@resession/engine';
import { described } from '../codemod-help.ts';
import type { Mode } from '../settings.ts';
import { jsonText } from './json-text.ts';

/** The run as a SARIF log, or as workflow commands: errors where the step is there to fail (`--check`). */
export async function ciText(format: 'sarif' | 'github', plan: Plan, report: Report, mode: Mode): Promise<string> {
  const under = underTop(plan.root, nodeHost);
  if (format === 'github') return reportAnnotations(report, { failing: mode === 'check', under });
  // The codemods are loaded only where one has found something.
  const named = new Set(plan.findings.map(({ codemod }) => codemod));
  const codemods = named.size === 0 ? [] : described((await import('../deep.ts')).codemods, named);
  return jsonText(reportSarif({ plan, report, codemods, under }));
}
