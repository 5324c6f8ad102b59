import { describe, expect, test } from 'vitest';
import { plainColors } from '../colors.ts';
import { promptText, siteText, type Showing } from './site-text.ts';
import { site } from './sites.test.kit.ts';

const showing: Showing = { number: 2, of: 7, width: 60, height: 20, lines: null, colors: plainColors };
const explanation = {
  needle: '404',
  origin: 'the request callTool',
  way: [{ path: 'src/a.ts', line: 11, what: 'thrown by the request callTool', by: 'text' }],
  formula: 'error.status === 404',
  rows: [
    { error: 'expired, body in HTML', expired: true, before: 'false', after: 'true' },
    { error: 'request timed out', expired: false, before: 'false', after: 'false' },
  ],
  changes: [],
} as const;

test('a fix: where, the change, why, where the error comes from, and which rows differ', () => {
  expect(siteText(site('fix3', 'fix', { explanation }), showing))
    .toBe(`------------------------------------------------------------
Site 2 of 7, check: src/a.ts:3:5
Message of fix3.

@@ -3 +3 @@
-old
+new

why         Reason of fix3.
tests       error.status === 404
error from  the request callTool (src/a.ts:11, thrown by the
            request callTool)
found by    404
changes     expired, body in HTML: false so far, then true.
`);
});

test('the codemod says itself what changes, where it does', () => {
  const changes = Array.from({ length: 10 }, (_, index) => `Change ${String(index)}.`);
  const text = siteText(site('fix3', 'fix', { explanation: { ...explanation, changes } }), showing);
  expect(text).toContain('changes     Change 7.');
  expect(text).not.toContain('Change 8.');
  expect(text).toContain('And 2 more kinds of errors');
});

test('an ask: the code, then its choices by number, each with what it changes', () => {
  const lines = ['one', 'two', '\tthree', 'four'];
  const text = siteText(site('ask3', 'ask'), { ...showing, lines });
  expect(text).toContain('> 3 |   three');
  expect(text).toMatch(/1 {2}Take one\n@@ -1 \+1 @@\n-old\n\+one\n\n2 {2}Leave it\n {3}It stays as it is\./);
});

test('a todo shows its lines, with a few around', () => {
  const lines = Array.from({ length: 30 }, (_, index) => `line ${String(index + 1)}`);
  const text = siteText(site('todo9', 'todo'), { ...showing, lines });
  expect(text).toContain('>  9 | line 9');
  expect(text).toContain('   6 | line 6');
  expect(text).not.toContain('line 5\n');
  expect(text).not.toContain('line 13');
});

describe('whatever the terminal', () => {
  const long = `const x = '${'y'.repeat(900)}';`;
  const diff = `@@ -1,60 +1,60 @@\n-${long}\n${Array.from({ length: 60 }, () => '+a line\n').join('')}`;
  const huge = site('fix1', 'fix', { path: `src/${'deep/'.repeat(30)}a.ts`, diff, explanation });

  test.each([30, 40, 100])('of %i columns, no line is longer', (width) => {
    for (const line of siteText(huge, { ...showing, width }).split('\n'))
      expect(line.length).toBeLessThanOrEqual(width);
  });

  test('what is cut is said', () => {
    const text = siteText(huge, showing);
    expect(text).toMatch(/\.\.\. \d+ more characters/);
    expect(text).toMatch(/\.\.\. \d+ more lines; e shows all of it/);
    expect(text.split('\n').length).toBeLessThan(50);
  });

  test('what moves the cursor or turns text around is spelled out', () => {
    const hostile = '\u001b[2J\u202e\r';
    const bad = site('fix1', 'fix', {
      path: `src/${hostile}.ts`,
      message: hostile,
      reason: hostile,
      diff: `@@ -1 +1 @@\n-a${hostile}\n+${hostile}b\n`,
      explanation: { ...explanation, formula: hostile, origin: hostile, needle: hostile, changes: [hostile] },
    });
    const text =
      siteText(bad, showing) + siteText({ ...bad, kind: 'todo', diff: '' }, { ...showing, lines: [hostile] });
    expect(text).not.toMatch(/[\u001b\u202e\r]/);
    expect(text).toContain('\\u{1b}');
  });
});

test('the prompt names the keys', () => {
  expect(promptText(site('fix1', 'fix'), ['y', 'n'], plainColors)).toBe('Make this change? [y,n] ');
});
