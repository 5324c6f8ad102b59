import type { Decision, PlannedFinding } from '@resession/engine';
import { expect, test } from 'vitest';
import { decisionNow } from './decision-state.ts';

const decision: Decision = {
  id: 'a1',
  codemod: 'a-to-b',
  path: 'a.ts',
  message: 'm',
  kind: 'ask',
  answer: 'choose',
  choice: 'one',
};

const site: PlannedFinding = {
  id: 'a1',
  codemod: 'a-to-b',
  kind: 'ask',
  path: 'a.ts',
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 2,
  messageId: 'x',
  message: 'm',
  reason: 'r',
};

const decided = { answer: 'choose', choice: 'one', kind: 'ask', messageId: 'x' } as const;

test.each<[string, readonly PlannedFinding[], string, string]>([
  ['nothing found', [], 'gone', ''],
  ['another id', [{ ...site, id: 'b' }], 'gone', ''],
  ['another file', [{ ...site, path: 'b.ts' }], 'gone', ''],
  [
    'what may be it in another file',
    [{ ...site, id: 'b', path: 'b.ts', claims: ['a1'] }],
    'unfit',
    'the same is in b.ts now; decide again about it',
  ],
  [
    'one of those that were like it',
    [{ ...site, claims: ['a1'] }],
    'unfit',
    'sites that were like it have come or gone; decide again about each',
  ],
  [
    'nothing that anybody needs any more',
    [{ ...site, kind: 'skip' }],
    'unfit',
    'it was a question, and is left alone now',
  ],
  ['decided', [{ ...site, kind: 'fix', decided }], 'in-force', ''],
  ['another kind', [{ ...site, kind: 'todo' }], 'unfit', 'it was a question, and is a todo now'],
  ['another choice', [site], 'unfit', 'the choice one is not offered any more'],
  [
    'suppressed',
    [{ ...site, kind: 'skip', suppressed: { kind: 'ask', messageId: 'x', line: 4, why: 'w' } }],
    'unfit',
    'a comment on line 4 suppresses it',
  ],
])('%s', (_name, findings, state, why) => {
  expect(decisionNow(decision, { findings })).toMatchObject({ state, why });
});
