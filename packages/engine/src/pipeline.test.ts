import { type Codemod } from '@resession/transforms/lib';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeHost } from './host.ts';
import type { PlanOptions, Progress } from './options.ts';
import { plan } from './pipeline.ts';
import type { Plan } from './plan.ts';
import { commitAll, folder, git, lay, snapshot } from './sandbox.test.kit.ts';
import { calls, doing, optionsAt, renaming, replacing } from './toy.test.kit.ts';

const toy = renaming('old-to-new', 'oldName', 'newName');

async function planOn(
  files: Readonly<Record<string, string | Buffer>>,
  codemods: readonly Codemod[] = [toy],
  more: Partial<PlanOptions> = {},
): Promise<Plan & { at: string }> {
  const root = folder();
  lay(root, files);
  return { ...(await plan(optionsAt(root, more), nodeHost, codemods)), at: root };
}

/** Where a manifest declares the transport already, nothing is read of it. */
const tarball = { path: '/nowhere', version: '0.1.0', integrity: 'sha512-' };

const kinds = ({ findings }: Plan): string[] => findings.map(({ kind, path: at, line }) => `${kind} ${at}:${line}`);
const outcomes = ({ verdicts }: Plan): string[] => verdicts.map(({ check, outcome }) => `${check} ${outcome}`);

test('what would be done, as data that survives JSON, and nothing is written', async () => {
  const root = folder();
  lay(root, {
    'package.json': '{ "name": "app", "private": true, "dependencies": { "@modelcontextprotocol/client": "^2.0.0" } }',
    'src/b.ts': 'alike(1); // oldName(\nmanual(2);\nmaybe(3);\n',
    'src/a.ts': 'start();\n  oldName(\n    1,\n  );\n',
    'src/c.ts': 'nothing here',
  });
  commitAll(root);
  const before = snapshot(root, []);
  const made = await plan(optionsAt(root), nodeHost, [toy]);
  expect(snapshot(root, [])).toEqual(before);
  expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  expect(kinds(made)).toEqual(['fix src/a.ts:2', 'skip src/b.ts:1', 'todo src/b.ts:2', 'ask src/b.ts:3']);
  expect(made.findings[0]).toMatchObject({ codemod: 'old-to-new', column: 3, endLine: 4, endColumn: 4 });
  expect(made.findings[3]?.choices).toEqual([{ id: 'keep', label: 'Keep it' }]);
  expect(made.files.map(({ path: at, kind }) => [at, kind])).toEqual([['src/a.ts', 'source']]);
  expect(made.files[0]?.after.data).toBe('start();\n  newName(\n    1,\n  );\n');
  expect(outcomes(made)).toEqual(['parses passed', 'settled passed', 'meaning passed', 'types skipped']);
  expect(made).toMatchObject({ schema: 1, root, install: null, nextSteps: [] });
  expect(made.project).toEqual({
    packageManager: null,
    packages: [{ path: '', name: 'app', published: false, sdk: { v2: '^2.0.0' } }],
    files: { scanned: 3, candidates: 2 },
  });
});

describe('no byte outside an edit changes', () => {
  test.each([
    ['a byte order mark', '\uFEFFoldName();\n'],
    ['CRLF', 'a;\r\noldName();\r\nb;\r\n'],
    ['tabs', '\tif (x) {\n\t\toldName();\t\n\t}\n'],
    ['a shebang', '#!/usr/bin/env node\noldName();\n'],
    ['no final newline', 'oldName()'],
    ['astral characters', '"🎉"; oldName("🎉"); // 🎉\n'],
    ['odd separators', '"\u2028"; oldName();\r"x"\n'],
  ])('%s', async (_name, text) => {
    const { files } = await planOn({ 'a.ts': text });
    expect(files[0]?.after).toEqual({ encoding: 'utf8', data: text.replace('oldName', 'newName') });
  });
});

