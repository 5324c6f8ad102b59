import type { Plan, PlannedFinding } from '@resession/engine';
import { expect, it } from 'vitest';
import { decisionsIn } from './answers.ts';

const finding = (kind: PlannedFinding['kind']): PlannedFinding => ({
  id: kind,
  codemod: 'expiry-guess-to-code',
  kind,
  path: `src/${kind}.ts`,
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 2,
  messageId: 'guess',
  message: `About ${kind}.`,
  reason: 'So.',
  ...(kind === 'ask' && { choices: [{ id: 'replace', label: 'Replace it' }] }),
});

const plan: Plan = {
  schema: 1,
  tool: { name: 'resession', version: '0.0.0' },
  root: '/project',
  settings: { checkStyle: 'code', only: null, transport: 'vendor' },
  project: { packageManager: 'npm', packages: [], files: { scanned: 0, candidates: 0 } },
  findings: [finding('fix'), finding('ask'), finding('todo'), finding('skip')],
  files: [],
  install: null,
  verdicts: [],
  nextSteps: [],
};

it('makes decisions of answers, with what the plan says of the sites', () => {
  const answers = [
    { id: 'fix', answer: 'make', path: '../../etc', why: 1 },
    { id: 'ask', answer: 'choose', choice: 'replace' },
    { id: 'todo', answer: 'leave', why: ` ${'our gateway '.repeat(50)}` },
  ];
  const of = (kind: string) => ({
    codemod: 'expiry-guess-to-code',
    path: `src/${kind}.ts`,
    kind,
    message: `About ${kind}.`,
  });
  expect(decisionsIn({ answers }, plan)).toEqual([
    { id: 'fix', answer: 'make', ...of('fix') },
    { id: 'ask', answer: 'choose', choice: 'replace', ...of('ask') },
    { id: 'todo', answer: 'leave', why: 'our gateway '.repeat(50).slice(0, 400), ...of('todo') },
  ]);
  expect(decisionsIn({ answers: [] }, plan)).toEqual([]);
});

it.each([
  null,
  [],
  { answers: 'all' },
  { answers: [null] },
  { answers: [{ id: 'other', answer: 'leave' }] },
  { answers: [{ id: 'fix', answer: 'do' }] },
  { answers: [{ id: 'fix', answer: 'choose', choice: 'replace' }] },
  { answers: [{ id: 'ask', answer: 'make' }] },
  { answers: [{ id: 'ask', answer: 'choose', choice: 'toString' }] },
  { answers: [{ id: 'ask', answer: 'choose' }] },
  { answers: [{ id: 'todo', answer: 'make' }] },
  { answers: [{ id: 'skip', answer: 'leave' }] },
  { answers: [{ id: '__proto__', answer: 'leave' }] },
  {
    answers: [
      { id: 'fix', answer: 'leave' },
      { id: 'fix', answer: 'make' },
    ],
  },
])('refuses %j', (body) => {
  expect(() => decisionsIn(body, plan)).toThrow(TypeError);
});
