import fs from 'node:fs';
import path from 'node:path';
import type { Finding } from '@resession/transforms/lib';
import { expect, test } from 'vitest';
import { apply } from '../apply.ts';
import { nodeHost } from '../host.ts';
import type { PlanOptions } from '../options.ts';
import { plan } from '../pipeline.ts';
import type { Plan } from '../plan.ts';
import { toReport } from '../report.ts';
import { commitAll, folder, lay, snapshot } from '../sandbox.test.kit.ts';
import { calls, doing, optionsAt, renaming, replacing } from '../toy.test.kit.ts';
import { undo } from '../undo.ts';

const toy = renaming('old-to-new', 'oldName', 'newName');
const later = doing('new-to-newer', () => [], { needles: [['never']], after: ['old-to-new'] });

async function planAt(root: string, more: Partial<PlanOptions> = {}, codemods = [toy, later]): Promise<Plan> {
  return plan(optionsAt(root, more), nodeHost, codemods);
}

/** Plans and writes, and gives what `a.ts` then holds. */
async function written(root: string, more: Partial<PlanOptions> = {}): Promise<string> {
  await apply(await planAt(root, more), nodeHost);
  return read(root);
}

const read = (root: string): string => fs.readFileSync(path.join(root, 'a.ts'), 'utf8');

function at(text: string): string {
  const root = folder();
  lay(root, { 'a.ts': text });
  commitAll(root);
  return root;
}

const text = 'oldName();\nif (x) {\n\tmaybe(2);\n}\nmanual(3);\nalike(4); // oldName(\n';

test('what is left is marked once, with the id of its finding, beside what is fixed', async () => {
  const root = at(text);
  const { findings } = await planAt(root, { mark: true });
  const [, ask, todo] = findings.map(({ id }) => id);
  const expected = [
    'newName();',
    'if (x) {',
    `\t// TODO(resession): Which one? It is a toy. [${String(ask)}]`,
    '\tmaybe(2);',
    '}',
    `// TODO(resession): By hand. It is a toy. [${String(todo)}]`,
    'manual(3);',
    'alike(4); // oldName(',
    '',
  ].join('\n');
  expect(await written(root, { mark: true })).toBe(expected);
  const again = await planAt(root, { mark: true });
  expect(again.files).toEqual([]);
  expect(again.findings.filter(({ kind }) => kind !== 'skip').map(({ id }) => id)).toEqual([ask, todo]);
  expect((await planAt(root)).files).toEqual([]);
});

test('without being asked, nothing is marked', async () => {
  expect(await written(at(text))).toBe(text.replace('oldName();', 'newName();'));
});

test('a marker that is settled goes in any run that writes, and is no work by itself', async () => {
  const root = at(text);
  const marked = await written(root, { mark: true });
  lay(root, { 'a.ts': marked.replace('maybe(2)', 'sure(2)') });
  const next = await planAt(root);
  expect(next.files.map(({ onlyMarkers, after }) => [onlyMarkers, after.data.includes('Which one?')])).toEqual([
    [true, false],
  ]);
  expect(next.files[0]?.diff).toContain('-\t// TODO(resession): Which one?');
  lay(root, { 'a.ts': read(root).replace('manual(3)', 'done(3)') });
  const last = await planAt(root);
  expect(toReport(last, 'planned').status).toBe('clean');
  expect(await written(root)).toBe(
    text.replace('oldName();', 'newName();').replace('maybe', 'sure').replace('manual', 'done'),
  );
});

test('a marker in a file that nothing is found in any more goes as well', async () => {
  const root = at('a();\n// TODO(resession): By hand. [0123456789abcdef]\nb();\n');
  expect(await written(root)).toBe('a();\nb();\n');
});

test('what gets suppressed, or its codemod does not run for', async () => {
  const root = at(text);
  const marked = await written(root, { mark: true });
  expect((await planAt(root, { only: ['new-to-newer'] })).files).toEqual([]);
  const manual = /\/\/ TODO.*\nmanual/.exec(marked)?.[0] ?? '';
  lay(root, {
    'a.ts': marked.replace(manual, `${manual.split('\n')[0] ?? ''}\n// resession-ignore-next-line -- no\nmanual`),
  });
  const suppressed = await written(root);
  expect(suppressed).toContain('}\n// resession-ignore-next-line -- no\nmanual(3);');
  expect(suppressed).toContain('Which one?');
});

test('bytes elsewhere stay: Windows lines, tabs, a byte order mark; and an undo gives back every one', async () => {
  const root = at('\uFEFFa;\r\n\t\tmaybe();  \r\nb; // oldName(\r\n');
  const before = snapshot(root);
  const made = await planAt(root, { mark: true });
  expect(made.files[0]?.after.data).toMatch(
    /^\uFEFFa;\r\n\t\t\/\/ TODO\(resession\): .*\]\r\n\t\tmaybe\(\); {2}\r\nb; \/\/ oldName\(\r\n$/,
  );
  const { run } = await apply(made, nodeHost);
  expect(snapshot(root)).not.toEqual(before);
  await undo(root, run ?? undefined, nodeHost);
  expect(snapshot(root)).toEqual(before);
});

test('a fix that could not be made is marked, in a package that takes no dependency too', async () => {
  const need = { module: '@resession/transport', name: 'x', local: 'x' };
  const blocked = doing('guess-to-check', ({ file }) =>
    calls(file, 'guess').map(({ start, end }): Finding => replacing(start, end, 'x(1)', [need])),
  );
  const root = at('guess();\n');
  lay(root, { 'package.json': '{ "name": "lib", "version": "1.0.0" }' });
  const { files, findings } = await planAt(root, { mark: true }, [blocked]);
  expect(findings.map(({ kind }) => kind)).toEqual(['todo']);
  expect(files.map(({ after }) => after.data)).toEqual([
    expect.stringMatching(
      /^\/\/ TODO\(resession\): Renamed\. The change could not be made: lib is published .*\]\nguess\(\);\n$/,
    ),
  ]);
});

test('a file that does not parse is left as it is', async () => {
  const root = at('oldName(;');
  expect((await planAt(root, { mark: true })).files).toEqual([]);
});