test('the diff is one that git takes, whatever the file is called', async () => {
  const names = ['sp ace.ts', 'quo"te.ts', 'new\nline.ts', 'ünï.ts', 'deep/er/plain.ts'];
  const root = folder();
  lay(root, Object.fromEntries(names.map((name) => [name, '\uFEFFa;\r\noldName();'])));
  commitAll(root);
  const { files } = await plan(optionsAt(root), nodeHost, [toy]);
  expect(files.map((file) => file.path)).toEqual([...names].sort());
  const patch = path.join(folder(), 'all.patch');
  fs.writeFileSync(patch, files.map(({ diff }) => diff).join(''));
  git(root, 'apply', '--whitespace=nowarn', patch);
  for (const { path: at, after } of files) expect(fs.readFileSync(path.join(root, at), 'utf8')).toBe(after.data);
});

test('bad input is told file by file, and the rest goes on', async () => {
  const made = await planOn({
    'package.json': '{ broken',
    'binary.ts': Buffer.from('\0oldName('),
    'broken.ts': 'fine();\n  oldName( {{{',
    'empty.ts': '',
    'good.ts': 'oldName();',
    'large.ts': Buffer.concat([Buffer.alloc(5 * 1024 * 1024, ';\n'), Buffer.from('oldName();')]),
    'utf16.ts': Buffer.from('\uFEFFoldName();', 'utf16le'),
  });
  expect(made.findings.map(({ path: at, messageId, kind }) => `${kind} ${at} ${messageId}`)).toEqual([
    'todo binary.ts binary',
    'todo broken.ts does-not-parse',
    'fix good.ts fix',
    'todo large.ts too-large',
    'todo utf16.ts not-utf8',
  ]);
  expect(made.findings[1]).toMatchObject({ codemod: 'resession', line: 2 });
  expect(made.findings[1]?.reason).toMatch(/^It does not parse: [^.]+\. Nothing in it was changed/);
  expect(made.files.map(({ path: at }) => at)).toEqual(['good.ts']);
});

test('a package whose manifest cannot take the dependency keeps its code, and the others go on', async () => {
  const need = { module: '@resession/transport', name: 'isSessionExpired', local: 'isSessionExpired' };
  const resting = doing('resting', ({ file }) =>
    calls(file, 'guess').map(({ start, end }) => replacing(start, end, 'isSessionExpired(e)', [need])),
  );
  const made = await planOn(
    {
      'good/package.json': '{ "dependencies": { "@resession/transport": "^0.1.0" } }',
      'good/a.ts': 'guess();',
      'strange/package.json': '{ "dependencies": ["x"] }',
      'strange/a.ts': 'guess();',
    },
    [resting],
    { tarball },
  );
  expect(kinds(made)).toEqual(['fix good/a.ts:1', 'todo strange/a.ts:1']);
  expect(made.findings[1]?.reason).toContain('strange/package.json cannot take @resession/transport: "dependencies"');
});

test('a codemod that fails on a file leaves that file to a person and goes on', async () => {
  const failing = doing('bad-to-worse', ({ path: at }) => {
    if (at === 'b.ts') throw new TypeError('cannot read x of undefined');
    return [];
  });
  const made = await planOn({ 'a.ts': 'oldName();', 'b.ts': 'oldName();' }, [failing, toy]);
  const todo = made.findings.find(({ kind }) => kind === 'todo');
  expect(todo).toMatchObject({ codemod: 'bad-to-worse', path: 'b.ts', messageId: 'codemod-failed' });
  expect(todo?.reason).toContain('cannot read x of undefined');
  expect(made.files.map(({ path: at }) => at)).toEqual(['a.ts', 'b.ts']);
});

