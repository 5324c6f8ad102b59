// The one way into the page: whatever is put into a template is escaped unless a template made it.

import { hidden } from '../../markdown.ts';

/** Markup that may stand in the page as it is; only `html` makes it. */
class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type { Markup };

export type Piece = string | number | Markup | readonly Piece[];

/** A template of literal markup. Values stand between tags or inside a double-quoted attribute. */
export function html(literals: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  const [first = '', ...more] = literals.map((literal) => literal.replace(/\n\s+/g, '\n'));
  return new Markup(first + more.map((literal, at) => written(values[at] ?? '') + literal).join(''));
}

/** A style sheet of ours, as its hash is made of it. */
export function style(text: string): Markup {
  return new Markup(`<style>${text}</style>`);
}

/** A link where the address is one of the web, else its words alone: an API may say what it likes. */
export function link(address: string, words: string): Markup {
  return /^https?:\/\//.test(address) ? html`<a href="${address}" rel="noreferrer">${words}</a>` : html`${words}`;
}

function written(piece: Piece): string {
  if (piece instanceof Markup) return piece.toString();
  if (typeof piece === 'object') return piece.map(written).join('');
  return escaped(String(piece));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(hidden, '\ufffd').replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
