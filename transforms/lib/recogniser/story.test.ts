import { expect, test } from 'vitest';
import { noFacts } from '../facts.ts';
import { modulesOf } from '../modules.test.kit.ts';
import { factsOf } from '../fixtures.ts';
import { makeSource } from '../source.ts';
import { storyOf } from './story.ts';

const head = "import { McpError } from '@modelcontextprotocol/sdk/types.js';\n";

/** What is said of the conditions on the second line. */
function conditions(line: string): readonly string[] {
  const source = makeSource('a.ts', `${head}${line}\n`);
  return storyOf(source, { facts: noFacts, checkStyle: 'code' }, 2).conditions;
}

test.each([
  ['if (a > b) c();', '`a > b` names no status, code or wording of an expired session, and neither does what it leads to.'],
  ["if (e.code === 'CLIENT_HTTP_SESSION_EXPIRED') c();", "`e.code === 'CLIENT_HTTP_SESSION_EXPIRED'` asks for the code already."],
  ['const f = (e: any) => e instanceof McpError && e.code === -32602 && 404;', '`e instanceof McpError && e.code === -32602 && 404` is true on no expired session.'],
])('%s', (line, said) => {
  expect(conditions(line)).toEqual([said]);
}); // prettier-ignore

test('a condition in a file that has to do with no client', () => {
  const source = makeSource('a.ts', 'if (res.status === 404) a();');
  const facts = factsOf({ 'transport-origin': { built: [], dependencies: [] }, 'expiry-checks': { checks: [] } });
  expect(storyOf(source, { facts, checkStyle: 'code' }, 1).conditions[0]).toContain('has to do with no MCP client');
});

test('names lead to where they are defined, in this file and in others', () => {
  const text =
    "import { isGone } from './gone.js';\nconst lost = (e) => e.code === 404;\nif (isGone(e) || lost(e)) a(lost);\n";
  const source = makeSource('a.ts', text);
  const modules = modulesOf({ files: { 'gone.ts': '\nexport function isGone(e) {\n  return e.code === 404;\n}\n' } }, [
    source,
  ]);
  const { leads } = storyOf(source, { facts: { ...noFacts, modules }, checkStyle: 'code' }, 3);
  expect(leads).toEqual([
    { name: 'isGone', path: 'gone.ts', line: 2, endLine: 4 },
    { name: 'lost', path: 'a.ts', line: 2, endLine: 2 },
  ]);
});

test('a definition does not lead to itself', () => {
  const source = makeSource('a.ts', 'const lost = (e) => e.code === 404 || lost(e.cause);\n');
  expect(storyOf(source, { facts: noFacts, checkStyle: 'code' }, 1).leads).toEqual([]);
});
