// `migrate explain <file[:line]>`: why a place is judged as it is.

import { explainText, silenceText, visibleLine, type Colors } from '@resession/assistant';
import type { Explained } from '@resession/engine';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { explainPlace } from '../planning.ts';
import type { Flags } from '../program.ts';
import { jsonText } from '../render/json-text.ts';
import { plainRun, sharedSettings } from '../settings.ts';
import { UsageError } from '../usage-error.ts';

interface Place {
  readonly file: string;
  readonly line: number | null;
}

/** Tells the story of every finding of the file, or of those on the line. Explaining is no run: the exit code is 0. */
export async function explain(place: string, flags: Flags, { out, err }: Output, version: string): Promise<ExitCode> {
  const { format, ...where } = sharedSettings(flags);
  const { file, line } = placeOf(place);
  const wanted = { ...where, ...plainRun };
  const explained = await explainPlace(file, line, wanted, { version, err });
  const text = (): string => textOf(explained, flags.allRows === true, out.colors);
  out.write(format === 'json' ? jsonText({ schema: 1, ...explained }) : text());
  return exitCodes.clean;
}

function textOf(explained: Explained, allRows: boolean, colors: Colors): string {
  const { findings, code, silence } = explained;
  // What is no source is passed over for no other reason.
  const passedOver = silence?.kind === 'not-a-source' ? null : explained.passedOver;
  const aside =
    passedOver === null ? [] : [colors.dim(`A run over the whole root passes it by: ${visibleLine(passedOver)}.\n`)];
  const stories = findings.map((finding) => explainText(finding, colors, { allRows, code }));
  return [...stories, ...(findings.length > 0 ? [] : [silenceText(explained, colors)]), ...aside].join('\n');
}

/** `file:12` and `file:12:5` name a line; the column is taken and not needed, since places are printed with it. */
function placeOf(text: string): Place {
  const match = /^(.+?):(\d+)(?::\d+)?$/.exec(text);
  if (match === null) {
    if (text === '' || text.endsWith(':')) throw badPlace(text);
    return { file: text, line: null };
  }
  const [, file = '', digits = ''] = match;
  const line = Number(digits);
  if (line < 1 || !Number.isSafeInteger(line)) throw badPlace(text);
  return { file, line };
}

function badPlace(text: string): UsageError {
  return new UsageError('that is no place', text, 'A place is a file, or a file and a line from 1: src/client.ts:42');
}
