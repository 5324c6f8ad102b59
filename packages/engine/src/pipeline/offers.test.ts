// An offer is a pointer until a run names the codemod that makes it; see decision 11.

import type { Codemod } from '@resession/transforms/lib';
import { expect, test } from 'vitest';
import { nodeHost } from '../host.ts';
import { plan } from '../pipeline.ts';
import { toReport } from '../report.ts';
import { folder, lay } from '../sandbox.test.kit.ts';
import { optionsAt, renaming } from '../toy.test.kit.ts';

const offering = { ...renaming('by-hand-to-helper', 'never', 'always'), needles: [['maybe(']], offers: true as const };
const asking = { ...renaming('old-to-new', 'never', 'always'), needles: [['maybe(']] };

async function seen(text: string, only: readonly string[] | null, codemod: Codemod = offering): Promise<unknown> {
  const root = folder();
  lay(root, { 'a.ts': text });
  const made = await plan(optionsAt(root, { only }), nodeHost, [codemod]);
  const { status } = toReport(made, 'planned');
  return { status, found: made.findings.map(({ kind, messageId, id }) => ({ kind, messageId, id })) };
}

test('it is no work unless it is asked for, and the same finding either way', async () => {
  const pointed = await seen('maybe(1);\n', null);
  const asked = await seen('maybe(1);\n', ['by-hand-to-helper']);
  const id: unknown = expect.any(String);
  expect(pointed).toEqual({ status: 'clean', found: [{ kind: 'skip', messageId: 'ask', id }] });
  expect(asked).toEqual({ status: 'work-left', found: [{ kind: 'ask', messageId: 'ask', id }] });
  const ids = [pointed, asked].map((each) => (each as { found: { id: string }[] }).found[0]?.id);
  expect(ids[0]).toBe(ids[1]);
});

test('any other question is work', async () => {
  expect(await seen('maybe(1);\n', null, asking)).toMatchObject({ status: 'work-left' });
});

test('what else such a codemod finds counts as always', async () => {
  expect(await seen('maybe(1);\nmanual(2);\n', null)).toMatchObject({
    status: 'work-left',
    found: [{ kind: 'skip' }, { kind: 'todo' }],
  });
});

test('a suppression covers it, asked for or not', async () => {
  for (const only of [null, ['by-hand-to-helper']]) {
    const found = [{ kind: 'skip', messageId: 'suppressed' }];
    expect(await seen('// resession-ignore-next-line -- ours\nmaybe(1);\n', only)).toMatchObject({
      status: 'clean',
      found,
    });
  }
});
