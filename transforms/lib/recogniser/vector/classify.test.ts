import { expect, test } from 'vitest';
import { makeSource } from '../../source.ts';
import { nameOf } from '../../tree.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { readingOf, type Meaning } from './classify.ts';
import { conditionsOf, formulaOf } from './condition.ts';
import { observe } from './observe.ts';
import { waysOf } from './subject.ts';

const rows = catalogue({ generations: new Set(['v1'] as const), sse: true });

/** How a condition on `e` reads over the whole catalogue of v1. */
function meaning(text: string): Meaning {
  const head = "import { McpError, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';\n";
  const codes = 'class Codes { gone = [404]; hold(code) { return this.gone.includes(code); } }\n';
  const source = makeSource('x.ts', `${head}const f = (e) => ${text};\n${codes}`);
  const [node] = conditionsOf(source.file.program);
  const place = node && waysOf(source, formulaOf(node)).find(({ root }) => nameOf(root) === 'e');
  if (node === undefined || place === undefined) throw new Error('no condition');
  const condition = formulaOf(node);
  const seen = rows.map((row) => ({ row, stock: observe({ source, condition, place }, row.stock()) }));
  return readingOf(node, seen).meaning;
}

test.each<readonly [string, Meaning]>([
  ['e?.code === 404 && !(e.event)', 'expired'],
  ['e?.code !== 404 || Boolean(e.event)', 'living'],
  ['/session not found/i.test(String(e?.message))', 'expired'],
  ['[401, 404].includes(e?.code)', 'mixed'],
  ['e instanceof Error', 'guard'],
  ['e?.code === -32001 && /timed/.test(e.message)', 'timeout'],
  ['e?.code === 401', 'keep'],
  ['e?.code === 418', 'never'],
  ['e !== 7', 'always'],
  ['new Codes().hold(e?.code) === true', 'expired'],
  ['open(e) === 404', 'free'],
])('%s', (text, expected) => {
  expect(meaning(text)).toBe(expected);
});

test('what the old SSE transport says does not make a test of texts a mixed one', () => {
  const sse = rows.filter(({ kind }) => kind === 'sse');
  expect(sse.length).toBeGreaterThan(0);
  expect(meaning("String(e?.message).includes('(HTTP 404)')")).toBe('expired');
});
