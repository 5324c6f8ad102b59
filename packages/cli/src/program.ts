// The commands and flags. Loaded on every start, `--help` included, so it imports commander and nothing else.

import { Command, CommanderError, Option } from 'commander';
import { botCommand } from './bot-commands.ts';
import { campaignCommand, type CampaignVerb } from './campaign-command.ts';
import { collect, flagsOf, withColor, withFormat, withPlace, withTelling } from './command-parts.ts';

/** What commander makes of the flags; values are checked in settings.ts. */
export interface Flags {
  readonly write?: boolean;
  readonly interactive?: boolean;
  readonly mark?: boolean;
  readonly dryRun?: boolean;
  readonly check?: boolean;
  readonly only?: readonly string[];
  readonly ignore?: readonly string[];
  readonly checkStyle?: string;
  readonly cwd?: string;
  readonly cache?: boolean;
  readonly install?: boolean;
  readonly allowDirty?: boolean;
  readonly format?: string;
  readonly patch?: string;
  readonly html?: string;
  readonly allRows?: boolean;
  readonly color?: boolean;
  readonly transport?: string;
  readonly yes?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly fetchCodemod?: boolean;
  readonly typeCheck?: boolean;
  readonly verify?: string;
  readonly formatWithProject?: boolean;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
  readonly force?: boolean;
  readonly why?: string;
  readonly readOnly?: boolean;
  readonly base?: string;
  readonly repo?: string;
  readonly remote?: string;
  readonly apiUrl?: string;
  readonly createCommits?: boolean;
  readonly author?: string;
  readonly label?: readonly string[];
  readonly reviewers?: boolean;
  readonly report?: boolean;
  readonly appId?: string;
  readonly privateKey?: string;
  readonly state?: string;
  readonly port?: string;
  readonly host?: string;
  readonly redis?: string | true;
  readonly workers?: string;
  readonly repos?: string;
  readonly canary?: string;
  readonly wave?: string;
  readonly budget?: string;
  readonly hold?: boolean;
  readonly perHour?: string;
  readonly campaign?: string;
  readonly again?: string;
}

/** One command with its arguments. */
export type Request =
  | { readonly command: 'migrate'; readonly paths: readonly string[]; readonly flags: Flags }
  | { readonly command: 'list'; readonly flags: Flags }
  | { readonly command: 'mcp'; readonly flags: Flags }
  | { readonly command: 'explain'; readonly place: string; readonly flags: Flags }
  | { readonly command: 'report'; readonly paths: readonly string[]; readonly flags: Flags }
  | { readonly command: 'review'; readonly paths: readonly string[]; readonly flags: Flags }
  | { readonly command: 'decide'; readonly id: string; readonly answer: string; readonly flags: Flags }
  | {
      readonly command: 'decisions';
      readonly action: string | undefined;
      readonly id: string | undefined;
      readonly flags: Flags;
    }
  | { readonly command: 'pr'; readonly paths: readonly string[]; readonly flags: Flags }
  | { readonly command: 'bot'; readonly flags: Flags }
  | { readonly command: 'campaign'; readonly verb: CampaignVerb; readonly flags: Flags }
  | { readonly command: 'undo'; readonly run: string | undefined; readonly flags: Flags }
  | {
      readonly command: 'skill';
      readonly action: string | undefined;
      readonly folder: string | undefined;
      readonly flags: Flags;
    };

/** What is done about a request. */
export type Act = (request: Request) => Promise<void>;

const examples = `
Examples:
  $ npx resession                        show what would change, ask before writing
  $ npx resession src/client.ts --write  change one file without a question
  $ npx resession -i                     go through it site by site and decide
  $ npx resession --check                for CI: exit 1 while work is left
  $ npx resession explain src/client.ts:42
  $ npx resession undo                   take the last run back

Exit codes: 0 nothing left, 1 work left, 2 error, 130 interrupted.`;

/** Parses a command line and acts on it. Throws usage errors as `CommanderError`. */
export async function parse(argv: readonly string[], version: string, act: Act): Promise<void> {
  try {
    await buildProgram(version, act).parseAsync(argv, { from: 'user' });
  } catch (error) {
    // Help and version have been printed.
    if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
  }
}

