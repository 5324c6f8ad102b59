import { describe, expect, it } from 'vitest';
import { code, fence, prose } from './markdown.ts';

describe('prose', () => {
  it.each([
    ['HTML', '<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['a link', '[free](javascript:x)', '\\[free\\](javascript:x)'],
    ['an image', '![a](b)', '\\!\\[a\\](b)'],
    ['a mention', 'ask @octocat', 'ask @&#8203;octocat'],
    ['an issue', 'closes #12', 'closes #&#8203;12'],
    ['an issue by its other name', 'fixes GH-12, gh-13', 'fixes GH-&#8203;12, gh-&#8203;13'],
    [
      'an address',
      'see https://evil.example or www.evil.example',
      'see https:&#8203;//evil.example or www&#8203;.evil.example',
    ],
    ['emphasis and code', '**a** `b` ~~c~~ _d_', '\\*\\*a\\*\\* \\`b\\` \\~\\~c\\~\\~ \\_d\\_'],
    ['a table cell', 'a | b', 'a \\| b'],
    ['lines', 'a\n\n- [x] done\r\n', 'a - \\[x\\] done'],
    ['a list mark at the start', '- a', '\\- a'],
    ['a heading', '# Owned', '\\# Owned'],
    ['a version, which is no list', '0.1.0', '0.1.0'],
    ['a number at the start', '1. a', '1\\. a'],
    ['an entity', '&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['a control code', 'a\u001b[0mb\u202e', 'a \\[0mb'],
    ['a maths block', '$$x$$', '\\$\\$x\\$\\$'],
  ])('takes the meaning from %s', (_name, text, expected) => {
    expect(prose(text)).toBe(expected);
  });

  it('leaves plain words alone', () => {
    expect(prose('true on every expired session (4 of 4), false on the rest.')).toBe(
      'true on every expired session (4 of 4), false on the rest.',
    );
  });
});

describe('code', () => {
  it.each([
    ['src/a.ts:1:2', '`src/a.ts:1:2`'],
    ['a`b', '``a`b``'],
    ['`a', '`` `a ``'],
    ['a|b', '`a\\|b`'],
    ['a\nb', '`a\ufffdb`'],
    ['', '`  `'],
  ])('%j', (text, expected) => {
    expect(code(text)).toBe(expected);
  });
});

describe('fence', () => {
  it('is longer than what it holds', () => {
    expect(fence('diff', '+```\n+````')).toBe('`````diff\n+```\n+````\n`````');
  });

  it('keeps lines and tabs only', () => {
    expect(fence('', 'a\tb\r\nc\u001b[0m\n')).toBe('```\na\tb\nc\ufffd[0m\n```');
  });
});
