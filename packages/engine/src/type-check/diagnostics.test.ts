import { expect, test } from 'vitest';
import { diagnosticsIn, newIn } from './diagnostics.ts';

const printed = `src/a.ts(3,14): error TS2322: Type 'string' is not assignable to type 'import("/scratch/tree/src/b").B'.
  Its second line belongs to it.
src\\win (1).ts(1,2): error TS7006: Parameter 'x' implicitly has an 'any' type.
error TS18003: No inputs were found in config file '/scratch/tree/tsconfig.json'.
Found 3 errors.
`;

test('reads what tsc prints, with the folder of the copy taken out', () => {
  expect(diagnosticsIn(printed.replaceAll('\n', '\r\n'), '/scratch/tree')).toEqual([
    {
      path: 'src/a.ts',
      line: 3,
      column: 14,
      code: 'TS2322',
      message: `Type 'string' is not assignable to type 'import("src/b").B'.`,
    },
    {
      path: 'src/win (1).ts',
      line: 1,
      column: 2,
      code: 'TS7006',
      message: "Parameter 'x' implicitly has an 'any' type.",
    },
    {
      path: null,
      line: 0,
      column: 0,
      code: 'TS18003',
      message: "No inputs were found in config file 'tsconfig.json'.",
    },
  ]);
});

test('new is what was not there, or not as often; lines do not count', () => {
  const at = (line: number, message = 'm') => ({ path: 'a.ts', line, column: 1, code: 'TS1', message });
  expect(newIn([at(1), at(2)], [at(5), at(9)])).toEqual([]);
  expect(newIn([at(1)], [at(5), at(9), at(11, 'other')])).toEqual([at(9), at(11, 'other')]);
  expect(newIn([at(1), at(2, 'gone')], [at(1)])).toEqual([]);
});
