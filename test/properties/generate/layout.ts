// How the lines of a file are laid out: semicolons or none, blank lines, comments, indentation.

import type { Writer } from './writer.ts';

/** The text of a file whose top-level statements are `statements`, indented by two spaces and without semicolons. */
export function layOut(w: Writer, statements: readonly string[]): string {
  const semicolon = w.chance(40) ? '' : ';';
  const indent = w.pick('  ', '    ', '\t');
  const lines = statements.map((statement) => {
    const note = w.pick('', '', '', '// A session does not live for ever.\n', '/** Asked by the pool. */\n', '\n');
    const indented = statement.replaceAll(/^ +/gm, (spaces) => indent.repeat(spaces.length / 2));
    return note + indented + (endsInBlock(statement) ? '' : semicolon);
  });
  // Without semicolons a line may not begin with what would go on with the one before.
  return `${lines.join('\n')}\n`.replaceAll(/\n([([`])/g, '\n;$1');
}

function endsInBlock(statement: string): boolean {
  return /^(?:async )?(?:function|class|enum)\b/.test(statement);
}
