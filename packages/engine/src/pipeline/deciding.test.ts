import { expect, test } from 'vitest';
import type { Change, Codemod, Finding } from '@resession/transforms/lib';
import { type Answer, type Decision, decisionOn } from '../decision.ts';
import { nodeHost } from '../host.ts';
import type { PlanOptions } from '../options.ts';
import { plan } from '../pipeline.ts';
import type { Plan, PlannedFinding } from '../plan.ts';
import { toReport } from '../report.ts';
import { commitAll, folder, lay } from '../sandbox.test.kit.ts';
import {
  calls,
  doing,
  guessToCheck,
  optionsAt,
  renaming,
  stockToPatched,
  stockTransport,
  unreadTarball,
} from '../toy.test.kit.ts';

const toy = renaming('old-to-new', 'oldName', 'newName');

/** Asks about `which()`, with a choice that changes it and one that does not. */
const asking = doing('which-to-this', ({ file }) =>
  calls(file, 'which').map(({ start, end }): Finding => {
    const to = (text: string): Change => ({ edits: [{ start, end, text }], imports: [] });
    const choices = [
      { id: 'this', label: 'Take this', change: to('taken()') },
      { id: 'both', label: 'Take both', change: to('(taken(), which())') },
      { id: 'none', label: 'Take none', change: { edits: [], imports: [] } },
    ];
    return { kind: 'ask', start, end, messageId: 'ask', message: 'Which?', reason: 'It is a toy.', choices };
  }),
);

interface Tree {
  readonly run: (more?: Partial<PlanOptions>) => Promise<Plan>;
  readonly write: (name: string, text: string) => void;
}

function treeOf(files: Readonly<Record<string, string>>): Tree {
  const root = folder();
  lay(root, files);
  return {
    run: (more = {}) => plan(optionsAt(root, more), nodeHost, [toy, asking]),
    write: (name, text) => lay(root, { [name]: text }),
  };
}

function on({ findings }: Plan, line: number, answer: Answer): Decision {
  const finding = findings.find((each) => each.line === line);
  if (finding === undefined) throw new Error(`nothing on line ${String(line)}`);
  return decisionOn(finding, answer);
}

const told = ({ findings }: Plan): readonly string[] =>
  findings.map(
    ({ kind, line, messageId, held }) => `${kind} ${String(line)} ${messageId}${held === true ? ' held' : ''}`,
  );
const after = ({ files }: Plan): string | undefined => files[0]?.after.data;

test('what is left stays as it is, and is no work', async () => {
  const { run } = treeOf({ 'a.ts': 'oldName(1);\noldName(2);\nmanual();\nmaybe();\n' });
  const first = await run();
  const decisions = [
    on(first, 1, { answer: 'leave', why: 'the gateway needs it' }),
    on(first, 3, { answer: 'leave' }),
    on(first, 4, { answer: 'leave' }),
  ];
  const made = await run({ decisions });
  expect(told(made)).toEqual(['skip 1 decided', 'fix 2 fix', 'skip 3 decided', 'skip 4 decided']);
  expect(after(made)).toBe('oldName(1);\nnewName(2);\nmanual();\nmaybe();\n');
  expect(made.findings.map(({ id }) => id)).toEqual(first.findings.map(({ id }) => id));
  expect(made.findings[0]).toMatchObject({
    reason: 'Decided, it stays as it is: the gateway needs it',
    decided: { answer: 'leave', kind: 'fix', messageId: 'fix', why: 'the gateway needs it' },
  });
  const all = await run({ decisions: [...decisions, on(first, 2, { answer: 'leave' })] });
  expect(all.files).toEqual([]);
  expect(toReport(all, 'planned').status).toBe('clean');
});

test('a choice is made; its question is not put again; one that changes nothing is settled', async () => {
  const { run } = treeOf({ 'a.ts': 'which(1);\nwhich(2);\nwhich(3);\n' });
  const first = await run();
  const choosing = (line: number, choice: string): Decision => on(first, line, { answer: 'choose', choice });
  const made = await run({ decisions: [choosing(1, 'this'), choosing(2, 'both'), choosing(3, 'none')] });
  expect(told(made)).toEqual(['fix 1 ask', 'fix 2 ask', 'skip 3 decided']);
  expect(after(made)).toBe('taken();\n(taken(), which());\nwhich(3);\n');
  expect(made.findings.map(({ reason }) => reason)).toEqual([
    'Decided: Take this',
    'Decided: Take both',
    'Decided: Take none',
  ]);
  expect(made.verdicts.find(({ check }) => check === 'settled')?.outcome).toBe('passed');
  expect(toReport(made, 'written').status).toBe('clean');
});

