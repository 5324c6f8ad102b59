import { expect, test } from 'vitest';
import { foldChanges } from '../../fold.ts';
import { scopesOf } from '../../scopes.ts';
import { makeSource } from '../../source.ts';
import { casesOf } from '../vector/condition.ts';
import { caseChange } from './switch-case.ts';

/** The text with its last case asked for by the check. */
function changed(text: string, beside = false): string | undefined {
  const source = makeSource('x.ts', text);
  scopesOf(source);
  const comparison = casesOf(source.file.program).at(-1);
  if (comparison === undefined) throw new Error('no case');
  const change = caseChange(source, comparison, { generation: 'v1', style: 'guard', subject: 'e' }, beside);
  return change && foldChanges(source, [{ ...change, imports: [] }]).text;
}

test.each([
  [
    'switch (e.code) { case 401: a(); case 404: b(); }',
    'switch (isSessionExpired(e) ? "session-expired" : e.code) { case 401: a(); case "session-expired": b(); }',
  ],
  [
    'switch ((e.code)) { case 404: b(); }',
    'switch ((isSessionExpired(e) ? "session-expired" : e.code)) { case "session-expired": b(); }',
  ],
  ['switch (a(), e.code) { case 404: b(); }', undefined],
  [
    'switch (kind) { case "session-expired": a(); case 404: b(); }',
    'switch (isSessionExpired(e) ? "mcp-session-expired" : kind) { case "session-expired": a(); case "mcp-session-expired": b(); }',
  ],
])('%s', (text, expected) => {
  expect(changed(`import "x";\n${text}`)).toBe(expected && `import "x";\n${expected}`);
});

test('beside, the old case stays', () => {
  expect(changed('import "x";\nswitch (e.code) {\n  case 404:\n    b();\n}\n', true)).toBe(
    'import "x";\nswitch (isSessionExpired(e) ? "session-expired" : e.code) {\n  case "session-expired":\n  case 404:\n    b();\n}\n',
  );
});
