import { expect, test } from 'vitest';
import { makeSource } from '../../source.ts';
import { catalogue, isExpired } from '../catalogue/catalogue.ts';
import { conditionsOf, formulaOf } from '../vector/condition.ts';
import { observe } from '../vector/observe.ts';
import { prove, type Proof } from './proof.ts';
import { waysOf } from '../vector/subject.ts';

/** Proves that a condition on `e` may become another one. */
function proof(from: string, to: string, sse = false): Proof {
  const head = "import { isSessionExpired } from '@resession/transport/v1';\nconst f = (e) => ";
  const source = makeSource('x.ts', `${head}${from};`);
  const [node] = conditionsOf(source.file.program);
  const place = node && waysOf(source, formulaOf(node))[0];
  if (node === undefined || place === undefined) throw new Error('no condition');
  const experiment = { source, condition: formulaOf(node), place };
  const rows = catalogue({ generations: new Set(['v1'] as const), sse });
  const hits = rows.filter(
    (row) => isExpired(row) && row.kind !== 'gap' && observe(experiment, row.stock()).truths.get(node) === 'true',
  );
  const edits = [{ start: node.start ?? 0, end: node.end ?? 0, text: to }];
  return prove(experiment, { edits, imports: [] }, rows, { free: [], hits: new Set(hits) });
}

const text = "String(e?.message).includes('Session not found')";

test('the check in the place of a status holds, and says what it also knows', () => {
  const { holds, changes } = proof('e?.code === 404', 'isSessionExpired(e)');
  expect(holds).toBe(true);
  expect(changes.join(' ')).toContain('inside a cause');
});

test.each([
  ['an arm that is lost', 'e?.code === 404 || e?.code === 401', 'isSessionExpired(e)', 'the answer on "HTTP 401" would change'],
  ['an arm that is new', 'e?.code === 404', 'isSessionExpired(e) || e?.code === 500', 'the answer on "HTTP 500" would change'],
  ['a check that sees nothing', 'e?.code === 404', 'e?.code === 7', '"expired, body -32001" would no longer be seen'],
  ['text that is none', 'e?.code === 404', ')(', 'the changed text cannot be read again'],
])('%s does not', (_, from, to, objection) => {
  expect(proof(from, to)).toMatchObject({ holds: false, objection });
}); // prettier-ignore

test('where the old SSE transport is in use, its lost sessions must still be seen', () => {
  expect(proof(text, 'isSessionExpired(e)').holds).toBe(true);
  expect(proof(text, 'isSessionExpired(e)', true).objection).toContain('session of the SSE transport gone');
  expect(proof(text, `isSessionExpired(e) || ${text}`, true).holds).toBe(true);
});
