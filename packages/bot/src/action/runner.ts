// What passes between the Action and the runner that started it, and how it is spelled there
// (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands). The door itself is in the command line.

import { randomUUID } from 'node:crypto';

export interface Runner {
  /** As this process was started with them. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** A workflow command. */
  command(name: string, properties: Readonly<Record<string, string | number>>, message: string): void;
  /** Commands that are ready, each with the end of its line. */
  commands(text: string): void;
  /** Plain words for the log, whatever stands in them. */
  say(text: string): void;
  /** An output of the step. */
  output(name: string, value: string): void;
  /** Markdown for the page of the run. */
  summary(text: string): void;
}

/** `name=value` of several lines, between words that nobody can foresee. */
export function outputLines(name: string, value: string, word = `ghadelimiter_${randomUUID()}`): string {
  return `${name}<<${word}\n${value}\n${word}\n`;
}

/** Each line behind a word of ours, so that none begins with `::`; the older form of a command may stand anywhere. */
export function spoken(text: string): string {
  const lines = text.trimEnd().split(/\r\n|[\r\n\u0085\u2028\u2029]/);
  return lines
    .map(
      (line) =>
        `resession: ${line.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd').replaceAll('##[', '## [')}\n`,
    )
    .join('');
}

/** Bytes that the page of a step takes; GitHub drops the whole of a longer one. */
const mostSummary = 1024 * 1024;

/** The text, or where it is too long its head line and a word about the rest. */
export function fitting(text: string): string {
  if (Buffer.byteLength(text) < mostSummary) return text;
  const [first = ''] = text.split('\n', 1);
  return `${first.slice(0, 500)}\n\nThe report is longer than GitHub takes for a page; \`npx resession --dry-run\` prints all of it.\n`;
}
