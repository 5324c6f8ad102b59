// An own reading of unified diffs.

/** The text after a diff of it: what is outside the hunks is taken from the old text, byte for byte. */
export function patched(text: string, diff: string): string {
  const old = linesOf(text);
  const made: string[] = [];
  let at = 0;
  const lines = diff.split('\n').slice(0, -1);
  for (const [index, line] of lines.entries()) {
    const hunk = /^@@ -(\d+)(?:,(\d+))? /.exec(line);
    // Without a line end at its end, as the line below says.
    const end = lines[index + 1]?.startsWith('\\') ? '' : '\n';
    if (hunk !== null) {
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
      made.push(...old.slice(at, start));
      at = start;
    } else if (line.startsWith('+') && !line.startsWith('+++ b')) made.push(line.slice(1) + end);
    else if (line.startsWith(' ') || (line.startsWith('-') && !line.startsWith('--- a'))) {
      if (old[at] !== line.slice(1) + end) return 'the diff speaks of another text';
      if (line.startsWith(' ')) made.push(line.slice(1) + end);
      at += 1;
    }
  }
  return [...made, ...old.slice(at)].join('');
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
