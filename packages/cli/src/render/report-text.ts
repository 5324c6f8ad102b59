// The final report in the format that was asked for.

import { reportMarkdown } from '@resession/bot';
import type { Colors } from '@resession/assistant';
import type { Report } from '@resession/engine';
import { fromHere, stepsOf, type Asked } from '../next-steps.ts';
import type { Done } from '../writing.ts';
import { diffText } from './diff-text.ts';
import { jsonText } from './json-text.ts';
import { nextText } from './next-text.ts';
import { bucketsText, closingText } from './summary-text.ts';

/** What the reader has seen already or does not want: the whole plan, or the diff. */
export type Shown = 'nothing' | 'no-diff' | 'plan';

/** The plan as it is read before a question: diff, buckets, checks, count. */
export function planText(report: Report, colors: Colors): string {
  return joined([diffText(report, colors), bucketsText(report, colors), closingText(report, null, colors)]);
}

/** The report as text, JSON or markdown; ci-text.ts makes the others. Text leaves out what was shown. */
export function reportText({ report, nextSteps, run }: Done, asked: Asked, shown: Shown, colors: Colors): string {
  const steps = [...fromHere(nextSteps, report.root), ...stepsOf(report, asked, run)];
  switch (asked.settings.format) {
    case 'json':
      return jsonText(report);
    case 'markdown':
      return reportMarkdown(report, steps);
    default: {
      const seen = shown === 'plan';
      return joined([
        shown === 'nothing' ? diffText(report, colors) : '',
        seen ? '' : bucketsText(report, colors),
        seen && run === null ? '' : closingText(report, run, colors),
        nextText(steps, colors),
      ]);
    }
  }
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n');
