import { expect, test } from 'vitest';
import { explain, type Explained } from './explain.ts';
import { nodeHost } from './host.ts';
import { commitAll, folder, lay } from './sandbox.test.kit.ts';
import { calls, doing, optionsAt, renaming, replacing } from './toy.test.kit.ts';

const toy = renaming('old-to-new', 'oldName', 'newName');

async function explainIn(file: string, line?: number, ignore: string[] = []): Promise<Explained> {
  const root = folder();
  lay(root, {
    'a.ts': 'start();\noldName(\n1);\nmanual();\n',
    'plain.ts': 'start();',
    'near.ts': '// oldName(',
    'notes.md': 'oldName(',
    'types.d.ts': 'oldName();',
    'binary.ts': Buffer.from('\0oldName('),
    'hidden.ts': 'oldName();',
    'vendor/a.ts': 'oldName();',
    '.gitignore': 'hidden.ts',
  });
  commitAll(root);
  return explain(optionsAt(root, { ignore }), nodeHost, [toy], file, line ?? null);
}

test('a file, and one line of it', async () => {
  const whole = await explainIn('a.ts');
  expect(whole).toMatchObject({ path: 'a.ts', line: null, silence: null, passedOver: null });
  expect(whole.findings.map(({ kind, line }) => [kind, line])).toEqual([
    ['fix', 2],
    ['todo', 4],
  ]);
  expect((await explainIn('a.ts', 3)).findings.map(({ kind }) => kind)).toEqual(['fix']);
});

test('why nothing was found', async () => {
  expect((await explainIn('a.ts', 1)).silence).toMatchObject({ kind: 'other-lines', lines: [2, 4] });
  expect((await explainIn('plain.ts')).silence).toMatchObject({ kind: 'no-needle', needles: [['oldName(']] });
  expect((await explainIn('near.ts')).silence).toMatchObject({ kind: 'nothing-alike' });
  expect((await explainIn('notes.md')).silence).toMatchObject({ kind: 'not-a-source' });
  expect((await explainIn('a.ts', 2, ['a.*'])).silence).toMatchObject({ kind: 'ignored' });
});

test('what a run passes over is explained all the same, and said to be passed over', async () => {
  expect(await explainIn('hidden.ts')).toMatchObject({ passedOver: 'git ignores it', silence: null });
  expect(await explainIn('types.d.ts')).toMatchObject({
    passedOver: 'by its name it is made by a tool',
    silence: null,
  });
  expect((await explainIn('vendor/a.ts')).passedOver).toContain('it lies in vendor/');
});

test('a file that cannot be inspected explains itself', async () => {
  expect((await explainIn('binary.ts')).findings[0]).toMatchObject({ kind: 'todo', messageId: 'binary' });
});

test('what is not a file, or not there, is an error', async () => {
  await expect(explainIn('.')).rejects.toMatchObject({ what: 'Only a file can be explained' });
  await expect(explainIn('gone.ts')).rejects.toMatchObject({ name: 'ResessionError' });
});

test('the verdict is that of a run over the whole root, which swaps the transport of another file too', async () => {
  const need = { module: '@resession/transport', name: 'isSessionExpired', local: 'isSessionExpired' };
  const resting = doing(
    'resting',
    ({ file }, { facts }) =>
      facts.ask('transport-origin') === undefined
        ? []
        : calls(file, 'guess').map(({ start, end }) => replacing(start, end, 'isSessionExpired(e)', [need])),
    { needles: [['guess(']] },
  );
  const root = folder();
  const stock = `import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';\n`;
  lay(root, {
    'package.json': '{ "private": true }',
    'check.ts': 'guess();',
    'transport.ts': `${stock}new StreamableHTTPClientTransport(url);`,
  });
  const { findings } = await explain(optionsAt(root), nodeHost, [resting], 'check.ts');
  expect(findings.map(({ kind, path }) => `${kind} ${path}`)).toEqual(['fix check.ts']);
});
