import type { Answer, Codemod, Finding } from '@resession/transforms/lib';
import { expect, test } from 'vitest';
import { nodeHost } from '../host.ts';
import { plan } from '../pipeline.ts';
import type { Plan } from '../plan.ts';
import { folder, lay } from '../sandbox.test.kit.ts';
import { calls, doing, optionsAt, replacing } from '../toy.test.kit.ts';

const explanation = {
  needle: 'guess',
  origin: '',
  formula: '',
  rows: [{ error: 'expired', expired: true, before: 'true', after: 'true' } as const],
  changes: [],
};

/**
 * Makes `check(x)` of every `guess(x)`, but of the last one what `last` says; its second look reads the calls of a text:
 * `check` and `guess` recognise an expired session, `other` takes an HTTP 500 along, anything else is blind.
 */
function checking(last: string, more: Partial<Codemod> = {}): Codemod {
  const meaning = (text: string): Answer[] => {
    const truth = (value: boolean) => (value ? 'true' : 'false') as 'true' | 'false';
    const sees = /^(?:guess|check|other)\(/.test(text);
    const answer = { before: 'true', after: truth(sees) } as const;
    const other = { before: 'false', after: truth(text.startsWith('other(')) } as const;
    return [
      { error: 'expired', role: 'expired', ...answer },
      { error: 'HTTP 500', role: 'other', ...other },
    ];
  };
  return doing(
    'guess-to-check',
    ({ file }) =>
      calls(file, 'guess').map((call, index, all): Finding => {
        const text = index === all.length - 1 ? last : 'check';
        return { ...replacing(call.callee, call.callee + 5, text), start: call.start, end: call.end, explanation };
      }),
    {
      needles: [['guess(']],
      prove: (fix, before, after, moved) => {
        expect(before.source.text.slice(fix.start, fix.start + 6)).toBe('guess(');
        const { start, end } = moved(fix);
        const ways = [meaning(after.source.text.slice(start, end))];
        return { wanted: 'true', frame: 0, gone: false, ways };
      },
      ...more,
    },
  );
}

async function planned(codemods: readonly Codemod[], text = 'guess(1);\nguess(22);\n'): Promise<Plan> {
  const root = folder();
  lay(root, { 'a.ts': text, 'b.ts': 'guess(3);' });
  return plan(optionsAt(root), nodeHost, codemods);
}

const told = ({ findings }: Plan): string[] =>
  findings.map(({ kind, path, line, reason }) => `${kind} ${path}:${line} ${kind === 'todo' ? reason : ''}`.trim());
const meaningOf = ({ verdicts }: Plan): unknown => verdicts.find(({ check }) => check === 'meaning');

test('fixes that hold are made, and told', async () => {
  const made = await planned([checking('check')]);
  expect(told(made)).toEqual(['fix a.ts:1', 'fix a.ts:2', 'fix b.ts:1']);
  expect(meaningOf(made)).toEqual({
    check: 'meaning',
    outcome: 'passed',
    why: '3 conditions say of every error but expired sessions what was said before.',
  });
});

test.each([
  ['other', 'the answer on "HTTP 500" would change'],
  ['blind', '"expired" would no longer be recognised'],
])('a fix that becomes %s is taken back, and the others of its file stand', async (last, objection) => {
  const made = await planned([checking(last)]);
  const reason = `The change could not be made: asked again of the changed file, ${objection}.`;
  expect(told(made)).toEqual(['fix a.ts:1', `todo a.ts:2 ${reason}`, `todo b.ts:1 ${reason}`]);
  expect(made.files.map(({ path, after }) => `${path} ${after.data}`)).toEqual(['a.ts check(1);\nguess(22);\n']);
  expect(meaningOf(made)).toMatchObject({
    outcome: 'passed',
    why: expect.stringContaining('2 changes that did not hold were taken back.') as string,
  });
});

test('a fix that a later codemod spoils is taken back too', async () => {
  const spoiling = doing(
    'check-to-blind',
    ({ file }) => calls(file, 'check').map(({ callee }) => replacing(callee, callee + 5, 'blind')),
    { needles: [['check(']], after: ['guess-to-check'] },
  );
  const made = await planned([checking('check'), spoiling]);
  expect(made.files).toEqual([]);
  expect(made.findings.filter(({ kind }) => kind === 'fix')).toEqual([]);
});

test('a condition that is not to be found again is taken back', async () => {
  const made = await planned([checking('check', { prove: () => undefined })]);
  expect(made.files).toEqual([]);
  expect(made.findings[0]?.reason).toContain('its condition is not to be found again');
});

test('where an earlier codemod changed the file, the fix is asked in the text that it was found in', async () => {
  const above = doing('above', ({ text }) => (text.includes('top();') ? [] : [replacing(0, 0, 'top();\n')]), {
    needles: [['guess(']],
  });
  const made = await planned([above, checking('other', { after: ['above'] })]);
  expect(made.files.map(({ after }) => after.data)).toEqual(['top();\ncheck(1);\nguess(22);\n', 'top();\nguess(3);']);
});
