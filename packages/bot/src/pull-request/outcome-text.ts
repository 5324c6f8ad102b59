// What came of a proposal, in a few lines of plain text.

import type { Named, Outcome } from './outcome.ts';

const did = {
  opened: ['Opened', 'Would open it.'],
  updated: ['Brought up to date:', 'Would bring it up to date:'],
  unchanged: ['It is as it should be:', 'It is as it should be:'],
  closed: ['Closed, since nothing is left to do:', 'Would close it, since nothing is left to do:'],
} as const;

/** Empty where there was nothing to do. `would` is what a dry run would have done. */
export function outcomeText(outcome: Outcome, would: readonly string[]): string {
  const acts = would.map((each) => `Would ${each.trimEnd()}\n`).join('\n');
  const last = lastLine(outcome, would.length > 0);
  return [acts, last].filter((part) => part !== '').join('\n');
}

function lastLine(outcome: Outcome, dry: boolean): string {
  switch (outcome.kind) {
    case 'nothing':
      return '';
    case 'declined':
      return `${place(outcome.pullRequest)} was closed, so this plan is not proposed again; /resession retry as a comment there takes that back.\n`;
    case 'stopped': {
      const { why, next, pullRequest } = outcome;
      return `Stopped: ${why}${pullRequest === null ? '' : ` (${place(pullRequest)})`}\n${next}\n`;
    }
    default: {
      const { kind, pullRequest, notes } = outcome;
      const [words, would] = did[kind];
      const named = pullRequest === null || pullRequest.number === 0 ? '' : ` ${place(pullRequest)}`;
      return [`${dry ? would : words}${named}`, ...notes.map((note) => `  not done: ${note}`)].join('\n') + '\n';
    }
  }
}

const place = ({ number, url }: Named): string => (url === '' ? `#${String(number)}` : url);
