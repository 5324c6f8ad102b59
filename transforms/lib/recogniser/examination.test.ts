import { expect, test } from 'vitest';
import type { Context } from '../codemod.ts';
import { type Facts, noFacts } from '../facts.ts';
import { factsAround, nodeIn } from '../modules.test.kit.ts';
import { makeSource, type Source } from '../source.ts';
import { examinationOf } from './examination.ts';

const sdk = "import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';\n";
const test404 = 'e instanceof StreamableHTTPError && e.code === 404';
const gone = `${sdk}export const isGone = (e) => ${test404};\n`;
const use =
  "import { isGone } from './gone';\nexport async function f(c) { try { await c.callTool(x); } catch (e) { if (isGone(e)) again(); } }\n";

/** A file of a small repository that builds its transports, and the facts about it. */
function placed(files: Readonly<Record<string, string>>, path: string): { source: Source; context: Context } {
  const source = makeSource(path, files[path] ?? '');
  const built = [{ path: 'gone.ts', line: 1, generation: 'v1', patched: true }] as const;
  const ask = ((kind: string) =>
    kind === 'transport-origin' ? { built, dependencies: [] } : undefined) as Facts['ask'];
  return { source, context: { checkStyle: 'code', facts: { ...factsAround({ files }, [source]), ask } } };
}

const kinds = (files: Readonly<Record<string, string>>, path: string): readonly string[] => {
  const { source, context } = placed(files, path);
  return examinationOf(source, context)
    .judged()
    .map(({ finding }) => `${finding.kind} ${String(source.position(finding.start).line)}`);
};

test('what is suspicious is judged, in the order of the text', () => {
  const two = `${gone}export async function g(c) { try { await c.ping(); } catch (e) { if (${test404}) again(); } }\n`;
  expect(kinds({ 'gone.ts': two, 'use.ts': use }, 'gone.ts')).toEqual(['fix 2', 'fix 3']);
});

test('a call of a predicate is settled where that is defined', () => {
  expect(kinds({ 'gone.ts': gone, 'use.ts': use }, 'use.ts')).toEqual([]);
  const { source, context } = placed({ 'gone.ts': gone, 'use.ts': use }, 'use.ts');
  expect(examinationOf(source, context).settles(nodeIn(source, 'isGone(e)'))).toBe(true);
});

test('also through a predicate that calls it', () => {
  const middle = "import { isGone } from './gone';\nexport const isLost = (error) => isGone(error);\n";
  const files = {
    'gone.ts': gone,
    'middle.ts': middle,
    'use.ts': use.replace('./gone', './middle').replaceAll('isGone', 'isLost'),
  };
  expect(kinds(files, 'use.ts')).toEqual([]);
  expect(kinds(files, 'middle.ts')).toEqual([]);
});

test('predicates that only call each other come to an end', () => {
  const files = {
    'gone.ts': `${sdk}import { isLost } from './lost';\nexport const isGone = (e) => isLost(e, 'session expired');\n`,
    'lost.ts': `${sdk}import { isGone } from './gone';\nexport const isLost = (error) => isGone(error, 'session expired');\n`,
    'use.ts': use,
  };
  expect(kinds(files, 'use.ts')).toEqual([]);
  expect(kinds(files, 'gone.ts')).toEqual([]);
});

test('what is in the new form already is no work, whatever stands around it', () => {
  const done = `${sdk}import { isSessionExpired } from '@resession/transport/v1';
export const isGone = (e) => isSessionExpired(e) || e.message.includes('session not found');
`;
  expect(kinds({ 'gone.ts': done, 'use.ts': use }, 'gone.ts')).toEqual([]);
  expect(kinds({ 'gone.ts': done, 'use.ts': use }, 'use.ts')).toEqual([]);
});

test('conditions that a function inside the node runs, and no others', () => {
  const { source, context } = placed({ 'gone.ts': `${gone}const plain = 1;\n`, 'use.ts': use }, 'gone.ts');
  const { inside } = examinationOf(source, context);
  expect(inside(nodeIn(source, `(e) => ${test404}`))).toHaveLength(1);
  expect(inside(nodeIn(source, test404))).toHaveLength(0);
  expect(inside(nodeIn(source, 'const plain = 1;'))).toHaveLength(0);
});

test('a file without anything suspicious has no inspection', () => {
  const { source, context } = placed({ 'gone.ts': 'export const n = 1;' }, 'gone.ts');
  expect(examinationOf(source, context).inspection).toBeUndefined();
});

test('a file is examined once for each style, as long as the files around are the same', () => {
  const { source, context } = placed({ 'gone.ts': gone, 'use.ts': use }, 'gone.ts');
  const first = examinationOf(source, context);
  expect(examinationOf(source, context)).toBe(first);
  expect(examinationOf(source, { ...context, checkStyle: 'guard' })).not.toBe(first);
  const later = placed({ 'gone.ts': gone, 'use.ts': use }, 'gone.ts');
  expect(examinationOf(source, later.context)).not.toBe(first);
  expect(examinationOf(source, { ...context, facts: noFacts })).not.toBe(
    examinationOf(source, { ...context, facts: noFacts }),
  );
});
