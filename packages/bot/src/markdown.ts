// Consumer code is untrusted: what it is called and what it says stands in a pull request as text, never as markup.

/** Controls and the marks that reorder text; none of them has a place in a line of prose. */
export const hidden = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A text as one line of prose: no markup, no HTML, no mention, no issue reference, no link of its own. */
export function prose(text: string): string {
  return text
    .replace(hidden, ' ')
    .replace(/[\\`*_[\]{}|~$!]/g, '\\$&')
    .replace(/[&<>]/g, (character) => entities[character] ?? character)
    .replace(/[@#](?=\w)/g, '$&&#8203;')
    .replace(/\bGH-(?=\d)/gi, '$&&#8203;')
    .replace(/:\/\//g, ':&#8203;//')
    .replace(/\bwww\./gi, 'www&#8203;.')
    .trim()
    .replace(/^(?:[-+=#]|\d+[.)](?=\s))/, (mark) => `${mark.slice(0, -1)}\\${mark.slice(-1)}`);
}

/** A text as inline code, fit for a table cell: its fence is longer than any run of backticks inside. */
export function code(text: string): string {
  const line = text.replace(hidden, '\ufffd').replace(/\|/g, '\\|');
  const ticks = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${ticks}${pad}${line}${pad}${ticks}`;
}

/** A text as a code block that nothing inside can close. */
export function fence(language: string, text: string): string {
  const shown = text.replace(/\r\n/g, '\n').replace(hidden, (run) => run.replace(/[^\n\t]/g, '\ufffd'));
  const ticks = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${ticks}${language}\n${shown.replace(/\n?$/, '\n')}${ticks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
