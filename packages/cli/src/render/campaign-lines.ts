// A campaign as it goes on, a line for each thing that happened: for logs, and for whoever looks on.

import type { Event, kinds as known, Moves, State } from '@resession/bot/campaign';

/** Tells what is new after a turn. What every repository is asked first is not told of. */
export type CampaignLines = (state: State, moves: Moves, news: readonly Event[]) => readonly string[];

/** Tells from now on; of what happened in earlier runs nothing. */
export function campaignLines(quiet: boolean, kinds: typeof known): CampaignLines {
  let first = true;
  let waves = 0;
  let end: Moves['end'] = null;
  return (state, moves, news) => {
    const told = quiet || first ? [] : news.flatMap((event) => lineOf(event, kinds));
    if (!quiet && !first && state.waves.length > waves) told.push(waveLine(state));
    if (!quiet && moves.end !== null && moves.end !== end) told.push(endings[moves.end]);
    first = false;
    waves = state.waves.length;
    end = moves.end;
    return told;
  };
}

function lineOf(event: Event, kinds: typeof known): string[] {
  switch (event.kind) {
    case 'begun':
    case 'known':
      return [];
    case 'pause':
      return ['paused: nothing more is begun'];
    case 'resume':
      return ['goes on'];
    case 'again':
      return [`${String(event.repos.length)} repositories begin anew`];
    case 'added':
      return [`${String(event.repos.length)} repositories came to the list`];
    case 'ended': {
      const { kind, why, pullRequest } = event.result;
      return [
        `${event.repo}: ${[kinds[kind].label, pullRequest?.url ?? '', why].filter((part) => part !== '').join(': ')}`,
      ];
    }
  }
}

function waveLine({ waves }: State): string {
  const last = waves.at(-1);
  if (last === undefined) return '';
  const { number, members, failedLooks, failedProposals } = last;
  const name = number === 0 ? 'the canary' : `wave ${String(number)}`;
  return `${name} is over: ${String(members.length)} proposed, ${String(failedLooks + failedProposals)} failed`;
}

const endings: Readonly<Record<Exclude<Moves['end'], null>, string>> = {
  over: 'nothing is left to be done',
  held: 'the canary is over, and waits for a person',
  stopped: 'more failed than the budget has: nothing more is begun',
};
