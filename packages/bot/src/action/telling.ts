// What a run came to, told in each of the ways that a workflow has: the log, annotations, the page, outputs, a file for code scanning.

import path from 'node:path';
import { type Host, ResessionError } from '@resession/engine';
import { reportAnnotations } from '../annotations.ts';
import { prose } from '../markdown.ts';
import { outcomeText } from '../pull-request/outcome-text.ts';
import { reportMarkdown } from '../report-markdown.ts';
import { described } from '../sarif/rules.ts';
import { reportSarif } from '../sarif/sarif.ts';
import { underTop } from '../under-top.ts';
import { type Done, failureOf, outputsOf } from './done.ts';
import type { Settings } from './inputs.ts';
import type { Runner } from './runner.ts';
import { shippedPage } from './shipped.ts';

/** Tells it, and returns why the step fails; null where it does not. */
export async function tell(
  done: Done,
  settings: Settings,
  workspace: string,
  runner: Runner,
  host: Host,
): Promise<string | null> {
  const { plan, report, proposed } = done;
  const failure = failureOf(done, settings);
  const sarif = settings.sarifFile === '' ? '' : await writeSarif(done, settings.sarifFile, workspace, runner, host);
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

/** The log, in the workspace or the runner's own scratch folder and nowhere else, whatever links a checkout holds. */
async function writeSarif(
  { plan, report }: Done,
  named: string,
  workspace: string,
  { variables }: Runner,
  host: Host,
): Promise<string> {
  const file = path.resolve(workspace, named);
  const refused = (why: string, next: string): ResessionError => new ResessionError(why, 'the input sarif-file', next);
  const folders = [workspace, variables['RUNNER_TEMP'] ?? ''].filter((folder) => folder !== '');
  const home = host.lstat(path.dirname(file)) === null ? null : host.realpath(path.dirname(file));
  if (home === null) throw refused('its folder is not there', 'Make it in an earlier step, or name another one.');
  const inside = folders.map((folder) => host.realpath(folder)).some((folder) => isIn(home, folder));
  if (!inside || host.lstat(file)?.kind === 'symlink' || home.split(path.sep).includes('.git'))
    throw refused('the log may not be written there', 'Name a file in the workspace or in runner.temp.');
  const ids = new Set(plan.findings.map(({ codemod }) => codemod));
  const codemods =
    ids.size === 0 ? [] : described((await import('./deep.ts')).codemods, ids, (id) => shippedPage(id, host));
  const log = reportSarif({ plan, report, codemods, under: underTop(plan.root, host) });
  await host.write(file, Buffer.from(`${JSON.stringify(log, null, 2)}\n`));
  return file;
}

function isIn(place: string, folder: string): boolean {
  return place === folder || place.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}
