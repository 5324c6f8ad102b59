// A command that people copy: a path of the consumer in it must stay a word.

/** argv as a POSIX shell takes it, quoted where it must be. */
export function shellLine(argv: readonly string[]): string {
  return argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}
