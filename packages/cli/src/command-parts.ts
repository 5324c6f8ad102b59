// What several commands have in common on their command line. Loaded on every start, so it imports commander and nothing else.

import { type Command, Option } from 'commander';
import type { Flags } from './program.ts';

/** For a flag that may be given several times. */
export const collect = (value: string, earlier: readonly string[] | undefined): string[] => [...(earlier ?? []), value];

/** Its flags beside its own. */
export function withFormat(command: Command, formats: string): Command {
  return withColor(command.option('--format <format>', `${formats} (default: text)`));
}

/** Its flags beside its own. */
export function withColor(command: Command): Command {
  return command.option('--no-color', 'no colour, as does NO_COLOR=1');
}

/** Its flags beside its own. */
export function withTelling(command: Command): Command {
  return command
    .addOption(new Option('--verbose', 'tell how long each stage took').conflicts('quiet'))
    .option('--quiet', 'tell nothing of the progress');
}

/** Its flags beside its own. */
export function withPlace(command: Command): Command {
  return command.option('--cwd <dir>', 'work as if started in <dir>, and take it as the root');
}

/** Flags of a subcommand and those given before its name. A flag that means nothing there is a usage error. */
export function flagsOf(command: Command): Flags {
  const own = new Set(command.options.map((option) => option.attributeName()));
  const above = [...commandsAbove(command)];
  for (const before of above)
    for (const option of before.options) {
      const name = option.attributeName();
      if (before.getOptionValueSource(name) === 'cli' && !own.has(name))
        command.error(`error: option '${option.flags}' has no meaning for ${command.name()}`, { exitCode: 2 });
    }
  const given: Flags = command.opts();
  const outer: Flags = Object.assign({}, ...above.reverse().map((before) => before.opts()));
  // What is on unless said otherwise is off where either place says so.
  const both = (name: 'color' | 'install' | 'typeCheck'): boolean => outer[name] !== false && given[name] !== false;
  return { ...outer, ...given, color: both('color'), install: both('install'), typeCheck: both('typeCheck') };
}

function* commandsAbove({ parent }: Command): Generator<Command> {
  for (let command = parent; command !== null; command = command.parent) yield command;
}
