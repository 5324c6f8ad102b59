import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { html, Markup, verbatim } from './html.ts';

/** What a browser makes of text and quoted attributes, for the entities that we write. */
const read = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('html', () => {
  it('escapes what it is given, and takes its own markup as it is', () => {
    const name = `<b>"it's" & more</b>`;
    expect(String(html`<p title="${name}">${name}${html`<i>${1}</i>`}</p>`)).toBe(
      '<p title="&lt;b&gt;&quot;it&#39;s&quot; &amp; more&lt;/b&gt;">&lt;b&gt;&quot;it&#39;s&quot; &amp; more&lt;/b&gt;<i>1</i></p>',
    );
  });

  it('joins lists, and leaves out what is not there', () => {
    expect(String(html`<b>${['<', html`<br />`, undefined, [2]]}</b>`)).toBe('<b>&lt;<br />2</b>');
  });

  it('spells out what would hide or reorder characters, and keeps tabs', () => {
    expect(String(html`${'a\u202eb\u0000\tc'}`)).toBe('a\\u{202e}b\\u{0}\tc');
  });

  test('any text comes out as text: no character of markup is left, and the reader sees what was there', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'<>&"\'/=! abc`-\u00e9') });
    fc.assert(
      fc.property(texts, (text) => {
        const [, inAttribute = '', inText = ''] =
          /^<p title="(.*)">(.*)<\/p>$/s.exec(String(html`<p title="${text}">${text}</p>`)) ?? [];
        expect(inText).not.toMatch(/[<>"']/);
        expect(inAttribute).toBe(inText);
        expect(read(inText)).toBe(text);
      }),
    );
  });

  it('takes no value for an attribute without quotes', () => {
    // A name of ours, so that no formatter puts the quotes in.
    const tag = html;
    expect(() => tag`<p title=${'a onclick=b'}></p>`).toThrow('double quotes');
  });

  it('is the only maker of markup', () => {
    const make = Markup as unknown as new (key: unknown, text: string) => Markup;
    expect(() => new make(Symbol('html'), '<script>')).toThrow(TypeError);
    const lookAlike = { toString: () => '<script>' };
    expect(() => html`${lookAlike as unknown as string}`).toThrow(TypeError);
  });
});

describe('verbatim', () => {
  it('takes a file of ours byte for byte, unless it could end its element', () => {
    expect(String(verbatim('style', 'a > b {\n}\n'))).toBe('<style>a > b {\n}\n</style>');
    expect(() => verbatim('script', "'</script>'")).toThrow('end its script');
    expect(() => verbatim('script', '<!-- <script>')).toThrow('end its script');
  });
});