test('held: only what was decided is made, and the rest is work left', async () => {
  const { run } = treeOf({ 'a.ts': 'oldName(1);\noldName(2);\nwhich(3);\n' });
  const first = await run();
  const made = await run({ decisions: [on(first, 2, { answer: 'make' })], undecided: 'hold' });
  expect(told(made)).toEqual(['fix 1 fix held', 'fix 2 fix', 'ask 3 ask']);
  expect(after(made)).toBe('oldName(1);\nnewName(2);\nwhich(3);\n');
  expect(toReport(made, 'written')).toMatchObject({ status: 'work-left', totals: { fix: 2, ask: 1 } });
  const rest = await run({
    decisions: [on(first, 2, { answer: 'make' }), on(first, 3, { answer: 'leave' })],
    undecided: 'hold',
  });
  expect(toReport(rest, 'written').status).toBe('work-left');
  const stale = { ...on(first, 2, { answer: 'leave' }), kind: 'todo' } as const;
  expect(told(await run({ decisions: [stale], undecided: 'hold' }))[1]).toBe('fix 2 fix held');
  const nothing = await run({ undecided: 'hold' });
  expect(nothing.files).toEqual([]);
  expect(told(nothing)).toEqual(['fix 1 fix held', 'fix 2 fix held', 'ask 3 ask']);
});

test('a decision outlives edits elsewhere, and not one of its own site', async () => {
  const { run, write } = treeOf({ 'a.ts': 'oldName(1);\n' });
  const decisions = [on(await run(), 1, { answer: 'leave' })];
  write('a.ts', '// above\nfunction other() {}\n  oldName(1);\n');
  expect(told(await run({ decisions }))).toEqual(['skip 3 decided']);
  write('a.ts', 'oldName(one);\n');
  expect(told(await run({ decisions }))).toEqual(['fix 1 fix']);
});

test('a decision about a todo says nothing of the fix that it becomes; a choice that is gone says nothing', async () => {
  const { run } = treeOf({ 'a.ts': 'oldName(1);\nwhich(2);\n' });
  const first = await run();
  const stale = { ...on(first, 1, { answer: 'leave' }), kind: 'todo' } as const;
  const gone = { ...on(first, 2, { answer: 'choose', choice: 'this' }), choice: 'that' };
  expect(told(await run({ decisions: [stale, gone] }))).toEqual(['fix 1 fix', 'ask 2 ask']);
});

test('what no codemod says can be left as well', async () => {
  const { run } = treeOf({ 'a.ts': 'oldName(;\n' });
  const first = await run();
  expect(told(first)).toEqual(['todo 1 does-not-parse']);
  const made = await run({ decisions: [on(first, 1, { answer: 'leave' })] });
  expect(told(made)).toEqual(['skip 1 decided']);
  expect(made.findings[0]?.id).toBe(first.findings[0]?.id);
});

test('an offer that was taken is made by a run that does not ask for it', async () => {
  const root = folder();
  lay(root, { 'a.ts': 'which(1);\n' });
  const run = (more: Partial<PlanOptions>): Promise<Plan> =>
    plan(optionsAt(root, more), nodeHost, [{ ...asking, offers: true }]);
  const first = await run({ only: ['which-to-this'] });
  const decisions = [on(first, 1, { answer: 'choose', choice: 'this' })];
  expect(told(await run({}))).toEqual(['skip 1 ask']);
  expect(told(await run({ decisions }))).toEqual(['fix 1 ask']);
});

test('what was chosen is not measured by the meaning it had', async () => {
  const root = folder();
  lay(root, { 'a.ts': 'which(1);\noldName(2);\n' });
  const rows = [{ error: 'other', expired: false, before: 'false', after: 'true' }] as const;
  const explanation = { needle: '', origin: '', formula: '', rows, changes: [] };
  const answers = [[{ error: 'other', role: 'other', before: 'false', after: 'true' }]] as const;
  const telling = (codemod: Codemod): Codemod => ({
    ...codemod,
    inspect: (...given) => codemod.inspect(...given).map((finding) => ({ ...finding, explanation })),
    prove: () => ({ wanted: 'true', frame: 0, gone: false, ways: answers }),
  });
  const run = (more: Partial<PlanOptions> = {}): Promise<Plan> =>
    plan(optionsAt(root, more), nodeHost, [telling(toy), telling(asking)]);
  const decisions = [on(await run(), 1, { answer: 'choose', choice: 'this' })];
  expect(told(await run({ decisions }))).toEqual(['fix 1 ask', 'todo 2 fix']);
});

