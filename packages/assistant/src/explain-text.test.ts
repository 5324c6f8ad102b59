import type { PlannedFinding } from '@resession/engine';
import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { explainText } from './explain-text.ts';

const fix: PlannedFinding = {
  id: 'a1b2c3',
  codemod: 'expiry-guess-to-code',
  kind: 'fix',
  path: 'src/remote.ts',
  line: 12,
  column: 7,
  endLine: 12,
  endColumn: 40,
  messageId: 'guess',
  message: 'A guess at an expired session becomes a check of the code.',
  reason: 'True on every expired session the class can carry, false on all else.',
  explanation: {
    needle: 'StreamableHTTPError',
    origin: 'caught around client.callTool',
    formula: 'instance(StreamableHTTPError) && code = 404',
    rows: [
      { error: 'expired, body -32001', expired: true, before: 'true', after: 'true' },
      { error: 'expired, body HTML', expired: true, before: 'unknown', after: 'true' },
      { error: 'request timeout', expired: false, before: 'false', after: 'false' },
    ],
    changes: ['now also true when the body is HTML'],
    otherwise: 'A request that goes out before connect would make it a question.',
  },
};

describe('explainText', () => {
  it('tells the story of a fix on one page', () => {
    expect(explainText(fix)).toBe(`src/remote.ts:12:7  expiry-guess-to-code
A guess at an expired session becomes a check of the code.

  needle  StreamableHTTPError
  origin  caught around client.callTool
  formula instance(StreamableHTTPError) && code = 404
  verdict fix (fixed without a question)
  why     True on every expired session the class can carry, false on all else.

What the condition says of each model error
  model error           expired  before   after
  expired, body -32001  yes      true     true
  expired, body HTML    yes      unknown  true  <- changes
  request timeout       no       false    false

What changes in meaning
  - now also true when the body is HTML

What would change the verdict
  - A request that goes out before connect would make it a question.
`);
  });

  it('puts errors that were and stay something else on one line', () => {
    const other = { expired: false, before: 'false', after: 'false' } as const;
    const rows = [
      { error: 'expired', expired: true, before: 'true', after: 'true' },
      ...['HTTP 401', 'HTTP 403', 'HTTP 410', 'HTTP 429'].map((error) => ({ error, ...other })),
      { error: 'request timeout', expired: false, before: 'true', after: 'false' },
    ] as const;
    const text = explainText({ ...fix, explanation: { needle: 'n', origin: 'o', formula: 'f', rows, changes: [] } });
    expect(text).toContain(
      [
        '  expired                                  yes      true    true',
        '  request timeout                          no       true    false  <- changes',
        '  4 errors of other kinds (--format json)  no       false   false',
        '',
      ].join('\n'),
    );
    expect(text).not.toContain('HTTP 401');
  });

  it('shows the choices of an ask, and no column for a rewrite there is not', () => {
    const text = explainText({
      ...fix,
      kind: 'ask',
      choices: [{ id: 'add-arm', label: 'Add the code beside the range' }],
      explanation: {
        needle: 'n',
        origin: 'o',
        formula: 'f',
        rows: [{ error: 'refused', expired: false, before: 'throws' }],
        changes: [],
      },
    });
    expect(text).toContain('The choices\n  - add-arm: Add the code beside the range');
    expect(text).toContain('  model error  expired  before\n  refused      no       throws\n');
    expect(text).not.toContain('after');
  });

  it('says what there is where there is no explanation', () => {
    const { explanation: _none, ...bare } = fix;
    expect(explainText(bare).split('\n')).toEqual([
      'src/remote.ts:12:7  expiry-guess-to-code',
      'A guess at an expired session becomes a check of the code.',
      '',
      '  verdict fix (fixed without a question)',
      '  why     True on every expired session the class can carry, false on all else.',
      '',
    ]);
  });

  it('lets no control character of the consumer through, in colour or out of it', () => {
    const hostile = { ...fix, path: 'src/\u001b]0;owned\u0007.ts', reason: 'x\u009b2Jy\nz' };
    expect(explainText(hostile)).toContain('src/\\u{1b}]0;owned\\u{7}.ts:12:7');
    expect(explainText(hostile)).toContain('x\\u{9b}2Jy\\u{a}z');
    const inColour = explainText(hostile, picocolors.createColors(true));
    expect(inColour).toContain('\u001b[1m');
    expect(inColour).not.toContain('\u001b]');
  });

  it('aligns the same in colour', () => {
    const bare = explainText(fix, picocolors.createColors(true)).replace(/\u001b\[\d+m/g, '');
    expect(bare).toBe(explainText(fix));
  });
});
