// What a unified diff replaces, as the smallest regions of the old text that say the same: SARIF wants regions, a plan has
// diffs. And where a place of the old text is in the new one.

/** Line and column from 1, in UTF-16 units, a byte order mark not counted. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Half-open: what lies from `start` to before `end` becomes `text`. */
export interface Replacement {
  readonly start: Place;
  readonly end: Place;
  readonly text: string;
}

/** Lines that go and lines that come at one place, each with its line break if it has one. */
interface Run {
  readonly line: number;
  readonly gone: string[];
  readonly come: string[];
}

/** The replacements of the diff of one file, in their order; no two of them overlap. Empty for an empty diff. */
export function replacementsOf(diff: string): readonly Replacement[] {
  return runsOf(diff).flatMap(({ line, gone, come }) => {
    // Line for line: what stays the same between two changed lines is in no region.
    if (gone.length === come.length) return gone.flatMap((old, at) => trimmed(line + at, old, come[at] ?? ''));
    return trimmed(line, gone.join(''), come.join(''));
  });
}

function runsOf(diff: string): readonly Run[] {
  const runs: Run[] = [];
  let line = 0;
  let open: Run | null = null;
  let last: string[] = [];
  for (const text of diff.split('\n')) {
    const head = /^@@ -(\d+)(?:,(\d+))? /.exec(text);
    if (head !== null) {
      // An empty side is named by the line above it.
      line = Number(head[1]) + (head[2] === '0' ? 1 : 0);
      open = null;
    } else if (line === 0) continue;
    else if (text.startsWith(' ')) {
      line += 1;
      open = null;
      last = [];
    } else if (text.startsWith('-') || text.startsWith('+')) {
      if (open === null) runs.push((open = { line, gone: [], come: [] }));
      last = text.startsWith('-') ? open.gone : open.come;
      last.push(`${text.slice(1)}\n`);
      if (text.startsWith('-')) line += 1;
    } else if (text.startsWith('\\')) {
      const unended = last.pop();
      if (unended !== undefined) last.push(unended.slice(0, -1));
    }
  }
  return runs;
}

function trimmed(line: number, gone: string, come: string): readonly Replacement[] {
  const [old, now] = line === 1 ? [gone.replace(/^\uFEFF/, ''), come.replace(/^\uFEFF/, '')] : [gone, come];
  if (old === now) return [];
  const room = Math.min(old.length, now.length);
  let head = 0;
  while (head < room && old[head] === now[head]) head += 1;
  while (parts(old, head) || parts(now, head)) head -= 1;
  let tail = 0;
  while (tail < room - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  while (parts(old, old.length - tail) || parts(now, now.length - tail)) tail -= 1;
  const text = now.slice(head, now.length - tail);
  return [{ start: after(line, old.slice(0, head)), end: after(line, old.slice(0, old.length - tail)), text }];
}

/** Whether an offset lies inside of what is one character to a reader: a surrogate pair, or CR LF. */
function parts(text: string, at: number): boolean {
  const pair = text.slice(Math.max(0, at - 1), at + 1);
  return pair === '\r\n' || /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair);
}

/** The place behind a text that begins a line. */
function after(line: number, text: string): Place {
  const breaks = text.split('\n');
  return { line: line + breaks.length - 1, column: (breaks.at(-1) ?? '').length + 1 };
}

/** Where a place of the old text is once the replacements are made; what is inside of one goes to where it began. */
export function moved(replacements: readonly Replacement[], place: Place): Place {
  let lines = 0;
  let columns = 0;
  for (const { start, end, text } of replacements) {
    if (isBefore(place, start)) break;
    if (isBefore(place, end)) return { line: start.line + lines, column: start.column };
    const come = after(start.line, text);
    const behind = come.line === start.line ? start.column + text.length : come.column;
    columns = end.line === place.line ? behind - end.column : 0;
    lines += come.line - end.line;
  }
  return { line: place.line + lines, column: place.column + columns };
}

function isBefore(one: Place, other: Place): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column);
}
