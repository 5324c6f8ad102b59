// The one way into the page. Whatever is put into a template is escaped unless a template made it: no name and no line of
// the consumer's can become markup.

import { visible } from '../visible.ts';

/** Markup that may stand in the page as it is; only `html` and `verbatim` make it. */
export class Markup {
  readonly #text: string;

  constructor(key: typeof maker, text: string) {
    if (key !== maker) throw new TypeError('Markup is made by html`...`');
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** Known to this file alone: nobody else can make markup. */
const maker = Symbol('html');

/** What a template takes. Lists are joined; `undefined` is nothing. */
export type Piece = string | number | Markup | undefined | readonly Piece[];

/** A template of literal markup. Values stand between tags or inside a double-quoted attribute. */
export function html(literals: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  const [first = '', ...more] = compact(literals);
  const parts = more.map((literal, index) => written(values[index]) + literal);
  return new Markup(maker, first + parts.join(''));
}

const compacted = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The literals without their indentation, which is for those who read the source. */
function compact(literals: TemplateStringsArray): readonly string[] {
  const known = compacted.get(literals);
  if (known !== undefined) return known;
  // Outside of quotes a space would end the value and begin another attribute.
  if (literals.slice(0, -1).some((literal) => literal.endsWith('='))) {
    throw new TypeError(`an attribute needs double quotes: ${literals.join('…')}`);
  }
  const short = literals.map((literal) => literal.replace(/\n\s+/g, '\n'));
  compacted.set(literals, short);
  return short;
}

/** One of our own files as a `<style>` or `<script>`, byte for byte as it is hashed. */
export function verbatim(element: 'style' | 'script', text: string): Markup {
  if (/<\/|<!--/.test(text)) throw new TypeError(`this text could end its ${element}`);
  return new Markup(maker, `<${element}>${text}</${element}>`);
}

export const nothing: Markup = new Markup(maker, '');

function written(piece: Piece): string {
  if (piece === undefined) return '';
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

/** For text and for quoted attributes alike; what would hide or reorder other characters is spelled out. */
function escaped(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
