import { expect, test } from 'vitest';
import type { Codemod, Context, Finding } from './codemod.ts';
import { toTransform } from './to-transform.ts';

/** Finds every `mark`: the first is certain, the second is asked about, the third is for a person. */
function marks(seen: Context[] = []): Codemod {
  const base = { messageId: 'mark', message: 'A mark.', reason: 'It says so.' };
  const kinds = (start: number, index: number): Finding => {
    const span = { ...base, start, end: start + 4 };
    const change = { edits: [{ start, end: start + 4, text: 'done' }], imports: [] };
    if (index === 0) return { ...span, kind: 'fix', change };
    return index === 1
      ? { ...span, kind: 'ask', choices: [{ id: 'a', label: 'A', change }] }
      : { ...span, kind: 'todo' };
  };
  return {
    id: 'marks-to-done',
    title: 'Marks',
    needles: [['mark']],
    after: [],
    messages: { mark: 'A mark.' },
    inspect(source, context) {
      seen.push(context);
      return [...source.text.matchAll(/mark/g)].map(({ index }, count) => kinds(index, count));
    },
  };
}

function run(source: string, options = {}, codemod = marks()): { out: string | undefined; reports: string[] } {
  const reports: string[] = [];
  const out = toTransform(codemod)({ path: 'a.ts', source }, { report: (text) => reports.push(text) }, options);
  return { out, reports };
}

test('makes the certain fix only and reports the rest with its place', () => {
  const { out, reports } = run('use(mark);\r\n\tuse(mark, mark);\r\n');
  expect(out).toBe('use(done);\r\n\tuse(mark, mark);\r\n');
  expect(reports).toEqual(['2:6 ask: A mark. It says so.', '2:12 todo: A mark. It says so.']);
});

test('keeps the byte order mark, and offsets do not count it', () => {
  expect(run('\uFEFFuse(mark);').out).toBe('\uFEFFuse(done);');
});

test('heeds suppressions, and says what one of them lacks', () => {
  const { out, reports } = run(
    '// resession-ignore-next-line -- r\nuse(mark, mark); // resession-ignore-line\nuse(mark);',
  );
  expect(out).toBeUndefined();
  expect(reports).toEqual([
    '3:5 todo: A mark. It says so.',
    '2:18 todo: A suppression that cannot be followed. It has to say why, behind two dashes: resession-ignore-line -- <reason>.',
  ]);
});

test('leaves a file without a needle unread', () => {
  expect(run('this does not parse').out).toBeUndefined();
});

test('throws on a file that does not parse, with the place', () => {
  expect(() => run('use(mark);\nconst a = ;')).toThrow('2:11 Unexpected token');
});

test('knows no facts, and takes the style of checks from the options', () => {
  const seen: Context[] = [];
  run('use(mark);', {}, marks(seen));
  run('use(mark);', { checkStyle: 'guard' }, marks(seen));
  expect(seen.map(({ checkStyle }) => checkStyle)).toEqual(['code', 'guard']);
  expect(seen[0]?.facts.ask('expiry-checks')).toBeUndefined();
  expect(() => run('use(mark);', { checkStyle: 'gaurd' })).toThrow('--checkStyle is code or guard, not gaurd.');
});
