import { expect, test } from 'vitest';
import { nodeHost } from '../host.ts';
import { plan } from '../pipeline.ts';
import type { PlannedFinding } from '../plan.ts';
import { toReport } from '../report.ts';
import { folder, lay } from '../sandbox.test.kit.ts';
import {
  doing,
  guessToCheck,
  optionsAt,
  renaming,
  replacing,
  stockToPatched,
  stockTransport,
  unreadTarball,
} from '../toy.test.kit.ts';

const toy = renaming('old-to-new', 'oldName', 'newName');

async function findingsIn(text: string, only: readonly string[] | null = null): Promise<readonly string[]> {
  const root = folder();
  lay(root, { 'a.ts': text });
  const later = doing('new-to-newer', () => [], { needles: [['never']], after: ['old-to-new'] });
  const { findings } = await plan(optionsAt(root, { only }), nodeHost, [toy, later]);
  return findings.map(told);
}

const told = ({ kind, line, codemod, messageId, reason }: PlannedFinding): string =>
  codemod === 'resession' ? `${kind} ${line} ${messageId}: ${reason}` : `${kind} ${line} ${messageId}`;

test('a suppressed fix is not made, and is no work', async () => {
  const root = folder();
  lay(root, { 'a.ts': '// resession-ignore-next-line -- not yet\noldName();\n' });
  const made = await plan(optionsAt(root), nodeHost, [toy]);
  expect(made.files).toEqual([]);
  expect(made.findings).toMatchObject([
    {
      kind: 'skip',
      codemod: 'old-to-new',
      messageId: 'suppressed',
      message: 'Renamed.',
      reason: 'Suppressed on line 1: not yet',
      suppressed: { kind: 'fix', messageId: 'fix', line: 1, why: 'not yet' },
    },
  ]);
  expect(toReport(made, 'planned').status).toBe('clean');
});

test.each([
  ['an ask and a todo', '// resession-ignore-file -- r\nmaybe(oldName());\nmanual();', ['skip 2 suppressed', 'skip 2 suppressed', 'skip 3 suppressed']],
  ['one of two', 'oldName(); // resession-ignore-line -- r\noldName();', ['skip 1 suppressed', 'fix 2 fix']],
  ['no reason', '// resession-ignore-next-line\noldName();', ['todo 1 suppression-unclear: It has to say why, behind two dashes: resession-ignore-next-line -- <reason>.', 'fix 2 fix']],
  ['no such codemod', '// resession-ignore-next-line old-to-gnu -- r\noldName();', ['todo 1 suppression-unclear: There is no codemod old-to-gnu; there are old-to-new and new-to-newer.', 'fix 2 fix']],
  ['nothing there', '// resession-ignore-next-line -- r\nother();\noldName();', ['skip 1 suppression-unused: Nothing is found on line 2; the comment can go.', 'fix 3 fix']],
  ['nothing in the file', '// resession-ignore-file -- r\nother();', ['skip 1 suppression-unused: Nothing is found in this file; the comment can go.']],
  ['what is left alone anyway', '// resession-ignore-next-line -- r\noldName(alike());', ['skip 2 suppressed', 'skip 2 skip']],
  ['only what is left alone', '// resession-ignore-next-line -- r\nalike(); // oldName(', ['skip 2 skip']],
])('%s', async (_, text, expected) => {
  expect(await findingsIn(text)).toEqual(expected);
}); // prettier-ignore

test('with --only, what another codemod may need is not called unused', async () => {
  const text = '// resession-ignore-next-line -- r\nother(); // oldName(';
  expect(await findingsIn(text, ['old-to-new'])).toEqual([]);
  expect(await findingsIn(text.replace('line --', 'line old-to-new --'), ['old-to-new'])).toHaveLength(1);
});

test('ids stay, of a finding that is suppressed and of its twins', async () => {
  const idsIn = async (text: string): Promise<readonly string[]> => {
    const root = folder();
    lay(root, { 'a.ts': text });
    return (await plan(optionsAt(root), nodeHost, [toy])).findings.map(({ id }) => id);
  };
  const ids = await idsIn('maybe(); // oldName(\nmaybe();');
  expect(ids).toHaveLength(2);
  expect(await idsIn('// resession-ignore-next-line -- r\nmaybe(); // oldName(\nmaybe();')).toEqual(ids);
});

test('a suppression covers its line as it was, wherever an earlier codemod moves it', async () => {
  const above = doing('above', ({ text }) => (text.includes('x();') ? [] : [replacing(0, 0, 'x();\n')]), {
    needles: [['oldName']],
  });
  const root = folder();
  lay(root, { 'a.ts': '// resession-ignore-next-line old-to-new -- r\noldName();' });
  const { findings } = await plan(optionsAt(root), nodeHost, [above, { ...toy, after: ['above'] }]);
  expect(findings.map(told)).toEqual(['fix 1 fix', 'skip 2 suppressed']);
});

test('a check does not count on a transport whose swap is suppressed', async () => {
  const lines = async (transport: string): Promise<readonly string[]> => {
    const root = folder();
    const manifest = '{ "private": true, "dependencies": { "@resession/transport": "0.1.0" } }';
    lay(root, { 'package.json': manifest, 'check.ts': 'guess();', 'transport.ts': transport });
    const { findings } = await plan(optionsAt(root, { tarball: unreadTarball }), nodeHost, [
      guessToCheck,
      stockToPatched,
    ]);
    return findings.map(({ kind, path, reason }) => `${kind} ${path} ${reason}`);
  };
  expect(await lines(stockTransport)).toEqual(['fix check.ts It is a toy.', 'fix transport.ts It is a toy.']);
  const [left, ...others] = await lines(`// resession-ignore-next-line -- stock, for now\n${stockTransport}`);
  expect(left).toMatch(/^todo check.ts The change could not be made: transport.ts builds the transport/);
  expect(others).toEqual(['skip transport.ts Alone.']);
});
