// docs/reference/cli.md, made from the program's own help so that the two cannot differ.

import type { Command } from 'commander';

const opening = `# Command line

Made from the program's own help by \`npm run reference -w resession\`. Exit codes and streams: [exit-codes.md](exit-codes.md);
the JSON report: [report.md](report.md).

In a checkout the program is \`node packages/cli/bin/migrate.js\`, elsewhere \`npx resession\`. Where it is installed it also
answers to \`migrate\`; npm has a package of that name which is somebody else's.
`;

/** The page, from a program as `buildProgram` makes it. */
export function referencePage(program: Command): string {
  const sections = sectionsOf(program, 'resession');
  return [opening, ...sections].join('\n');
}

/** The command, then those below it. */
function sectionsOf(command: Command, name: string): readonly string[] {
  const below = command.commands.flatMap((each) => sectionsOf(each, `${name} ${each.name()}`));
  return [`## ${name}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\`\n`, ...below];
}

/** As wide as a page, whatever the terminal, and with what follows the help. */
function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: (part) => (text += part),
    getOutHelpWidth: () => 100,
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return text.trimEnd();
}