/** The program. `act` gets the request; usage errors are thrown as `CommanderError`. */
export function buildProgram(version: string, act: Act): Command {
  const program = new Command('migrate');
  const others = [
    listCommand(act),
    explainCommand(act),
    reportCommand(act),
    reviewCommand(act),
    decideCommand(act),
    decisionsCommand(act),
    undoCommand(act),
    prCommand(act),
    withColor(botCommand()).action((_action: string, _flags: Flags, command: Command) =>
      act({ command: 'bot', flags: flagsOf(command) }),
    ),
    campaignCommand(act),
    mcpCommand(act),
    skillCommand(act),
  ];
  withPlace(withFormat(migrateFlags(program), 'text, json, markdown, sarif or github'))
    .description('Moves MCP clients from guessing that their session expired to knowing it.')
    .argument('[paths...]', 'files and folders to work on (default: this folder)')
    .version(version, '-V, --version', 'print the version')
    .helpCommand(false)
    .enablePositionalOptions()
    .addHelpText('after', examples)
    .action((paths: string[], flags: Flags) => act({ command: 'migrate', paths, flags }));
  for (const command of others) program.addCommand(command);
  for (const command of [program, ...others.flatMap((other) => [other, ...other.commands])]) {
    // Errors are thrown, not printed here: failure.ts prints all of them in one way.
    command
      .helpOption('-h, --help', 'print this help')
      .exitOverride()
      .configureOutput({ outputError: () => undefined });
  }
  return program;
}

function migrateFlags(program: Command): Command {
  program
    .addOption(new Option('-w, --write', 'write without asking').conflicts(['dryRun', 'check']))
    .addOption(
      new Option('-i, --interactive', 'go through it site by site and decide; answers are kept').conflicts([
        'write',
        'dryRun',
        'check',
        'yes',
      ]),
    )
    .option('-n, --dry-run', 'show the plan and write nothing')
    .option('--check', 'write nothing and leave the diff out: for CI')
    .option('--mark', 'leave a TODO(resession) comment at what is left to you; it goes once that is settled')
    .option('-y, --yes', 'on a terminal, answer the question before writing with yes');
  planFlags(program)
    .option('--verify <command>', 'run it on a copy before and after; where it newly fails, write nothing')
    .option('--format-with-project', 'let your formatter write what was clean before; this runs its configuration')
    .option('--no-cache', 'with --check: look at everything anew, and keep nothing in node_modules/.cache/resession')
    .option('--no-install', 'leave the install to you')
    .option('--allow-dirty', 'write over uncommitted changes');
  return withTelling(program).option('--patch <file>', 'write the change as a patch that git apply takes');
}

/** What a plan depends on. */
function planFlags(command: Command): Command {
  return command
    .option('--only <codemod,...>', 'run these codemods and no others', collect)
    .option('--ignore <glob>', 'leave these files alone, gitignore syntax (repeatable)', collect)
    .option('--check-style <style>', 'how a v2 check is written: code or guard (default: code)')
    .option('--transport <source>', 'where the patched transport comes from: vendor or registry (default: vendor)')
    .option('--from <generation>', 'with --to: move from this SDK first, by its own codemod (v1)')
    .option('--to <generation>', 'the SDK to move to (v2)')
    .option('--fetch-codemod', "let the package manager fetch the SDK's codemod where it is not installed")
    .option(
      '--no-type-check',
      'leave your compiler out of it; else it is asked, on a copy, before anything is written',
    );
}

function listCommand(act: Act): Command {
  return withFormat(new Command('list'), 'text or json')
    .description('list the codemods')
    .action((_flags: Flags, command: Command) => act({ command: 'list', flags: flagsOf(command) }));
}

function explainCommand(act: Act): Command {
  return withPlace(withFormat(new Command('explain'), 'text or json'))
    .description('say why a place is judged as it is')
    .argument('<file[:line]>', 'the place')
    .option('--all-rows', 'name every kind of error, each on a line of its own')
    .action((place: string, _flags: Flags, command: Command) =>
      act({ command: 'explain', place, flags: flagsOf(command) }),
    );
}

function reportCommand(act: Act): Command {
  return withTelling(planFlags(withPlace(withColor(new Command('report')))))
    .description('show the plan as a page for the browser, and write nothing else')
    .argument('[paths...]', 'files and folders to look at (default: this folder)')
    .requiredOption('--html <file>', 'the page, one file that needs no network')
    .action((paths: string[], _flags: Flags, command: Command) =>
      act({ command: 'report', paths, flags: flagsOf(command) }),
    );
}

function reviewCommand(act: Act): Command {
  return withTelling(planFlags(withPlace(withColor(new Command('review')))))
    .description('decide and apply on that page, served to a browser on this machine alone')
    .argument('[paths...]', 'files and folders to work on (default: this folder)')
    .option('--no-install', 'leave the install to you')
    .option('--allow-dirty', 'write over uncommitted changes')
    .action((paths: string[], _flags: Flags, command: Command) =>
      act({ command: 'review', paths, flags: flagsOf(command) }),
    );
}

