// The command line of campaigns. Loaded on every start, so it imports commander and nothing else.

import { Command } from 'commander';
import { collect, flagsOf, withFormat, withPlace } from './command-parts.ts';
import type { Act, Flags } from './program.ts';

export type CampaignVerb = 'plan' | 'run' | 'status' | 'pause' | 'resume' | 'work';

/** `migrate campaign` with its verbs. */
export function campaignCommand(act: Act): Command {
  const campaign = new Command('campaign').description('pull requests for many repositories, a wave at a time');
  for (const make of [planCommand, runCommand, statusCommand, pauseCommand, resumeCommand, workCommand])
    campaign.addCommand(make(act));
  return campaign.addHelpText('after', help);
}

const help = `
Begin with a list, one owner/name on a line, or with the name of an organisation:
  $ npx resession campaign plan --repos repos.txt
  $ npx resession campaign run
  $ npx resession campaign status

The token is read from RESESSION_TOKEN, else GITHUB_TOKEN, and from nowhere else. The URL of a Redis with a password is read from
RESESSION_REDIS, or from the file that RESESSION_REDIS_FILE names.

Exit codes: 0 all is done; 1 something failed or is left to a person, or the campaign waits for one; 2 error; 130 interrupted.`;

function verb(name: CampaignVerb, act: Act, command: Command): Command {
  return withPlace(command)
    .option('--state <folder>', 'where the campaign is kept (default: .resession/campaign)')
    .action((_flags: Flags, given: Command) => act({ command: 'campaign', verb: name, flags: flagsOf(given) }));
}

const redis = [
  '--redis [url]',
  'crews on other machines do the work, over this Redis; else this process does',
] as const;

const crews = ['--redis [url]', 'tell the crews on this Redis, too, where nobody conducts the campaign now'] as const;

function planCommand(act: Act): Command {
  return verb('plan', act, withFormat(new Command('plan'), 'text or json'))
    .description('write down where it goes and how, and do nothing; on one that has begun: add to its list')
    .requiredOption('--repos <file|org>', 'a file with one owner/name on a line, or an organisation')
    .option('--canary <n>', 'pull requests before anybody is asked whether it goes on (default: 5)')
    .option(
      '--wave <n,...>',
      'pull requests in each wave that follows, the last for all others (default: 20,50,100,200)',
    )
    .option('--budget <n|n%>', 'failures that a wave may have (default: 5%)')
    .option('--no-hold', 'go on after the canary without asking anybody')
    .option('--per-hour <n>', 'calls that create something, at most (default: 437; GitHub allows fewer than 500)')
    .option('--base <branch>', 'the branch that they are for (default: the default branch of each)')
    .option('--api-url <url>', 'the REST API, else GITHUB_API_URL (default: https://api.github.com)')
    .option('--create-commits', 'a commit for each codemod')
    .option('--author <who>', 'whose commits they are: "Name <address>"')
    .option('--label <name>', 'label them so (repeatable; default: resession)', collect)
    .option('--no-reviewers', 'ask nobody for a review')
    .option('--no-report', 'no check run and no status beside the commits')
    .option('--no-install', 'leave lockfiles alone')
    .option('--only <codemod,...>', 'run these codemods and no others', collect)
    .option('--ignore <glob>', 'leave these files alone, gitignore syntax (repeatable)', collect)
    .option('--check-style <style>', 'how a v2 check is written: code or guard (default: code)')
    .option('--transport <source>', 'where the patched transport comes from: vendor or registry (default: vendor)');
}

function runCommand(act: Act): Command {
  return verb('run', act, withFormat(new Command('run'), 'text or json'))
    .description('carry it out, and on wherever it was left')
    .option('--repos <file|org>', 'where none is planned yet, plan it like this first')
    .option('--workers <n>', 'visits at once in this process (default: 2; with --redis 0)')
    .option('--again <which>', 'start those anew at which a person had to look, behind all others: failed')
    .option('--quiet', 'tell nothing of the progress')
    .option(...redis);
}

function statusCommand(act: Act): Command {
  return verb('status', act, withFormat(new Command('status'), 'text or json'))
    .description('say where it stands, and what is left to people')
    .option('--html <file>', 'write it as a page for the browser');
}

function pauseCommand(act: Act): Command {
  return verb('pause', act, new Command('pause'))
    .description('begin nothing more, from any terminal; what is at work comes to its end')
    .option(...crews);
}

function resumeCommand(act: Act): Command {
  return verb('resume', act, new Command('resume'))
    .description('take back a pause; or go on after the canary, or after too many failures')
    .option(...crews);
}

function workCommand(act: Act): Command {
  return verb('work', act, new Command('work'))
    .description('make visits for a campaign that runs elsewhere with --redis, until it is stopped')
    .option('--redis [url]', 'the Redis of that campaign (default: RESESSION_REDIS, which may have a password)')
    .option('--campaign <id>', 'the campaign, as its run has named it (default: that of --state)')
    .option('--workers <n>', 'looks at once in this process, and proposals, which come at a pace (default: 2)');
}