test('previews tell what would become of each site alone', async () => {
  const { run } = treeOf({ 'a.ts': 'oldName(1);\noldName(2);\nwhich(3);\nmanual();\n' });
  const { findings } = await run({ previews: true });
  const lines = (diff: string | undefined): readonly string[] =>
    (diff ?? '').split('\n').filter((line) => /^[+-](?![+-])/.test(line));
  expect(findings.map(({ diff }) => lines(diff))).toEqual([
    ['-oldName(1);', '+newName(1);'],
    ['-oldName(2);', '+newName(2);'],
    [],
    [],
  ]);
  expect(findings[2]?.choices?.map(({ id, diff }) => [id, ...lines(diff)])).toEqual([
    ['this', '-which(3);', '+taken();'],
    ['both', '-which(3);', '+(taken(), which());'],
    ['none'],
  ]);
  expect((await run()).findings.some(({ diff }) => diff !== undefined)).toBe(false);
  expect(JSON.stringify(toReport(await run({ previews: true }), 'planned').findings)).not.toContain('"diff"');
});

test.each([
  ['a fix takes no choice', { kind: 'fix' }, { answer: 'choose', choice: 'this' }],
  ['an ask is not made', { kind: 'ask', choices: [{ id: 'this', label: '' }] }, { answer: 'make' }],
  [
    'a choice that is not there',
    { kind: 'ask', choices: [{ id: 'this', label: '' }] },
    { answer: 'choose', choice: 'that' },
  ],
  ['what is no work', { kind: 'skip' }, { answer: 'leave' }],
] satisfies readonly (readonly [string, Pick<PlannedFinding, 'kind' | 'choices'>, Answer])[])(
  '%s',
  (_, part, answer) => {
    const place = { path: 'a.ts', line: 1, column: 1, endLine: 1, endColumn: 2 };
    const words = { messageId: 'm', message: 'M.', reason: 'R.' };
    const finding = { id: '1', codemod: 'c', ...place, ...words, ...part };
    expect(() => decisionOn(finding, answer)).toThrow(TypeError);
  },
);

test('checks and the swap they rest on: left, held, and made together', async () => {
  const root = folder();
  lay(root, {
    'package.json': '{ "private": true, "dependencies": { "@resession/transport": "0.1.0" } }',
    'check.ts': 'guess();',
    'transport.ts': stockTransport,
  });
  const run = (more: Partial<PlanOptions> = {}): Promise<Plan> =>
    plan(optionsAt(root, { tarball: unreadTarball, ...more }), nodeHost, [guessToCheck, stockToPatched]);
  const lines = ({ findings }: Plan): readonly string[] =>
    findings.map(({ kind, path, held }) => `${kind} ${path}${held === true ? ' held' : ''}`);
  const first = await run();
  expect(lines(first)).toEqual(['fix check.ts', 'fix transport.ts']);
  const [checking, swapping] = first.findings;
  if (checking === undefined || swapping === undefined) throw new Error('two findings');
  const [make, leave] = [{ answer: 'make' }, { answer: 'leave' }] as const;

  const swapLeft = await run({ decisions: [decisionOn(swapping, leave)] });
  expect(lines(swapLeft)[0]).toBe('todo check.ts');
  expect(swapLeft.files).toEqual([]);
  const [waiting] = swapLeft.findings;
  if (waiting === undefined) throw new Error('a finding');
  const bothLeft = await run({ decisions: [decisionOn(swapping, leave), decisionOn(waiting, leave)], mark: true });
  expect(bothLeft.files).toEqual([]);
  expect(lines(bothLeft)[0]).toBe('skip check.ts');
  expect(toReport(bothLeft, 'planned').status).toBe('clean');

  const checkLeft = await run({ decisions: [decisionOn(checking, leave)] });
  expect(lines(checkLeft)).toEqual(['skip check.ts', 'skip transport.ts']);

  expect(lines(await run({ undecided: 'hold' }))).toEqual(['fix check.ts held', 'fix transport.ts held']);
  const swapAlone = await run({ decisions: [decisionOn(swapping, make)], undecided: 'hold' });
  expect(lines(swapAlone)).toEqual(['fix check.ts held', 'fix transport.ts']);
  const checkAlone = await run({ decisions: [decisionOn(checking, make)], undecided: 'hold' });
  expect(checkAlone.files).toEqual([]);
  expect(lines(checkAlone)[0]).toBe('todo check.ts');
  const both = await run({ decisions: [decisionOn(swapping, make), decisionOn(checking, make)], undecided: 'hold' });
  expect(lines(both)).toEqual(['fix check.ts', 'fix transport.ts']);
  expect(both.files.map(({ path }) => path)).toEqual(['check.ts', 'transport.ts']);
});

