import { describe, expect, it } from 'vitest';
import { visible, visibleLine } from './visible.ts';

describe('visible', () => {
  it.each([
    ['an escape code', 'a\u001b[31mb', 'a\\u{1b}[31mb'],
    ['the one-byte CSI', 'a\u009b31mb', 'a\\u{9b}31mb'],
    ['a bell, a backspace and DEL', '\u0007\u0008\u007f', '\\u{7}\\u{8}\\u{7f}'],
    ['text direction', 'a\u202eb\u2066c', 'a\\u{202e}b\\u{2066}c'],
    ['a lone carriage return', 'safe\rgone', 'safe\\u{d}gone'],
  ])('spells out %s', (_name, text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  it('keeps lines, tabs and what is not ASCII', () => {
    expect(visible('a\tb\r\nc\n漢字 é 🙂')).toBe('a\tb\r\nc\n漢字 é 🙂');
  });
});

describe('visibleLine', () => {
  it('stays on its line', () => {
    expect(visibleLine('src/a\nrm -rf\t.ts\r\n')).toBe('src/a\\u{a}rm -rf\\u{9}.ts\\u{d}\\u{a}');
  });
});
