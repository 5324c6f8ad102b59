import { expect, test } from 'vitest';
import type { Answer, SecondLook, Span } from '../../codemod.ts';
import { noFacts } from '../../facts.ts';
import { makeSource } from '../../source.ts';
import { askAgain } from './again.ts';

const head = "import { isSessionExpired } from '@resession/transport/v1';\n";

/** Asks again what became of `from`, a part of a text, when it was replaced by `to`. */
function again(text: string, from: string, to: string): SecondLook | undefined {
  const before = head + text;
  const start = before.indexOf(from);
  const end = start + from.length;
  const change = { edits: [{ start, end, text: to }], imports: [] };
  const fix = { start, end, kind: 'fix', messageId: 'm', message: '', reason: '', change } as const;
  const delta = to.length - from.length;
  const moved = (span: Span): Span => ({
    start: span.start > start ? span.start + delta : span.start,
    end: span.end >= fix.end ? span.end + delta : span.end,
  });
  const side = (now: string) => ({
    source: makeSource('mcp.ts', now),
    context: { facts: noFacts, checkStyle: 'code' as const },
  });
  return askAgain(fix, side(before), side(before.replace(from, to)), moved);
}

const arrow = (condition: string): string => `export const isGone = (error: any): boolean => ${condition};`;
const turned = ({ before, after }: Answer): boolean => before !== after;
const of = (look: SecondLook | undefined, role: Answer['role']): readonly Answer[] =>
  look?.ways[0]?.filter((answer) => answer.role === role) ?? [];

test('a guess that becomes the check: only look-alikes turn', () => {
  const look = again(arrow('error?.code === 404'), 'error?.code === 404', 'isSessionExpired(error)');
  expect(look).toMatchObject({ wanted: 'true', gone: false });
  expect(of(look, 'other').filter(turned)).toEqual([]);
  expect(of(look, 'expired').every(({ after }) => after === 'true')).toBe(true);
  expect(of(look, 'alike').some(turned)).toBe(true);
});

test('a negated guess wants the other answer, inside a class guard too', () => {
  const guess = 'error instanceof Error && !(error.message.includes("Session not found"))';
  const check = 'error instanceof Error && !isSessionExpired(error)';
  expect(again(arrow(guess), guess, check)?.wanted).toBe('false');
  expect(again(arrow('error?.code !== 404'), 'error?.code !== 404', '!isSessionExpired(error)')?.wanted).toBe('false');
});

test.each([
  ['an arm that is lost', 'error?.code === 404 || error?.code === 401', 'isSessionExpired(error)', 'HTTP 401'],
  ['an error taken along', 'error?.code === 404', 'isSessionExpired(error) || error?.code === 500', 'HTTP 500'],
])('%s shows', (_, from, to, error) => {
  const look = again(arrow(from), from, to);
  expect(
    new Set(
      of(look, 'other')
        .filter(turned)
        .map((answer) => answer.error),
    ),
  ).toEqual(new Set([error]));
});

test('a check that sees nothing shows', () => {
  const look = again(arrow('error?.code === 404'), 'error?.code === 404', 'error?.code === 7');
  expect(of(look, 'expired').filter(turned).length).toBeGreaterThan(4);
});

test('parts that no error decides are tried in ways that leave the rest to decide', () => {
  const from = 'live && error?.code === 404';
  const look = again(
    `export const f = (error: any, live: boolean) => ${from};`,
    from,
    'live && isSessionExpired(error)',
  );
  expect(look?.ways.map((answers) => answers.some(({ after }) => after === 'true'))).toEqual([true, false]);
});

test('a predicate that becomes one return is asked what it answers', () => {
  const body = "if (!(error instanceof Error)) return false;\n  return error.message.includes('Session not found');";
  const look = again(`export function isGone(error: unknown) {\n  ${body}\n}`, body, 'return isSessionExpired(error);');
  expect(look?.wanted).toBe('true');
  expect(of(look, 'expired').every(({ after }) => after === 'true')).toBe(true);
  expect(of(look, 'other').filter(turned)).toEqual([]);
});

test('of a condition that went with its statement, the function is asked', () => {
  const statement = 'if (error.code === 404) return true;';
  const text = `export function isGone(error: any) {\n  if (isSessionExpired(error)) return true;\n  ${statement}\n  return false;\n}`;
  const before = head + text;
  const start = before.indexOf('error.code');
  const fix = { start, end: start + 'error.code === 404'.length };
  const cut = { start: before.indexOf(statement), end: before.indexOf(statement) + statement.length };
  const moved = ({ start: from, end: to }: Span): Span => {
    const place = (at: number): number => (at <= cut.start ? at : at < cut.end ? cut.start : at - statement.length);
    return { start: place(from), end: place(to) };
  };
  const side = (now: string) => ({
    source: makeSource('mcp.ts', now),
    context: { facts: noFacts, checkStyle: 'code' as const },
  });
  const whole = {
    ...fix,
    kind: 'fix',
    messageId: 'm',
    message: '',
    reason: '',
    change: { edits: [], imports: [] },
  } as const;
  const look = askAgain(whole, side(before), side(before.replace(statement, '')), moved);
  expect(look).toMatchObject({ gone: true, wanted: 'true' });
  expect(of(look, 'expired').every(({ after }) => after === 'true')).toBe(true);
});

test('two parts that no error decides, one of them negated', () => {
  const from = 'live && error?.code === 404 && !off';
  const to = 'live && isSessionExpired(error) && !off';
  const look = again(`export const f = (error: any, live: boolean, off: boolean) => ${from};`, from, to);
  expect(look?.ways.map((answers) => answers.some(({ after }) => after === 'true'))).toEqual([true, false, false]);
});

/** Asks again of a fix that edits another condition too. */
function touching(guard: string, spoiled: string): readonly Answer[] {
  const before = `${head}export function isGone(error: any) {\n  if (${guard}) return true;\n  return error.code === 404;\n}`;
  const [at, start] = [before.indexOf(guard), before.indexOf('error.code === 404')];
  const edits = [
    { start: at, end: at + guard.length, text: spoiled },
    { start, end: start + 18, text: 'isSessionExpired(error)' },
  ];
  const after = before.replace(guard, spoiled).replace('error.code === 404', 'isSessionExpired(error)');
  const moved = (span: Span): Span => {
    const place = (offset: number): number => (offset <= at ? offset : offset + spoiled.length - guard.length);
    return { start: place(span.start), end: place(span.end) + (span.start === start ? 5 : 0) };
  };
  const context = { facts: noFacts, checkStyle: 'code' as const };
  const side = (text: string) => ({ source: makeSource('mcp.ts', text), context });
  const fix = { start, end: start + 18, kind: 'fix', messageId: 'm', message: '', reason: '' } as const;
  const look = askAgain({ ...fix, change: { edits, imports: [] } }, side(before), side(after), moved);
  return of(look, 'other').filter((answer) => answer.error.includes('in a condition before it'));
}

test('a condition that is edited along lets expired sessions by and nothing else, or it shows', () => {
  expect(touching('error.code === 410', 'error.code === 410 || isSessionExpired(error)').some(turned)).toBe(false);
  expect(touching('error.code === 410', 'error.code === 410 || error.code === 500').some(turned)).toBe(true);
  expect(touching('error.code === 410', '410 === error.code').some(turned)).toBe(false);
  const spoiled = 'isSessionExpired(error) && !isSessionExpired(error)';
  expect(touching('isSessionExpired(error)', spoiled).some(turned)).toBe(true);
});

test('what is no condition is not to be found', () => {
  expect(again(arrow('error?.code === 404'), 'isGone', 'isLost')).toBeUndefined();
});
