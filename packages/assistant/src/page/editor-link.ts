// Links that open a place in the editor of whoever reads the page, on the machine where it was made.

/** A place in a file of the root, lines and columns from 1. */
export interface Spot {
  readonly path: string;
  readonly line: number;
  readonly column?: number;
}

/** As VS Code and its relatives take it. */
export function editorLink(root: string, { path, line, column }: Spot): string {
  const file = `${root.replace(/^\/+/, '').replace(/\/+$/, '')}/${path}`;
  const place = [line, ...(column === undefined ? [] : [column])].map((number) => `:${String(number)}`).join('');
  // A colon is left alone after a drive letter only: anywhere else it would begin the line number.
  const segments = file.split('/').map((part, at) => (at === 0 && /^[A-Za-z]:$/.test(part) ? part : spelled(part)));
  return `vscode://file/${segments.join('/')}${place}`;
}

/** A name cut in the middle of a character is no text that could be encoded. */
function spelled(part: string): string {
  return encodeURIComponent(Buffer.from(part).toString());
}
