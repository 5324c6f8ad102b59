import { expect, test } from 'vitest';
import { noFacts } from '../../facts.ts';
import { foldChanges } from '../../fold.ts';
import { makeSource } from '../../source.ts';
import { recognise } from '../recognise.ts';

/** The text after the certain changes, without the imports. */
function rewritten(text: string): string {
  const head = "import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';\n";
  const source = makeSource('x.ts', head + text);
  const findings = recognise(source, { facts: noFacts, checkStyle: 'code' });
  const changes = findings.flatMap((finding) => (finding.kind === 'fix' ? [finding.change] : []));
  return foldChanges(source, changes).text.replace(/^import.*\n/gm, '');
}

const body = 'if (!(e instanceof StreamableHTTPError)) return false;\n  return e.code === 404;';

test('a predicate becomes one return', () => {
  expect(rewritten(`function gone(e) {\n  ${body}\n}`)).toBe('function gone(e) {\n  return isSessionExpired(e);\n}');
});

test('the comments before it stay', () => {
  const comment = '// Servers forget us over night.\n/** Asked by the pool. */\n';
  expect(rewritten(`${comment}function gone(e) {\n  ${body}\n}`)).toContain(comment);
});

test('a comment before the first line stays', () => {
  const text = rewritten(`function gone(e) {\n  // Others are for the caller.\n  ${body}\n}`);
  expect(text).toBe('function gone(e) {\n  // Others are for the caller.\n  return isSessionExpired(e);\n}');
});

test('with comments between the lines only the conditions change', () => {
  const text = rewritten(`function gone(e) {\n  ${body.replace(';\n', '; // not ours\n')} // see the runbook\n}`);
  expect(text).toContain('return false; // not ours');
  expect(text).toContain('return isSessionExpired(e); // see the runbook');
});

test('one that does something besides keeps doing it', () => {
  expect(rewritten(`function gone(e) {\n  note(e);\n  ${body}\n}`)).toContain('note(e);');
});