test('codemods fold over the text, and what later ones find lies in the file as it was', async () => {
  const widen = doing('one-to-many', ({ file }) =>
    calls(file, 'one').map(({ start, end }) => replacing(start, end, 'several(\n1,\n2)')),
  );
  const later = renaming('late-to-later', 'oldName', 'newName', ['one-to-many']);
  const made = await planOn({ 'a.ts': 'one(); oldName(1);\noldName(2);\n' }, [later, widen]);
  expect(made.files[0]?.after.data).toBe('several(\n1,\n2); newName(1);\nnewName(2);\n');
  const places = made.findings.map(({ codemod, line, column, endColumn }) => [codemod, line, column, endColumn]);
  expect(places).toEqual([
    ['one-to-many', 1, 1, 6],
    ['late-to-later', 1, 8, 18],
    ['late-to-later', 2, 1, 11],
  ]);
});

test('findings are told in the order of the file, whoever found them', async () => {
  const [first, second] = [renaming('z-to-y', 'zed', 'why'), renaming('a-to-b', 'oldName', 'newName', ['z-to-y'])];
  const made = await planOn({ 'b.ts': 'oldName(); zed();\noldName();', 'a.ts': 'zed();' }, [first, second]);
  expect(made.findings.map(({ path: at, codemod, line }) => [at, codemod, line])).toEqual([
    ['a.ts', 'z-to-y', 1],
    ['b.ts', 'a-to-b', 1],
    ['b.ts', 'z-to-y', 1],
    ['b.ts', 'a-to-b', 2],
  ]);
});

test('where the package cannot take the dependency, the change that needs it is left to a person', async () => {
  const need = { module: '@resession/transport', name: 'isSessionExpired', local: 'isSessionExpired' };
  const guarding = doing(
    'guard',
    ({ file }) => calls(file, 'guess').map(({ start, end }) => replacing(start, end, 'isSessionExpired(e)', [need])),
    { needles: [['guess(']], findsChecks: true },
  );
  const made = await planOn(
    {
      'package.json': '{ "name": "published", "version": "1.0.0" }',
      'src/a.ts': 'guess(); oldName();',
      'broken/package.json': '{',
      'broken/a.ts': 'guess();',
    },
    [guarding, toy],
  );
  expect(made.findings.map(({ kind, codemod, path: at }) => `${kind} ${codemod} ${at}`)).toEqual([
    'todo guard broken/a.ts',
    'todo guard src/a.ts',
    'fix old-to-new src/a.ts',
  ]);
  expect(made.findings[0]?.reason).toContain('it is not valid JSON');
  expect(made.findings[1]?.reason).toContain('is published');
  expect(made.files.map(({ path: at, after }) => [at, after.data])).toEqual([['src/a.ts', 'guess(); newName();']]);
});

test('a fix that contradicts an earlier one becomes a todo', async () => {
  const both = doing('both', ({ text }) => (text === 'abcdef' ? [replacing(0, 4, 'x'), replacing(2, 6, 'y')] : []));
  const made = await planOn({ 'a.ts': 'abcdef' }, [both]);
  expect(kinds(made)).toEqual(['fix a.ts:1', 'todo a.ts:1']);
  expect(made.files[0]?.after.data).toBe('xef');
});

test('a change that does not settle is taken back, and others stand', async () => {
  const growing = doing('grow', ({ path: at, text }) => (at === 'a.ts' ? [replacing(0, 0, `${text.length};`)] : []));
  const made = await planOn({ 'a.ts': 'oldName();', 'b.ts': 'oldName();' }, [growing, toy]);
  expect(made.files.map(({ path: at }) => at)).toEqual(['b.ts']);
  expect(kinds(made)).toEqual(['todo a.ts:1', 'todo a.ts:1', 'fix b.ts:1']);
  expect(made.findings[0]?.reason).toContain('a second run would change the file again');
  expect(made.verdicts[1]).toMatchObject({ check: 'settled', outcome: 'passed' });
  expect(made.verdicts[1]?.why).toContain('taken back in one file');
});

