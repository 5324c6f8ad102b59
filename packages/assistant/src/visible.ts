// Consumer code is untrusted: its names and texts reach a terminal only after this.

/** C0, DEL and C1 controls, and the marks that reorder or break a line. Tab and newline are left to `visible`. */
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const spelled = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** A text of one line: control characters, newlines and tabs included, are spelled out as `\u{1b}`. */
export function visibleLine(text: string): string {
  return text.replace(hidden, spelled).replace(/[\n\t]/g, spelled);
}

/** A text of several lines: newlines (`\r\n` too) and tabs stay, every other control character is spelled out. */
export function visible(text: string): string {
  return text.replace(hidden, (character, at: number) =>
    character === '\r' && text[at + 1] === '\n' ? character : spelled(character),
  );
}
