// A command that people copy: a path of the consumer in it must stay a word.

/** argv as a POSIX shell takes it, quoted where it must be; `folder` is gone to first, unless it is where one stands. */
export function shellLine(argv: readonly string[], folder = ''): string {
  if (folder !== '')
    return `${shellLine(['cd', folder.startsWith('-') ? `./${folder}` : folder])} && ${shellLine(argv)}`;
  return argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}
