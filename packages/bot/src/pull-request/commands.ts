// What people tell the bot in comments: one command a line, from the first column on. Quotes, code and what a comment hides are
// somebody else's words, or none.

/** One line that speaks to us. */
export type Command =
  | { readonly kind: 'retry' }
  | { readonly kind: 'close' }
  /** `id`: of a finding, or how it begins. */
  | { readonly kind: 'explain'; readonly id: string }
  /** `answer` as it was typed: make, leave, or the id of a choice. `why` stands behind two dashes. */
  | { readonly kind: 'decide'; readonly id: string; readonly answer: string; readonly why?: string }
  /** It begins as a command does, and is none. */
  | { readonly kind: 'unclear'; readonly line: string };

/** A comment with more of them was not typed by a person. */
const mostCommands = 50;

/** The commands of a comment, in their order. */
export function commandsIn(body: string): readonly Command[] {
  return spoken(body)
    .filter((line) => /^\/resession(?![^ \t])/.test(line))
    .slice(0, mostCommands)
    .map(commandOf);
}

/** Whether that is an id, or enough of one, and of this finding. */
export function names(typed: string, id: string): boolean {
  return /^[\da-f]{4,}$/.test(typed) && id.startsWith(typed);
}

function commandOf(line: string): Command {
  const [, said = '', why] = /^\/resession[ \t]*(.*?)(?:[ \t]+--[ \t]+(.*?))?[ \t]*$/.exec(line) ?? [];
  const [name, id = '', answer = '', ...more] = said.split(/[ \t]+/);
  const words = said.split(/[ \t]+/).length;
  if (name === 'decide' && id !== '' && answer !== '' && more.length === 0)
    return { kind: name, id, answer, ...(why !== undefined && why !== '' && { why: why.slice(0, longestWhy) }) };
  // A reason behind the others changes nothing of them.
  if ((name === 'retry' || name === 'close') && words === 1) return { kind: name };
  if (name === 'explain' && words === 2) return { kind: name, id };
  return { kind: 'unclear', line: line.slice(0, 200) };
}

/** Characters of a reason that are kept. */
const longestWhy = 500;

/** Around what is shown as it was written, or not at all. */
const apart: readonly (readonly [from: RegExp, to: RegExp])[] = [
  [/<!--/, /-->/],
  [/<(?:pre|code)\b/i, /<\/(?:pre|code)>/i],
];

/** The lines of a comment that its author says to whoever reads it. */
function spoken(body: string): readonly string[] {
  const lines: string[] = [];
  let until: RegExp | null = null;
  let quoted = false;
  for (const line of body.split(/\r\n|\r|\n/)) {
    if (until !== null) {
      if (until.test(line)) until = null;
      continue;
    }
    const fence = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/.exec(line);
    const mark = fence?.[1] ?? fence?.[2];
    until =
      mark === undefined ? openedIn(line) : new RegExp(`^ {0,3}${mark.slice(0, 1)}{${String(mark.length)},}[ \\t]*$`);
    // A line right below a quote is shown as a part of it.
    quoted = /^ {0,3}>/.test(line) || (quoted && line.trim() !== '');
    if (!quoted && mark === undefined) lines.push(line);
  }
  return lines;
}

/** What ends that which a line begins and does not end; a mark in code begins nothing. */
function openedIn(line: string): RegExp | null {
  const plain = line.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, '');
  for (const [from, to] of apart) {
    const rest = plain.split(from).at(-1) ?? '';
    if (from.test(plain) && !to.test(rest)) return to;
  }
  return null;
}
