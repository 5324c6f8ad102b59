import { expect, test } from 'vitest';
import { makeSource } from '../../source.ts';
import { walk } from '../../tree.ts';
import { arrivalsAt } from './arrival.ts';
import { conditionsOf, formulaOf } from '../vector/condition.ts';
import { siteOf } from '../vector/site.ts';

/** The kinds of what arrives at the first condition about 404, with who makes the copies. */
function arrivals(text: string): string {
  const source = makeSource('x.ts', text);
  const node = conditionsOf(source.file.program).find(({ start, end }) =>
    text.slice(start ?? 0, end ?? 0).includes('404'),
  );
  const site = node && siteOf(source, formulaOf(node), { generations: new Set(['v1'] as const), sse: false });
  if (site === undefined) throw new Error('no condition');
  const found = arrivalsAt(source, site.place).map(({ kind, by }) => (kind === 'itself' ? kind : `${kind} ${by}`));
  return [...new Set(found)].sort().join(', ');
}

const gone = 'const gone = (e) => e.code === 404;';
const from = (handed: string, before = ''): string =>
  `${gone} ${before} try { await client.ping(); } catch (x) { if (gone(${handed})) again(); }`;
const through = (handler: string, before = ''): string =>
  `${before} async function call() { try { await client.ping(); } catch (x) { ${handler} } } try { await call(); } catch (e) { if (e.code === 404) again(); }`;

test.each([
  ['the error', from('x'), 'itself'],
  ['a cast', from('x as Error'), 'itself'],
  ['an alias', from('y', '').replace('if (', 'const y = x; if ('), 'itself'],
  ['its cause', from('x.cause'), 'itself'],
  ['an unknown function', from('scrub(x)', "import { scrub } from './scrub.js';"), 'copied scrub'],
  ['a new error', from('new Error(x.message)'), 'copied new Error'],
  ['a spread', from('{ ...x }'), 'copied an object literal'],
  ['JSON', from('JSON.parse(JSON.stringify(x))'), 'copied JSON.parse'],
  ['an error made of anything', from('x instanceof Error ? x : new Error(String(x))'), 'itself'],
  ['a class that no transport throws', from('x instanceof ToolError ? x : new ToolError(x)'), 'copied new ToolError, itself'],
  ['a function that hands it back', from('same(x)', 'const same = (y) => { log(y); return y; };'), 'itself'],
  ['a function that keeps the cause', from('w(x)', "const w = (y) => new Error('no', { cause: y });"), 'wrapped new Error'],
  ['a function that copies', from('w(x)', 'const w = (y) => new Error(y.message);'), 'copied new Error'],
  ['an early return', from('to(x)', 'function to(y) { if (y instanceof Error) return y; return new Error(String(y)); }'), 'itself'],
  ['a wrapper that lets it go', through('throw x;'), 'itself'],
  ['a wrapper that drops it', through('throw new ToolFailed(x.message);'), 'copied new ToolFailed'],
  ['a wrapper with a text of its own', through("if (tired) throw new Error('too often'); throw x;"), 'itself'],
  ['a wrapper that maps it', through("throw new Error('session lost');"), 'copied new Error'],
  ['a wrapper that keeps the cause', through("throw new ToolFailed('no', { cause: x });"), 'wrapped new ToolFailed'],
  ['a class that keeps it', through('throw new F(x);', 'class F extends Error { constructor(e) { super(e.message); this.cause = e; } }'), 'wrapped new F'],
  ['a class that sets it in super', through('throw new F(x);', 'class F extends Error { constructor(e) { super(e.message, { cause: e }); } }'), 'wrapped new F'],
  ['a cause set later', through("const f = new Error('no'); f.cause = x; throw f;"), 'wrapped new Error'],
  ['a function that throws', through('fail(x);', 'function fail(y) { throw new Error(y.message); }'), 'copied new Error'],
  ['both', through('if (x.fatal) throw x; throw new Error(x.message);'), 'copied new Error, itself'],
  ['a rejection handler', 'const call = () => client.ping().catch((x) => { throw new F(x.message); }); call().catch((e) => { if (e.code === 404) again(); });', 'copied new F'],
  ['a message', "worker.on('message', (data) => { if (data.error.code === 404) again(); });", 'copied a message'],
  ['an answer', 'const answer = await response.json(); if (answer.error.code === 404) again();', 'copied response.json'],
  ['a settled list', 'const all = await Promise.allSettled([client.ping()]); for (const one of all) if (one.reason.code === 404) again();', ''],
  ['nothing in sight', gone, ''],
])('%s', (_, text, expected) => {
  expect(arrivals(text)).toBe(expected);
}); // prettier-ignore

test('what is handed in is named where it stands', () => {
  const source = makeSource('x.ts', from('scrub(x)'));
  let param: Parameters<typeof arrivalsAt>[1]['root'] | undefined;
  walk(source.file.program, (node) => {
    if (node.type === 'ArrowFunctionExpression') param ??= node.params[0];
    return undefined;
  });
  if (param === undefined) throw new Error('no parameter');
  const [copy] = arrivalsAt(source, { root: param, path: [] });
  expect(source.text.slice(copy?.at.start ?? 0, copy?.at.end ?? 0)).toBe('scrub(x)');
});
