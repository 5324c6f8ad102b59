import type { Truth, VectorRow } from '@resession/transforms/lib';
import picocolors from 'picocolors';
import { expect, test } from 'vitest';
import { plainColors } from './colors.ts';
import { vectorTable } from './vector-table.ts';

const row = (error: string, before: Truth, after?: Truth): VectorRow => ({
  error,
  expired: error.startsWith('expired'),
  before,
  ...(after && { after }),
});

const table = (rows: readonly VectorRow[], allRows = false): string =>
  vectorTable(rows, { width: 80, allRows }, plainColors);

test('what reads alike is one line: expired sessions first, changes before what stays, the rest counted', () => {
  const rows = [
    row('expired, body -32001', 'true', 'true'),
    row('expired, body -32001, as older releases put it', 'true', 'true'),
    row('expired, no body', 'false', 'true'),
    row('expired, body in HTML', 'false', 'true'),
    ...['a', 'b', 'c'].map((name) => row(`expired, body ${name}, as older releases put it`, 'false', 'true')),
    row('404 at connect, no session yet', 'true', 'false'),
    row('HTTP 401', 'true', 'true'),
    ...['refused', 'aborted', 'timed out', 'closed', 'reset'].map((name) => row(name, 'false', 'false')),
  ];
  expect(table(rows)).toBe(`What it says of each kind of error                     before   after
  an expired session
    no body; body in HTML; 3 wordings of older         false    true     changes
    releases
    body -32001                                        true     true
  anything else
    404 at connect, no session yet                     true     false    changes
    HTTP 401                                           true     true
    5 kinds of errors (--all-rows names them)          false    false`);
});

test('one column where nothing changes, or nothing is rewritten', () => {
  const expected = `What it says of each kind of error                                       says
  an expired session
    body -32001                                                          true
  anything else
    HTTP 401                                                             unknown
    refused                                                              false`;
  expect(table([row('expired, body -32001', 'true'), row('refused', 'false'), row('HTTP 401', 'unknown')])).toBe(
    expected,
  );
  const stays = [
    row('expired, body -32001', 'true', 'true'),
    row('refused', 'false', 'false'),
    row('HTTP 401', 'unknown', 'unknown'),
  ];
  expect(table(stays)).toBe(expected);
});

test('what was not known before is no change', () => {
  expect(table([row('expired, no body', 'unknown', 'true')])).toContain(
    'no body                                            unknown  true\n'.trimEnd(),
  );
  expect(table([row('expired, no body', 'unknown', 'true')])).not.toContain('changes');
});

test('many names are cut, and all rows are there when asked for', () => {
  const rows = Array.from({ length: 9 }, (_, index) => row(`expired, body ${index}`, 'true'));
  expect(table(rows)).toContain('body 0; body 1; body 2; body 3 and 5 more');
  const all = table([...rows, row('refused', 'false'), row('expired, body 0, as older releases put it', 'true')], true);
  expect(all.split('\n')).toHaveLength(14);
  expect(all).toContain('    expired, body 0, as older releases put it ');
});

test('no line is wider than it may be, in colour as well', () => {
  const rows = [
    row(`expired, body "${'word '.repeat(40)}"`, 'true', 'false'),
    row('an error that says "\u001b[2J"', 'false', 'true'),
  ];
  for (const line of table(rows).split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  const inColour = vectorTable(rows, { width: 80, allRows: false }, picocolors.createColors(true));
  expect(inColour).toContain('\u001b[32m');
  expect(inColour.replace(/\u001b\[\d+m/g, '')).toBe(table(rows));
});

test('no rows, no table', () => {
  expect(table([])).toBe('');
});