function undoCommand(act: Act): Command {
  return withPlace(withFormat(new Command('undo'), 'text or json'))
    .description('take back what a run wrote')
    .argument('[run]', 'the run, as it was named when it wrote (default: the last one)')
    .action((run: string | undefined, _flags: Flags, command: Command) =>
      act({ command: 'undo', run, flags: flagsOf(command) }),
    );
}

function prCommand(act: Act): Command {
  return withPlace(withFormat(new Command('pr'), 'text or json'))
    .description('propose the changes as a pull request, and keep it right')
    .argument('[paths...]', 'files and folders to work on (default: all of the checkout)')
    .option('-n, --dry-run', 'tell what would be pushed and said, and do none of it')
    .option('--base <branch>', 'the branch it is for (default: the default branch)')
    .option('--repo <owner/name>', 'the repository (default: that of the remote)')
    .option('--remote <name>', 'the remote of the checkout (default: origin)')
    .option('--api-url <url>', 'the REST API, else GITHUB_API_URL (default: https://api.github.com)')
    .option('--create-commits', 'a commit for each codemod, where the branch is new')
    .option('--author <who>', 'whose commits they are: "Name <address>" (default: as git is configured)')
    .option('--label <name>', 'label it so when it is opened (repeatable; default: resession)', collect)
    .option('--no-reviewers', 'ask nobody for a review; else the owners of the files in CODEOWNERS are')
    .option('--no-report', 'no check run and no status beside the commit')
    .option('--no-install', 'leave the lockfile to you; else npm brings its own up to date, on a copy')
    .option('--only <codemod,...>', 'run these codemods and no others', collect)
    .option('--ignore <glob>', 'leave these files alone, gitignore syntax (repeatable)', collect)
    .option('--check-style <style>', 'how a v2 check is written: code or guard (default: code)')
    .option('--transport <source>', 'where the patched transport comes from: vendor or registry (default: vendor)')
    .option('--mark', 'leave a TODO(resession) comment at what is left to you')
    .option('--no-type-check', 'leave your compiler out of it')
    .option('--verify <command>', 'run it on a copy before and after; where it newly fails, propose nothing')
    .addHelpText('after', prHelp)
    .action((paths: string[], _flags: Flags, command: Command) =>
      act({ command: 'pr', paths, flags: flagsOf(command) }),
    );
}

const prHelp = `
The token is read from RESESSION_TOKEN, else GITHUB_TOKEN, and from nowhere else.

Exit codes: 0 the pull request is as it should be, or there is nothing to propose; 1 a person has to look; 2 error.`;

function decideCommand(act: Act): Command {
  return withPlace(withFormat(new Command('decide'), 'text or json'))
    .description('keep an answer about a finding for all later runs')
    .argument('<id>', 'the finding, as --format json names it')
    .argument('<answer>', 'make, leave, or the id of a choice')
    .option('--why <reason>', 'in the words of whoever decides')
    .action((id: string, answer: string, _flags: Flags, command: Command) =>
      act({ command: 'decide', id, answer, flags: flagsOf(command) }),
    );
}

function skillCommand(act: Act): Command {
  return withPlace(new Command('skill'))
    .description('print the skill for coding agents, or install it')
    .argument('[install]', 'write it into the project instead')
    .argument('[folder]', 'where the skills of the project are (default: .agents/skills)')
    .option('--force', 'replace another text that is there')
    .action((action: string | undefined, folder: string | undefined, _flags: Flags, command: Command) =>
      act({ command: 'skill', action, folder, flags: flagsOf(command) }),
    );
}

function mcpCommand(act: Act): Command {
  return withPlace(new Command('mcp'))
    .description('serve coding agents over stdio (Model Context Protocol)')
    .option('--read-only', 'plan, explain and verify; leave out what writes')
    .option('--verify <command>', 'what the verify tool runs on a copy; agents cannot name one')
    .action((_flags: Flags, command: Command) => act({ command: 'mcp', flags: flagsOf(command) }));
}

function decisionsCommand(act: Act): Command {
  return withPlace(withFormat(new Command('decisions'), 'text or json'))
    .description('list what was decided, and what has become of it')
    .argument('[action]', 'list, explain <id>, forget <id>, or prune: take out what is gone (default: list)')
    .argument('[id]', 'the decision, or the beginning of its id')
    .action((action: string | undefined, id: string | undefined, _flags: Flags, command: Command) =>
      act({ command: 'decisions', action, id, flags: flagsOf(command) }),
    );
}
