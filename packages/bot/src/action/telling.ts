// What a run came to, told in each of the ways that a workflow has: the log, annotations, the page, outputs, a file for code scanning.

import type { Host } from '@resession/engine';
import { reportAnnotations } from '../annotations.ts';
import { prose } from '../markdown.ts';
import { outcomeText } from '../pull-request/outcome-text.ts';
import { reportMarkdown } from '../report-markdown.ts';
import { underTop } from '../under-top.ts';
import { type Done, failureOf, outputsOf } from './done.ts';
import type { Settings } from './inputs.ts';
import type { Runner } from './runner.ts';
import { writeSarif } from './sarif-file.ts';

/** Tells it, and returns why the step fails; null where it does not. `sarif`: where the log goes; '' is nowhere. */
export async function tell(
  done: Done,
  settings: Settings,
  sarif: string,
  runner: Runner,
  host: Host,
): Promise<string | null> {
  const { plan, report, proposed } = done;
  const failure = failureOf(done, settings);
  if (sarif !== '') await writeSarif(done, sarif, host);
  for (const [name, value] of Object.entries(outputsOf(done, sarif))) runner.output(name, value);
  const outcome = proposed === null ? '' : outcomeText(proposed.outcome, proposed.would);
  const page = reportMarkdown(report, proposed === null ? plan.nextSteps : []);
  const [headline = '', ...rest] = page.split('\n');
  runner.summary([headline, ...outcomeMarkdown(done), ...rest].join('\n'));
  runner.say([headline.replace(/^#+ /, ''), outcome].join('\n'));
  // What a pull request changes is told there.
  if (settings.mode !== 'pr')
    runner.commands(reportAnnotations(report, { failing: failure !== null, under: underTop(plan.root, host) }));
  return failure;
}

/** As a quotation below the head line, with the pull request to be clicked on. */
function outcomeMarkdown({ proposed }: Done): readonly string[] {
  if (proposed === null) return [];
  const { outcome, would } = proposed;
  const pull = 'pullRequest' in outcome ? outcome.pullRequest : null;
  const link =
    pull === null || !/^https?:\/\/[\w.:~/%-]+$/.test(pull.url) ? [] : [`[#${String(pull.number)}](${pull.url})`];
  const lines = outcomeText(outcome, would).trimEnd().split('\n').map(prose);
  return ['', ...[...lines, ...link].filter((line) => line !== '').map((line) => `> ${line}  `)];
}
