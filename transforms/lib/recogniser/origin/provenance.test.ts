import { expect, test } from 'vitest';
import { makeSource } from '../../source.ts';
import { conditionsOf, formulaOf } from '../vector/condition.ts';
import type { Origin } from './origin.ts';
import { originOf } from './provenance.ts';
import { siteOf } from '../vector/site.ts';

/** The kinds of origin of the first condition about 404, in alphabetical order. */
function kinds(text: string): string {
  const source = makeSource('x.ts', text);
  const node = conditionsOf(source.file.program).find(({ start, end }) =>
    text.slice(start ?? 0, end ?? 0).includes('404'),
  );
  if (node === undefined) throw new Error('no condition');
  const site = siteOf(source, formulaOf(node), { generations: new Set(['v1'] as const), sse: false });
  if (site === undefined) throw new Error('no subject');
  const origin = originOf(source, site.place, node);
  const names: readonly (keyof Origin)[] = ['connect', 'foreign', 'nestedConnect', 'open', 'request', 'terminate'];
  return names.filter((name) => origin[name] === true).join(' ');
}

const test404 = 'if (e.code === 404) again();';

test.each([
  ['a request', `try { await client.callTool(x); } catch (e) { ${test404} }`, 'request'],
  ['connect', `try { await client.connect(t); } catch (e) { ${test404} }`, 'connect'],
  ['both', `try { await client.connect(t); await client.listTools(); } catch (e) { ${test404} }`, 'connect request'],
  ['terminate', `try { await transport.terminateSession(); } catch (e) { ${test404} }`, 'terminate'],
  ['another client', `try { await fetch(url); } catch (e) { ${test404} }`, 'foreign'],
  ['.catch', `client.ping().catch((e) => { ${test404} });`, 'request'],
  ['then(_, f)', `client.ping().then(ok, (e) => { ${test404} });`, 'request'],
  ['onerror', `client.onerror = (e) => { ${test404} };`, 'request'],
  ['a handler by name', `const f = (e) => { ${test404} }; client.ping().catch(f);`, 'request'],
  [
    'a local helper',
    `async function go() { await client.listTools(); } try { await go(); } catch (e) { ${test404} }`,
    'request',
  ],
  [
    'connect behind a helper',
    `async function open() { await client.connect(t); } try { await open(); await client.ping(); } catch (e) { ${test404} }`,
    'nestedConnect request',
  ],
  [
    'a lambda',
    `async function run(job) { try { await job(); } catch (e) { ${test404} } } run(() => client.ping());`,
    'request',
  ],
  [
    'callers',
    `const gone = (e) => e.code === 404; try { await client.ping(); } catch (x) { if (gone(x)) y(); }`,
    'request',
  ],
  [
    'a method and its callers',
    `class A { gone(e) { return e.code === 404; } async f() { try { await this.c.ping(); } catch (e) { this.gone(e); } } }`,
    'request',
  ],
  ['no caller in sight', `export const gone = (e) => e.code === 404;`, 'open'],
  [
    'an inner try that keeps its errors',
    `try { try { await client.connect(t); } catch { } await client.ping(); } catch (e) { ${test404} }`,
    'request',
  ],
])('%s', (_, text, expected) => {
  expect(kinds(text)).toBe(expected);
});
