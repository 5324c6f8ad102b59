import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeHost, undo, type Plan } from '@resession/engine';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Draft, diffAsItStands, draftOf, objectionTo, readText, writeOwnText } from './own-text.ts';
import { site } from './sites.test.kit.ts';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'resession-own-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const planAt = (files: Plan['files'] = []): Plan => ({
  schema: 1,
  tool: { name: 'resession', version: '0' },
  root,
  settings: { checkStyle: 'code', only: null, transport: 'vendor' },
  project: { packageManager: null, packages: [], files: { scanned: 1, candidates: 1 } },
  findings: [],
  files,
  install: null,
  verdicts: [],
  nextSteps: [],
});

const nobody = (): Promise<Plan> => Promise.reject(new Error('not asked'));
const diff = '@@ -1,2 +1,2 @@\n-const a = 1;\r\n+const a = 2;\r\n const b = 1;\r\n';
const fix = site('fix1', 'fix', { path: 'a.ts', diff });

test('what is proposed is the file with this one change; byte order mark and line ends are kept', async () => {
  writeFileSync(path.join(root, 'a.ts'), '\uFEFFconst a = 1;\r\nconst b = 1;\r\n');
  const draft = await draftOf(planAt(), fix, nodeHost, nobody);
  expect(draft).toEqual({
    path: 'a.ts',
    mark: '\uFEFF',
    before: 'const a = 1;\r\nconst b = 1;\r\n',
    proposed: 'const a = 2;\r\nconst b = 1;\r\n',
  });
  expect(await diffAsItStands(planAt(), fix, nodeHost, nobody)).toBe(diff);
});

test('where the change is told in a text that others made, it is planned alone', async () => {
  writeFileSync(path.join(root, 'a.ts'), 'let z;\n');
  const after = { encoding: 'utf8', data: 'let y;\n' } as const;
  const alone = planAt([{ path: 'a.ts', kind: 'source', before: '', after, diff: '' }]);
  const draft = await draftOf(planAt(), fix, nodeHost, (decision) => {
    expect(decision).toMatchObject({ id: 'fix1', answer: 'make' });
    return Promise.resolve(alone);
  });
  expect(draft?.proposed).toBe('let y;\n');
  const shown = planAt([{ path: 'a.ts', kind: 'source', before: '', after, diff: 'as it stands' }]);
  expect(await diffAsItStands(planAt(), fix, nodeHost, () => Promise.resolve(shown))).toBe('as it stands');
  expect(await diffAsItStands(planAt(), fix, nodeHost, () => Promise.resolve(planAt()))).toBe(diff);
  expect(await draftOf(planAt(), fix, nodeHost, () => Promise.resolve(planAt()))).toBeNull();
  expect(await draftOf(planAt(), site('todo1', 'todo'), nodeHost, nobody)).toBeNull();
});

describe('what comes back from the editor', () => {
  const draft: Draft = { path: 'a.ts', mark: '', before: 'const a = 1;\n', proposed: 'const a = 2;\n' };

  test.each<[string | null, string | null, boolean?]>([
    ['const a = 3;\n', null],
    ['const a = 2;\n', 'Nothing was edited'],
    ['const a = 1;\n', 'the file as it was'],
    [' \n', 'is empty'],
    ['const a = ;\n', 'does not parse: line 1', true],
    [null, 'cannot be read as UTF-8'],
  ])('%j', (text, why, again = false) => {
    const objection = objectionTo(draft, text);
    if (why === null) expect(objection).toBeNull();
    else expect(objection).toMatchObject({ why: expect.stringContaining(why) as unknown, again });
  });

  test('bytes that are no text are none', () => {
    const file = path.join(root, 'a.ts');
    expect(readText(file, nodeHost)).toBeNull();
    writeFileSync(file, Buffer.from([0x61, 0xff]));
    expect(readText(file, nodeHost)).toBeNull();
    writeFileSync(file, '\uFEFFa');
    expect(readText(file, nodeHost)).toBe('\uFEFFa');
  });

  test('is written on the bytes that were seen, and taken back by its run', async () => {
    const file = path.join(root, 'a.ts');
    writeFileSync(file, draft.before);
    const run = await writeOwnText(planAt(), draft, 'const a = 3;\n', nodeHost);
    expect(readFileSync(file, 'utf8')).toBe('const a = 3;\n');
    await undo(root, run ?? '', nodeHost);
    expect(readFileSync(file, 'utf8')).toBe(draft.before);
    writeFileSync(file, 'const theirs = 1;\n');
    await expect(writeOwnText(planAt(), draft, 'const a = 3;\n', nodeHost)).rejects.toThrow('files changed');
    expect(readFileSync(file, 'utf8')).toBe('const theirs = 1;\n');
  });
});