test('one of some that are alike stays as it is when the others are written, and in every run after that', async () => {
  const { run, write } = treeOf({ 'a.ts': 'oldName(1);\nwhich(1);\noldName(1);\noldName(1);\n' });
  const decisions = [on(await run(), 4, { answer: 'leave' }), on(await run(), 1, { answer: 'make' })];
  const made = await run({ decisions });
  expect(after(made)).toBe('newName(1);\nwhich(1);\nnewName(1);\noldName(1);\n');
  write('a.ts', after(made) ?? '');
  const again = await run({ decisions });
  expect(told(again)).toEqual(['ask 2 ask', 'skip 4 decided']);
  expect(again.files).toEqual([]);
  expect(again.findings[1]?.claims).toEqual([decisions[0]?.id]);
});

test('where sites that are alike came or went and one of them was left, none is made before somebody decides again', async () => {
  const { run, write } = treeOf({ 'a.ts': 'oldName(1);\n' });
  const decisions = [on(await run(), 1, { answer: 'leave' })];
  write('a.ts', 'oldName(1);\noldName(1);\n');
  const more = await run({ decisions });
  expect(told(more)).toEqual(['fix 1 fix held', 'fix 2 fix held']);
  expect(more.files).toEqual([]);
  expect(toReport(more, 'planned').status).toBe('work-left');
  const anew = [on(more, 1, { answer: 'leave' }), on(more, 2, { answer: 'make' })];
  expect(after(await run({ decisions: anew }))).toBe('oldName(1);\nnewName(1);\n');

  write('a.ts', 'oldName(1);\noldName(1);\noldName(1);\n');
  const one = [on(await run(), 2, { answer: 'leave' })];
  write('a.ts', 'oldName(1);\noldName(1);\n');
  expect(told(await run({ decisions: one }))).toEqual(['fix 1 fix held', 'fix 2 fix held']);
});

test('an answer is taken for no other site that is alike', async () => {
  const { run, write } = treeOf({ 'a.ts': 'which(1);\nwhich(1);\n' });
  const decisions = [on(await run(), 1, { answer: 'choose', choice: 'this' })];
  expect(told(await run({ decisions }))).toEqual(['fix 1 ask', 'ask 2 ask']);
  write('a.ts', 'taken();\nwhich(1);\n');
  expect(told(await run({ decisions }))).toEqual(['ask 2 ask']);
});

test('of two answers to one question, as a merge leaves them, to leave it holds', async () => {
  const { run } = treeOf({ 'a.ts': 'oldName(1);\n' });
  const [leave, make] = [on(await run(), 1, { answer: 'leave' }), on(await run(), 1, { answer: 'make' })];
  for (const decisions of [
    [leave, make],
    [make, leave],
  ])
    expect((await run({ decisions })).files).toEqual([]);
});

test('what was left is not made in another file before somebody decides there', async () => {
  const first = treeOf({ 'a.ts': 'oldName(1);\noldName(2);\n' });
  const decisions = [on(await first.run(), 1, { answer: 'leave' })];
  // A copy of what is left is another site.
  first.write('b.ts', 'oldName(1);\n');
  expect(told(await first.run({ decisions }))).toEqual(['skip 1 decided', 'fix 2 fix', 'fix 1 fix']);
  expect(told(await first.run({ decisions, ignore: ['a.ts'] }))).toEqual(['fix 1 fix']);
  const { run } = treeOf({ 'b.ts': 'oldName(1);\noldName(2);\n' });
  const moved = await run({ decisions });
  expect(told(moved)).toEqual(['fix 1 fix held', 'fix 2 fix']);
  expect(moved.findings[0]?.claims).toEqual([decisions[0]?.id]);
  const again = [...decisions, on(moved, 1, { answer: 'make' })];
  expect(after(await run({ decisions: again }))).toBe('newName(1);\nnewName(2);\n');
});

test('what was decided with a folder as the root is not changed by a run over more than that', async () => {
  const root = folder();
  lay(root, { 'sub/a.ts': 'oldName(1);\n', 'sub/b.ts': 'oldName(1);\n' });
  commitAll(root);
  const run = (more: Partial<PlanOptions> = {}): Promise<Plan> => plan(optionsAt(root, more), nodeHost, [toy, asking]);
  const decision = { ...on(await run(), 1, { answer: 'leave' }), path: 'a.ts' };
  lay(root, { 'sub/.resession/decisions.json': JSON.stringify({ schema: 1, decisions: [decision] }) });
  await expect(run()).rejects.toThrow(/sub\/a.ts goes by another root/);
  expect(told(await run({ ignore: ['sub/a.ts'] }))).toEqual(['fix 1 fix']);
});
