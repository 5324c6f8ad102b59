import type { Explained, PlannedFinding } from '@resession/engine';
import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { explainText, silenceText } from './explain-text.ts';
import { plainColors } from './colors.ts';

const fix: PlannedFinding = {
  id: 'a1b2c3',
  codemod: 'expiry-guess-to-code',
  kind: 'fix',
  path: 'src/remote.ts',
  line: 12,
  column: 7,
  endLine: 13,
  endColumn: 40,
  messageId: 'guess',
  message: 'A guess at an expired session becomes a check of the code.',
  reason: 'True on every expired session that the class can carry, and false on every other error there is.',
  explanation: {
    needle: '404',
    origin: 'the request callTool',
    way: [
      { path: 'src/remote.ts', line: 8, what: 'thrown by the request callTool', by: 'text' },
      { path: 'src/errors.ts', line: 101, what: 'handed to isGone', by: 'index' },
      { path: 'src/errors.ts', line: 102, what: 'tested here', by: 'types' },
    ],
    formula: 'error instanceof StreamableHTTPError and error.code === 404',
    rows: [
      { error: 'expired, body -32001', expired: true, before: 'true', after: 'true' },
      { error: 'expired, body in HTML', expired: true, before: 'false', after: 'true' },
    ],
    changes: ['Now also recognised as expired: body in HTML.'],
    otherwise: 'a request that goes out before connect',
  },
};

const code = [
  { line: 12, text: '\tif (error instanceof StreamableHTTPError &&' },
  { line: 13, text: '    error.code === 404) return true; // and a comment that is much longer than a line' },
  { line: 40, text: 'elsewhere();' },
];

describe('explainText', () => {
  it('tells the story of a fix on one page', () => {
    expect(explainText(fix, plainColors, { code })).toBe(`src/remote.ts:12:7  expiry-guess-to-code
A guess at an expired session becomes a check of the code.

  12 |   if (error instanceof StreamableHTTPError &&
  13 |     error.code === 404) return true; // and a comment that is much lon...

  looked at   because of 404
  tests       error instanceof StreamableHTTPError and error.code === 404
  error from  the request callTool
  verdict     fix: it is changed without a question
  why         True on every expired session that the class can carry, and false
              on every other error there is.

The way of the error
  1. src/remote.ts:8    thrown by the request callTool
  2. src/errors.ts:101  handed to isGone (told by the index of the repository)
  3. src/errors.ts:102  tested here (told by the type checker)

What it says of each kind of error                     before   after
  an expired session
    body in HTML                                       false    true     changes
    body -32001                                        true     true

What changes in meaning
  - Now also recognised as expired: body in HTML.

What would change the verdict
  - a request that goes out before connect
`);
  });

  it('shows the choices of an ask, and says who told the way where that is the file alone', () => {
    const { explanation } = fix;
    const way = explanation?.way?.slice(0, 1) ?? [];
    const text = explainText({
      ...fix,
      kind: 'ask',
      choices: [{ id: 'add-arm', label: 'Add the code beside the range' }],
      ...(explanation && { explanation: { ...explanation, way } }),
    });
    expect(text).toContain('The choices\n  - add-arm: Add the code beside the range\n');
    expect(text).toContain('  verdict     ask: a person decides\n');
    expect(text).toContain('The way of the error, told by the text of the file\n  1. src/remote.ts:8  thrown');
  });

  it('says there is a suppression', () => {
    const suppressed = { kind: 'fix', messageId: 'guess', line: 11, why: 'not yet' } as const;
    expect(explainText({ ...fix, kind: 'skip', suppressed })).toContain('  verdict     skip: suppressed on line 11\n');
  });

  it('says what there is where there is no explanation', () => {
    const { explanation: _none, ...bare } = fix;
    expect(explainText({ ...bare, reason: 'So.' })).toBe(
      `src/remote.ts:12:7  expiry-guess-to-code
A guess at an expired session becomes a check of the code.

  verdict     fix: it is changed without a question
  why         So.
`,
    );
  });

  it('keeps within eighty columns, and aligns the same in colour', () => {
    const long = { ...fix, reason: 'word '.repeat(60).trim(), message: 'short' };
    for (const line of explainText(long, plainColors, { code }).split('\n'))
      expect(line.length).toBeLessThanOrEqual(80);
    const bare = explainText(fix, picocolors.createColors(true), { code }).replace(/\u001b\[\d+m/g, '');
    expect(bare).toBe(explainText(fix, plainColors, { code }));
  });

  it('lets no control character of the consumer through, in colour or out of it', () => {
    const hostile = { ...fix, path: 'src/\u001b]0;owned\u0007.ts', reason: 'x\u009b2Jy\nz' };
    const nasty = [{ line: 12, text: 'a\u001b[2J\r' }];
    expect(explainText(hostile)).toContain('src/\\u{1b}]0;owned\\u{7}.ts:12:7');
    expect(explainText(hostile)).toContain('x\\u{9b}2Jy\\u{a}z');
    expect(explainText(hostile, plainColors, { code: nasty })).toContain('12 | a\\u{1b}[2J');
    const inColour = explainText(hostile, picocolors.createColors(true));
    expect(inColour).toContain('\u001b[1m');
    expect(inColour).not.toContain('\u001b]');
  });
});

const silent: Explained = {
  path: 'src/a.ts',
  line: 7,
  code: [{ line: 7, text: '  if (isGone(error)) {' }],
  findings: [],
  notes: [{ kind: 'settled-elsewhere', text: 'isGone is settled where it is defined: src/errors.ts:12 (a fix).' }],
  silence: { kind: 'other-lines', text: 'The findings of this file are on line 12.', lines: [12] },
  passedOver: null,
};

describe('silenceText', () => {
  it('shows the line, and what it has to do with what was found', () => {
    expect(silenceText(silent)).toBe(`src/a.ts:7
  7 |   if (isGone(error)) {

Nothing to explain on this line
  - isGone is settled where it is defined: src/errors.ts:12 (a fix).
  - The findings of this file are on line 12.
`);
  });

  it('speaks of the file where no line was named, and of nothing where there is something', () => {
    expect(silenceText({ ...silent, line: null, code: [], notes: [] })).toBe(
      'src/a.ts\nNothing to explain in this file\n  - The findings of this file are on line 12.\n',
    );
    expect(silenceText({ ...silent, silence: null })).toBe('');
  });
});
