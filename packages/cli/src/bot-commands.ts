// The commands of the bot, beside those of program.ts. Loaded on every start, so it imports commander and nothing else.

import { Argument, Command } from 'commander';
import { collect } from './command-parts.ts';

const serveHelp = `
The private key is read from the file, else from RESESSION_PRIVATE_KEY; the secret of the webhook from RESESSION_WEBHOOK_SECRET.
A Redis with a password is named in RESESSION_REDIS, or in the file of RESESSION_REDIS_FILE, with --redis alone.

Webhooks come to /webhook, and /healthz answers whoever watches over it. TLS is the business of what stands before it.`;

/** `bot serve`, without what it does. */
export function botCommand(): Command {
  return new Command('bot')
    .description('serve as a GitHub App: webhooks become visits to repositories')
    .addArgument(new Argument('<action>', 'serve').choices(['serve']))
    .requiredOption('--app-id <id>', 'of the App, as its settings show it')
    .option('--private-key <file>', 'of the App (PEM)')
    .option('--state <dir>', 'what it keeps between starts (default: .resession-bot)')
    .option('--port <number>', 'where it listens (default: 3000)')
    .option('--host <address>', 'on which address (default: 127.0.0.1)')
    .option('--redis [url]', 'keep the queue there instead of in the folder (default: RESESSION_REDIS)')
    .option('--workers <number>', 'visits at a time (default: 2)')
    .option('--api-url <url>', 'the REST API, else GITHUB_API_URL (default: https://api.github.com)')
    .option('--author <who>', 'whose commits they are: "Name <address>" (default: the App)')
    .option('--label <name>', 'label pull requests so when they are opened (repeatable; default: resession)', collect)
    .option('--no-reviewers', 'ask nobody for a review; else the owners of the files in CODEOWNERS are')
    .option('--no-report', 'no check run beside the commit')
    .option('--no-install', 'leave the lockfile to people; else npm brings its own up to date')
    .option('--create-commits', 'a commit for each codemod, where the branch is new')
    .option('--only <codemod,...>', 'run these codemods and no others', collect)
    .option('--ignore <glob>', 'leave these files alone, gitignore syntax (repeatable)', collect)
    .addHelpText('after', serveHelp);
}