test('a change that does not parse is taken back, and what later codemods found there is not lost', async () => {
  const breaking = doing('break', ({ text, path: at }) =>
    at === 'a.ts' && !text.startsWith('(') ? [replacing(0, 0, '(')] : [],
  );
  const made = await planOn({ 'a.ts': 'oldName();', 'b.ts': 'oldName();' }, [breaking, { ...toy, after: ['break'] }]);
  expect(kinds(made)).toEqual(['todo a.ts:1', 'todo a.ts:1', 'fix b.ts:1']);
  expect(made.findings[0]?.reason).toContain('no longer parse');
  expect(made.files.map(({ path: at }) => at)).toEqual(['b.ts']);
});

test('a file that only the result of another one would change fails the verdict', async () => {
  const copy = doing(
    'follow',
    (_source, { facts }) =>
      facts.ask('transport-origin')?.built.some(({ patched }) => patched) ? [replacing(0, 0, ';')] : [],
    { needles: [['follower']] },
  );
  const patch = doing('patch', ({ text }) => {
    const start = text.indexOf('@modelcontextprotocol/client');
    return start < 0 ? [] : [replacing(start, start + 28, '@resession/transport')];
  });
  const made = await planOn(
    {
      'a.ts': 'follower;',
      'b.ts': `import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';\nnew StreamableHTTPClientTransport(u);`,
    },
    [copy, patch],
  );
  expect(made.verdicts[1]).toMatchObject({ outcome: 'failed', why: 'A second run would change a.ts.' });
});

describe('facts between files', () => {
  const guess = doing(
    'guess',
    ({ file }, { facts }) =>
      calls(file, 'guess').map(({ start, end }) => {
        const built = facts.ask('transport-origin')?.built ?? [];
        return replacing(start, end, `known(${built.map((site) => `${site.path}${site.outside ? '!' : ''}`).join()})`);
      }),
    { needles: [['guess(']], findsChecks: true },
  );
  const swap = doing(
    'swap',
    ({ file }, { facts }) =>
      calls(file, 'report').map(({ start, end }) => {
        const checks = facts.ask('expiry-checks')?.checks ?? [];
        return replacing(
          start,
          end,
          `seen(${checks.map((check) => `'${check.kind} ${check.path}:${check.line}'`).join()})`,
        );
      }),
    { needles: [['report(']], after: ['guess'] },
  );
  const files = {
    'package.json': '{}',
    'a.ts': 'report();',
    'b.ts': '\nguess();',
    'c.ts': `import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';\nnew StreamableHTTPClientTransport(u);`,
    'd.ts': `e.code === 'CLIENT_HTTP_SESSION_EXPIRED';`,
  };
  const texts = ({ files: changed }: Plan): Record<string, string> =>
    Object.fromEntries(changed.map(({ path: at, after }) => [at, after.data]));

  test('later codemods see the findings of earlier ones in all files, and what stands in files without a needle', async () => {
    expect(texts(await planOn(files, [swap, guess]))).toEqual({
      'a.ts': `seen('fix b.ts:2','done d.ts:1');`,
      'b.ts': '\nknown(c.ts);',
    });
  });

  test('the same when only a part is looked at: facts come from the whole, changes stay in the part', async () => {
    const narrow = await planOn(files, [swap, guess], { paths: ['a.ts'] });
    expect(texts(narrow)).toEqual({ 'a.ts': `seen('fix b.ts:2','done d.ts:1');` });
    expect(kinds(narrow)).toEqual(['fix a.ts:1']);
    const other = await planOn(files, [swap, guess], { paths: ['b.ts'] });
    expect(texts(other)).toEqual({ 'b.ts': '\nknown(c.ts!);' });
    expect(other.nextSteps.map(({ command }) => command)).toEqual([['npx', 'resession', 'c.ts']]);
  });

  test('a check is not rewritten where all it could see stays stock', async () => {
    const need = { module: '@resession/transport', name: 'isSessionExpired', local: 'isSessionExpired' };
    const resting = doing(
      'resting',
      ({ file }, { facts }) =>
        facts.ask('transport-origin') === undefined
          ? []
          : calls(file, 'guess').map(({ start, end }) => replacing(start, end, 'isSessionExpired(e)', [need])),
      { needles: [['guess(']], findsChecks: true },
    );
    const noManifest = { ...files, 'package.json': '{ "dependencies": { "@resession/transport": "^0.1.0" } }' };
    const alone = await planOn(noManifest, [resting], { paths: ['b.ts'], tarball });
    expect(kinds(alone)).toEqual(['todo b.ts:2']);
    expect(alone.findings[0]?.reason).toContain('c.ts builds the transport');
    const both = await planOn(noManifest, [resting], { paths: ['b.ts', 'c.ts'], tarball });
    expect(kinds(both)).toEqual(['fix b.ts:2']);
    const partly = { ...noManifest, 'e.ts': files['c.ts'] };
    const some = await planOn(partly, [resting], { paths: ['b.ts', 'c.ts'], tarball });
    expect(kinds(some)).toEqual(['fix b.ts:2']);
    expect(some.nextSteps.map(({ command }) => command)).toEqual([['npx', 'resession', 'e.ts']]);
  });

  test('--only names the transports it passes by, from where the user stands', async () => {
    const made = await planOn(files, [swap, guess], { only: ['guess'] });
    expect(made.nextSteps.map(({ command }) => command)).toEqual([['npx', 'resession', 'c.ts']]);
    expect(made.nextSteps[0]?.text).toContain('c.ts builds a transport that this run leaves as it is');
    const root = folder();
    lay(root, { ...files, 'sub/x.md': '' });
    commitAll(root);
    const below = await plan(optionsAt(path.join(root, 'sub'), { paths: ['../b.ts'] }), nodeHost, [swap, guess]);
    expect(below.nextSteps.map(({ command }) => command)).toEqual([['npx', 'resession', '../c.ts']]);
  });

  test('--only leaves the earlier codemod unapplied and unreported, but heard', async () => {
    const made = await planOn(files, [swap, guess], { only: ['swap'] });
    expect(texts(made)).toEqual({ 'a.ts': `seen('fix b.ts:2','done d.ts:1');` });
    expect(made.findings.map(({ codemod }) => codemod)).toEqual(['swap']);
  });
});

