import { expect, test } from 'vitest';
import { scopesOf } from '../../scopes.ts';
import { makeSource } from '../../source.ts';
import { casesOf, conditionsOf } from '../vector/condition.ts';
import { toldBy } from './branch.ts';

/** Whether all that comes of the condition that asks for 404 is said. */
function told(text: string): boolean {
  const source = makeSource('x.ts', text);
  scopesOf(source);
  const all = [...casesOf(source.file.program), ...conditionsOf(source.file.program)];
  const written = (node: { start?: number | null; end?: number | null }): string =>
    text.slice(node.start ?? 0, node.end ?? 0);
  const condition = all.find((node) => written(node).includes('404'));
  if (condition === undefined) throw new Error('no condition');
  return toldBy(condition, !written(condition).includes('!== 404')).only;
}

test.each([
  ['if (e.code === 404) throw new Error("wrong url");', true],
  ['if (e.code === 404) return { kind: "gone" };', true],
  ['if (e.code === 404) { console.error("gone"); throw new ToolError("x"); }', true],
  ['if (e.code === 404) { console.error("gone"); throw e; }', true],
  ['if (e.code === 404) await reopen();', false],
  ['if (e.code === 404) throw e;', false],
  ['if (e.code === 404) return null;', false],
  ['if (e.code === 404) return true;', false],
  ['if (online && e.code === 404) return "gone";', true],
  ['if (e.code !== 404) throw e; return "nothing there";', true],
  ['if (e.code !== 404) throw e; await reopen();', false],
  ['const said = e.code === 404 ? "gone" : "other";', true],
  ['const said = e.code === 404 ? reopen() : "other";', false],
  ['const missing = e.code === 404; if (missing) return "nothing there";', true],
  ['const missing = e.code === 404; if (missing) { client = undefined; return "nothing there"; }', false],
  ['const missing = e.code === 404; if (missing) return "nothing there"; keep(missing);', false],
])('%s', (text, expected) => {
  expect(told(`async function f(e) { ${text} }`)).toBe(expected);
});

test.each([
  ['a sentence', 'case 404: ui.show("Nothing there"); break;', true],
  ['a count', 'case 401: count("denied"); break; case 404: count("missing"); break;', true],
  ['a count like no other', 'case 401: login("denied"); break; case 404: renew("missing"); break;', false],
  ['what the other does, in the same words', 'case 401: login("now"); break; case 404: login("now"); break;', false],
  ['a count, and the client dropped', 'case 401: drop(c); return "a"; case 404: drop(c); return "b";', false],
  ['a word after another case', 'case 404: case 401: return "a";', true],
  ['what it falls through to', 'case 404: note = "a"; case 401: login(); break;', false],
  ['a member of a list', 'case 401: return Kind.Denied; case 404: return Kind.Missing;', true],
])('a case: %s', (_, cases, expected) => {
  const kinds = 'enum Kind { Denied, Missing }';
  expect(told(`${kinds} function f(e, c) { let note; switch (e.code) { ${cases} } }`)).toBe(expected);
});

const word = 'function kindOf(e) { switch (e.code) { case 401: return "denied"; case 404: return "missing"; } }';
const answer = 'function isMissing(e) { return e.code === 404; }';
const early = 'function isMissing(e) { if (e.code === 404) return true; return false; }';

test.each([
  [`${word} function g(e) { console.log(kindOf(e)); }`, true],
  [`${word} function g(e) { if (kindOf(e) === "denied") login(); }`, true],
  [`${word} function g(e) { if (kindOf(e) === "missing") renew(); }`, false],
  [`${word} function g(e) { const kind = kindOf(e); switch (kind) { case "missing": renew(); } }`, false],
  [`${word} function g(e) { const kind = kindOf(e); switch (kind) { case "missing": return "nothing there"; } }`, true],
  [`${answer} function g(e) { if (isMissing(e)) return "nothing there"; }`, true],
  [`${answer} function g(e) { if (!isMissing(e)) throw e; renew(); }`, false],
  [`${early} function g(e) { if (isMissing(e)) return "nothing there"; }`, true],
  [`${early} function g(e) { if (isMissing(e)) return renew(); }`, false],
  [`export ${answer}`, false],
  [
    'function kindOf(e) { if (e.code === 404) return { text: "a", again: true }; } function g(e) { const { again } = kindOf(e); if (again) renew(); }',
    false,
  ],
])('where the answer goes: %s', (text, expected) => {
  expect(told(text)).toBe(expected);
});
