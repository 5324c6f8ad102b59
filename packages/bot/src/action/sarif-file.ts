// The SARIF log of a step: in the workspace or the runner's own scratch folder and nowhere else, whatever links a checkout holds.

import path from 'node:path';
import { type Host, ResessionError } from '@resession/engine';
import { described } from '../sarif/rules.ts';
import { reportSarif } from '../sarif/sarif.ts';
import { underTop } from '../under-top.ts';
import type { Done } from './done.ts';
import { shippedPage } from './shipped.ts';

/** The absolute path of what was named; '' where nothing was. Throws `ResessionError` for what may not be written. */
export function sarifPlace(named: string, workspace: string, temp: string, host: Host): string {
  if (named === '') return '';
  const file = path.resolve(workspace, named);
  const refused = (why: string, next: string): ResessionError => new ResessionError(why, 'the input sarif-file', next);
  const folder = path.dirname(file);
  if (host.lstat(folder) === null)
    throw refused('its folder is not there', 'Make it in an earlier step, or name another one.');
  const home = host.realpath(folder);
  const inside = [workspace, temp].some((each) => each !== '' && isIn(home, host.realpath(each)));
  const there = host.lstat(file)?.kind ?? 'file';
  if (!inside || there !== 'file' || home.split(path.sep).includes('.git'))
    throw refused('the log may not be written there', 'Name a file in the workspace or in runner.temp.');
  return file;
}

function isIn(place: string, folder: string): boolean {
  return place === folder || place.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

/** The codemods are loaded only where one has found something. */
export async function writeSarif({ plan, report }: Done, file: string, host: Host): Promise<void> {
  const ids = new Set(plan.findings.map(({ codemod }) => codemod));
  const codemods =
    ids.size === 0 ? [] : described((await import('./deep.ts')).codemods, ids, (id) => shippedPage(id, host));
  const log = reportSarif({ plan, report, codemods, under: underTop(plan.root, host) });
  await host.write(file, Buffer.from(`${JSON.stringify(log, null, 2)}\n`));
}