test('ids survive changes around a site', async () => {
  const text = 'oldName(1);\nmanual(2);\n';
  const one = await planOn({ 'a.ts': text });
  const two = await planOn({ 'a.ts': `// new\nother();\n\n${text.replace(/\n/g, '\r\n')}`, 'b.ts': text });
  const inA = (made: Plan): string[] => made.findings.filter(({ path: at }) => at === 'a.ts').map(({ id }) => id);
  expect(inA(two)).toEqual(inA(one));
  expect(new Set(two.findings.map(({ id }) => id)).size).toBe(4);
});

test('an unknown codemod is an error, an interrupt ends the run', async () => {
  await expect(planOn({}, [toy], { only: ['nope'] })).rejects.toMatchObject({ name: 'ResessionError' });
  await expect(planOn({ 'a.ts': 'oldName()' }, [toy], { signal: AbortSignal.abort() })).rejects.toMatchObject({
    name: 'AbortError',
  });
  const stop = new AbortController();
  const late = { signal: stop.signal, onProgress: ({ stage }: Progress) => stage === 'verify' && stop.abort() };
  await expect(planOn({ 'a.ts': 'oldName()' }, [toy], late)).rejects.toMatchObject({ name: 'AbortError' });
});

test('progress is told', async () => {
  const stages = new Set<string>();
  await planOn({ 'a.ts': 'oldName()' }, [toy], { onProgress: ({ stage }) => stages.add(stage) });
  expect([...stages]).toEqual(['discover', 'prefilter', 'inspect', 'verify', 'manifests']);
});
