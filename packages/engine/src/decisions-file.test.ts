import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Decision } from './decision.ts';
import { decisionsPlace, keepDecisions, readDecisions } from './decisions-file.ts';
import { nodeHost } from './host.ts';
import { folder, lay, snapshot } from './sandbox.test.kit.ts';

const one: Decision = {
  id: 'f00',
  codemod: 'guess-to-code',
  path: 'src/b.ts',
  kind: 'fix',
  message: 'A guess.',
  answer: 'leave',
  why: 'not yet',
};
const other: Decision = { ...one, id: 'a11', path: 'src/a.ts', kind: 'ask', answer: 'choose', choice: 'keep' };

test('kept in the order of paths, read again, gone with the last one', async () => {
  const root = folder();
  expect(readDecisions(root, nodeHost)).toEqual([]);
  await keepDecisions(root, [one, other], nodeHost);
  expect(readDecisions(root, nodeHost)).toEqual([other, one]);
  expect(fs.readFileSync(path.join(root, decisionsPlace), 'utf8')).toBe(
    `${JSON.stringify({ schema: 1, decisions: [other, one] }, null, 2)}\n`,
  );
  await keepDecisions(root, [], nodeHost);
  expect(snapshot(root)).toEqual({});
});

test('what else lies in the folder stays', async () => {
  const root = folder();
  lay(root, { '.resession/notes.md': 'ours' });
  await keepDecisions(root, [one], nodeHost);
  await keepDecisions(root, [], nodeHost);
  expect(Object.keys(snapshot(root))).toEqual(['.resession/', '.resession/notes.md']);
});

const file = (decisions: unknown): string => JSON.stringify({ schema: 1, decisions });

test.each([
  ['no JSON', '{ "schema": 1,', /it is no JSON/],
  ['a merge', '{\n<<<<<<< HEAD\n=======\n>>>>>>> other\n}', /marks of a merge/],
  ['a newer one', '{ "schema": 2, "decisions": [] }', /newer version/],
  ['no list', '{ "schema": 1 }', /no "schema": 1 with a list/],
  ['a list alone', '[]', /no "schema": 1 with a list/],
  ['null', 'null', /no "schema": 1 with a list/],
  ['no answer', file([{ ...one, answer: 'yes' }]), /decision 1 is none/],
  ['no choice', file([one, { ...other, choice: undefined }]), /decision 2 is none/],
  ['a choice too many', file([{ ...one, choice: 'x' }]), /decision 1 is none/],
  ['a skip', file([{ ...one, kind: 'skip' }]), /decision 1 is none/],
  ['a number for a text', file([{ ...one, why: 1 }]), /decision 1 is none/],
])('refused: %s', (_, text, why) => {
  const root = folder();
  lay(root, { [decisionsPlace]: text });
  expect(() => readDecisions(root, nodeHost)).toThrow(why);
});

test('a byte order mark and fields of others do no harm', () => {
  const root = folder();
  lay(root, { [decisionsPlace]: `\uFEFF${file([{ ...one, by: 'Ada', __proto__: { id: 'x' } }])}` });
  expect(readDecisions(root, nodeHost)).toEqual([one]);
});

test.each(['.resession', decisionsPlace])('neither read nor written through a link: %s', async (name) => {
  const [root, outside] = [folder(), folder()];
  const target = name === '.resession' ? outside : path.join(outside, 'decisions.json');
  lay(outside, { 'decisions.json': file([one]) });
  fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  fs.symlinkSync(target, path.join(root, name));
  expect(() => readDecisions(root, nodeHost)).toThrow(/symlink/);
  const before = snapshot(outside);
  await expect(keepDecisions(root, [other], nodeHost)).rejects.toThrow(/symlink/);
  await expect(keepDecisions(root, [], nodeHost)).rejects.toThrow(/symlink/);
  expect(snapshot(outside)).toEqual(before);
});

test('a folder in the place of the file is told', async () => {
  const root = folder();
  fs.mkdirSync(path.join(root, decisionsPlace), { recursive: true });
  expect(() => readDecisions(root, nodeHost)).toThrow(/a directory where a file is expected/);
  await expect(keepDecisions(root, [one], nodeHost)).rejects.toThrow(/a directory where a file is expected/);
});

test('a root within a work tree is refused where something below it was decided from above', async () => {
  const top = folder();
  lay(top, { '.git/HEAD': '', 'packages/a/src/b.ts': '', 'packages/ab/b.ts': '', 'packages/a/own/.git/HEAD': '' });
  await keepDecisions(top, [{ ...one, path: 'packages/a/src/b.ts' }], nodeHost);
  const reading = (name: string) => (): unknown => readDecisions(path.join(top, name), nodeHost);
  expect(reading('')).not.toThrow();
  expect(reading('packages/a')).toThrow(/packages\/a\/src\/b.ts goes by another root/);
  expect(reading('packages/a/src')).toThrow();
  expect(reading('packages/ab')()).toEqual([]);
  // A repository of its own.
  expect(reading('packages/a/own')()).toEqual([]);
});
