// The next steps the command line itself knows: write, look closer, take back.

import path from 'node:path';
import type { NextStep, Report, ReportFinding } from '@resession/engine';
import type { Settings } from './settings.ts';

/** What was asked for, as typed. */
export interface Asked {
  readonly paths: readonly string[];
  readonly settings: Settings;
  readonly cwdAsTyped?: string;
}

/** Steps after a plan or a write, in the order they are worth doing. */
export function stepsOf(report: Report, asked: Asked, run: string | null): readonly NextStep[] {
  // What the tool itself reports (a file that does not parse) has said its reason already.
  const judged = report.findings.filter(({ codemod }) => codemod !== report.tool.name);
  const site = judged.find(({ kind }) => kind === 'ask') ?? judged.find(({ kind }) => kind === 'todo');
  const reviewing: NextStep = {
    text: asked.settings.mode === 'review' ? 'Go on, or write what was decided:' : 'Decide, site by site:',
    command: again(asked, '--interactive'),
  };
  const write: NextStep =
    asked.settings.mode === 'review' ? reviewing : { text: 'Write the changes:', command: again(asked, '--write') };
  const explain = (found: ReportFinding): string[] => [
    'npx',
    'resession',
    'explain',
    here(found, report, asked),
    ...place(asked),
  ];
  // What a move to v2 would make of the code is not there yet to be gone through.
  const ask = site?.kind === 'ask' && asked.settings.upgrade === null && asked.settings.mode !== 'review';
  const why = site?.kind === 'ask' ? 'See the choices of a place:' : 'See why a place is left to you:';
  const look = site === undefined ? [] : [...(ask ? [reviewing] : []), { text: why, command: explain(site) }];
  const undo = ['npx', 'resession', 'undo', String(run), ...home(report, asked)];
  const back = run === null ? [] : [{ text: 'Take this run back:', command: undo }];
  const pending = run === null && report.rewrites.length + report.manifests.length > 0;
  return [...(pending ? [write] : []), ...look, ...back];
}

/** The place of a finding as it is named from where the user stands. */
function here(finding: ReportFinding, report: Report, { settings }: Asked): string {
  const named = path.relative(settings.cwd, path.join(report.root, finding.path)).split(path.sep).join('/');
  return `${noFlag(named)}:${String(finding.line)}`;
}

/** After a bare `--` every word is a path, the flags that follow too; a dot says the same of one. */
const noFlag = (file: string): string => (file.startsWith('-') ? `./${file}` : file);

/** Steps whose folders are relative to the root, as named from where the user stands. */
export function fromHere(steps: readonly NextStep[], root: string, here = process.cwd()): readonly NextStep[] {
  return steps.map((step) =>
    step.in === undefined ? step : { ...step, in: path.relative(here, path.join(root, step.in)) },
  );
}

/** A run is kept at its root: from anywhere else, an undo has to be told where that is. */
function home(report: Report, asked: Asked): string[] {
  const away = path.relative(asked.settings.cwd, report.root);
  return asked.cwdAsTyped === undefined && away !== '' ? ['--cwd', away] : place(asked);
}

const place = ({ cwdAsTyped }: Asked): string[] => (cwdAsTyped === undefined ? [] : ['--cwd', cwdAsTyped]);

/** The same run again, this time writing or asking. */
function again(asked: Asked, how: '--write' | '--interactive'): string[] {
  const { settings, paths } = asked;
  return [
    'npx',
    'resession',
    ...paths.map(noFlag),
    ...place(asked),
    ...(settings.only === null ? [] : ['--only', settings.only.join(',')]),
    ...settings.ignore.flatMap((glob) => ['--ignore', glob]),
    ...(settings.checkStyle === 'code' ? [] : ['--check-style', settings.checkStyle]),
    ...(settings.transport === 'vendor' ? [] : ['--transport', settings.transport]),
    ...(settings.upgrade === null ? [] : ['--from', 'v1', '--to', 'v2']),
    ...(settings.upgrade === 'fetched' ? ['--fetch-codemod'] : []),
    ...(settings.install ? [] : ['--no-install']),
    ...(settings.allowDirty ? ['--allow-dirty'] : []),
    ...(settings.mark ? ['--mark'] : []),
    how,
  ];
}
