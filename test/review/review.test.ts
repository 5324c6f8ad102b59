// The review, driven by keys on a real terminal, in real git repositories: the tree is as the answers say.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { mustRun, run } from '../e2e/command.ts';
import { fingerprint, folderOf, git, repositoryOf } from '../cli/sample.ts';
import { consumer, editor } from './sample.ts';
import { program, type Terminal, terminalWith, type Wish } from './terminal.ts';

const open: Terminal[] = [];

afterEach(() => {
  for (const terminal of open.splice(0)) terminal.close();
});

function review(folder: string, wish: Wish & { readonly more?: readonly string[] } = {}): Terminal {
  const { more = [], ...rest } = wish;
  const terminal = terminalWith(folder, ['-i', '--no-install', '--no-type-check', ...more], rest);
  open.push(terminal);
  return terminal;
}

const textOf = (folder: string, name: string): string => readFileSync(path.join(folder, name), 'utf8');
const decisionsIn = (folder: string): string =>
  existsSync(path.join(folder, kept)) ? textOf(folder, kept) : 'no decisions';
const kept = '.resession/decisions.json';
const changed = (folder: string): readonly string[] =>
  git(folder, 'status', '--porcelain', '--untracked-files=all')
    .split('\n')
    .filter((line) => line !== '')
    .sort();
const command = (folder: string, ...args: readonly string[]) => run([process.execPath, program, ...args], folder);

const sites = {
  swap: 'Site 1 of 5, transport: src/client.ts:1',
  check: 'Site 2 of 5, check: src/client.ts:14',
  ask: 'Site 3 of 5, check: src/retry.ts:7',
  second: 'Site 4 of 5, check: src/retry.ts:17',
  todo: 'Site 5 of 5, check: src/told.ts:4',
};
const question = 'Write ';
const timeout = 180_000;

describe('a review', { timeout }, () => {
  it('takes every key, stops in the middle, goes on, and writes what was decided', async () => {
    const folder = repositoryOf(consumer);
    const before = fingerprint(path.join(folder, 'src'));
    const pen = editor(`sed -i "s/return 'expired';/return 'expired'; \\/\\/ by hand/" "$file"`);
    const first = review(folder, { variables: { VISUAL: pen } });
    expect(await first.shows('Make this change? [y,n,a,e,j,d,q,?]')).toContain('5 sites to go through');
    expect(await first.shows(sites.swap)).toContain(
      "import { Client, SdkHttpError } from '@modelcontextprotocol/client'",
    );
    expect(await first.shows(sites.swap), 'what others bring in is not there yet').not.toContain(
      '-import { SdkErrorCode',
    );
    expect(await first.type('?', '?   this help')).toContain('make this change and those that follow');
    await first.type('x', 'This one takes y, n, a, e');
    await first.type('u', 'There is no answer to take back yet.');
    await first.type('y', sites.check);
    expect(await first.shows('[y,n,a,e,j,d,q,u,?]')).toContain('No longer taken for an expired session');
    await first.type('n', sites.ask);
    await first.shows('Which one? [1,2,3,n,e,j,d,q,u,?]');
    await first.type('u', sites.check);
    await first.shows('[y,n,a,e');
    await first.type('e', 'That site is settled.');
    await first.shows('Which one?');
    expect(textOf(folder, 'src/client.ts')).toContain("return 'expired'; // by hand");
    expect(textOf(folder, 'src/client.ts')).toContain('ClientHttpSessionExpired');
    await first.type('u', sites.check);
    await first.shows('[y,n,a,e');
    expect(fingerprint(path.join(folder, 'src'))).toEqual(before);
    await first.type('y', sites.ask);
    await first.shows('Which one?');
    await first.type('1', sites.second);
    await first.shows('[y,n,a,e');
    await first.type('j', sites.todo);
    await first.shows('[e,n,j');
    await first.type('q', 'EXIT=1');
    expect(await first.shows('2 to make, 1 chosen, 2 not decided.')).toContain(
      'npx resession --no-install --interactive',
    );
    expect(changed(folder)).toEqual([`?? ${kept}`]);

    const mend = editor(
      `sed -i -e 's/text: string/error: unknown/; s/text.includes.*/isSessionExpired(error);/; s/(error as Error).message/error/; 1a import { isSessionExpired } from "@resession/transport";' "$file"`,
    );
    const second = review(folder, { variables: { VISUAL: mend } });
    const opening = await second.shows('[y,n,a,e');
    expect(opening).toContain('3 of 5 sites are decided already; on with the others');
    expect(opening).toContain(sites.second);
    await second.type('a', sites.todo);
    await second.shows('[e,n,j');
    await second.type('e', question);
    expect(await second.shows(question)).toContain('That site is settled.');
    await second.type('y', 'EXIT=');
    expect(await second.ended(), second.transcript()).toBe(0);
    const client = textOf(folder, 'src/client.ts');
    expect(client).toContain("import { SdkErrorCode, StreamableHTTPClientTransport } from '@resession/transport';");
    expect(client).toContain('error.code === SdkErrorCode.ClientHttpSessionExpired');
    const retry = textOf(folder, 'src/retry.ts');
    expect(retry).not.toContain('404');
    expect(retry.match(/isSessionExpired\(error\)|ClientHttpSessionExpired/g)).toHaveLength(2);
    expect(textOf(folder, 'package.json')).toContain('@resession/transport');
    expect(decisionsIn(folder)).toBe('no decisions');

    const runId = /as run (\S+)\./.exec(second.transcript())?.[1] ?? '';
    await mustRun([process.execPath, program, 'undo', runId], folder);
    expect(textOf(folder, 'src/client.ts')).toBe(consumer['src/client.ts']);
    expect(textOf(folder, 'package.json')).toBe(consumer['package.json']);
    expect(changed(folder)).toEqual([' M src/told.ts']);
  });

  it('writes what was decided and nothing else; what was left stays decided', async () => {
    const folder = repositoryOf(consumer);
    const terminal = review(folder);
    await terminal.shows('[y,n,a,e');
    await terminal.type('y', sites.check);
    await terminal.shows('[y,n,a,e');
    await terminal.type('n', sites.ask);
    await terminal.shows('Which one?');
    await terminal.type('3', sites.second);
    await terminal.shows('[y,n,a,e');
    await terminal.type('y', sites.todo);
    await terminal.shows('[e,n,j');
    await terminal.type('n', 'Why, in one line');
    await terminal.type(['-l', 'not ours'], 'not ours');
    await terminal.type('Enter', question);
    await terminal.type('y', 'EXIT=');
    expect(await terminal.ended(), terminal.transcript()).toBe(0);
    const client = textOf(folder, 'src/client.ts');
    expect(client).toContain('error.status === 404');
    expect(client).toContain("import { StreamableHTTPClientTransport } from '@resession/transport'");
    const retry = textOf(folder, 'src/retry.ts');
    expect(retry).toContain('/404|5');
    expect(retry).toContain('ClientHttpSessionExpired');
    expect(textOf(folder, 'src/told.ts')).toBe(consumer['src/told.ts']);
    const list: unknown = JSON.parse(decisionsIn(folder));
    expect(list).toMatchObject({
      decisions: [
        { path: 'src/client.ts', answer: 'leave' },
        { path: 'src/retry.ts', answer: 'choose' },
        { path: 'src/told.ts', answer: 'leave', why: 'not ours' },
      ],
    });
    const checked = await command(folder, '--check');
    expect(checked.code, checked.stdout).toBe(0);
    expect(checked.stdout).toContain('Decided, it stays as it is: not ours');
  });

  it('says what an answer does to other sites', async () => {
    const folder = repositoryOf(consumer);
    const terminal = review(folder);
    await terminal.shows('[y,n,a,e');
    const said = await terminal.type('n', '[e,n,j');
    expect(said).toContain('2 other sites are now to do by hand: src/client.ts:14, src/retry.ts:17.');
    await terminal.type('u', sites.swap);
    expect(await terminal.shows('[y,n,a,e')).toContain('2 other sites can be changed now');
    expect(decisionsIn(folder)).toBe('no decisions');
  });

  it('d goes on to writing, and no writes nothing', async () => {
    const folder = repositoryOf(consumer);
    const terminal = review(folder);
    await terminal.shows('[y,n,a,e');
    await terminal.type('y', sites.check);
    await terminal.shows('[y,n,a,e');
    await terminal.type('d', question);
    await terminal.type('n', 'EXIT=');
    expect(await terminal.ended()).toBe(1);
    expect(terminal.transcript()).toContain('Nothing was written; what was decided is kept.');
    expect(changed(folder)).toEqual([`?? ${kept}`]);
  });

  it('d and yes write what was decided; what was not is held, and is work left', async () => {
    const folder = repositoryOf(consumer);
    const terminal = review(folder);
    await terminal.shows('[y,n,a,e');
    await terminal.type('y', sites.check);
    await terminal.shows('[y,n,a,e');
    await terminal.type('y', 'Which one?');
    await terminal.type('d', question);
    await terminal.type('y', 'EXIT=');
    expect(await terminal.ended()).toBe(1);
    expect(terminal.transcript()).toContain('Not decided yet, not made (1)');
    expect(textOf(folder, 'src/client.ts')).toContain('ClientHttpSessionExpired');
    expect(textOf(folder, 'src/retry.ts')).toBe(consumer['src/retry.ts']);
    expect(decisionsIn(folder)).toBe('no decisions');
  });

  it.each(['the first question', 'a reason', 'the question before writing'])(
    'Ctrl-C at %s ends with 130 and keeps what was decided',
    async (where) => {
      const folder = repositoryOf(consumer);
      const terminal = review(folder);
      await terminal.shows('[y,n,a,e');
      await terminal.type('a', 'Which one?');
      if (where === 'the question before writing') await terminal.type('d', question);
      if (where === 'a reason') {
        await terminal.type('j', '[e,n,j');
        await terminal.type('n', 'Why, in one line');
      }
      await terminal.type('C-c', 'EXIT=');
      expect(await terminal.ended(), terminal.transcript()).toBe(130);
      expect(terminal.transcript()).toContain('What was decided is kept');
      expect(decisionsIn(folder).match(/"make"/g)).toHaveLength(3);
      expect(changed(folder)).toEqual([`?? ${kept}`]);
    },
  );

  it('Ctrl-C right behind an answer, or while it plans, keeps the answer', async () => {
    const folder = repositoryOf(consumer);
    const terminal = review(folder);
    await terminal.shows('[y,n,a,e');
    await terminal.type(['n', 'C-c'], 'EXIT=');
    expect(await terminal.ended(), terminal.transcript()).toBe(130);
    expect(decisionsIn(folder)).toContain('"answer": "leave"');
  });

  it('what is decided elsewhere meanwhile stays, and a file that cannot be followed is not written over', async () => {
    const folder = repositoryOf(consumer);
    const terminal = review(folder);
    await terminal.shows('[y,n,a,e');
    await mustRun([process.execPath, program, 'decide', '2bce113b9bc7f3b3', 'leave', '--why', 'by another'], folder);
    await terminal.type('y', sites.check);
    await terminal.shows('[y,n,a,e');
    expect(decisionsIn(folder)).toMatch(/"answer": "make"[^]*by another/);
    await terminal.type('u', sites.swap);
    await terminal.shows('[y,n,a,e');
    expect(decisionsIn(folder)).toContain('by another');
    expect(decisionsIn(folder)).not.toContain('"answer": "make"');
    const merging = `<<<<<<< HEAD\n${decisionsIn(folder)}`;
    writeFileSync(path.join(folder, kept), merging);
    await terminal.type('y', 'the decisions cannot be followed');
    await terminal.shows('[y,n,a,e');
    expect(decisionsIn(folder)).toBe(merging);
    await terminal.type('C-c', 'EXIT=130');
  });

  it('a window that is closed loses no answer', async () => {
    const folder = repositoryOf(consumer);
    const terminal = review(folder);
    await terminal.shows('[y,n,a,e');
    await terminal.type('y', sites.check);
    terminal.close();
    expect(decisionsIn(folder)).toContain('"answer": "make"');
    expect(await review(folder).shows('[y,n,a,e')).toContain('1 of 5 sites is decided already');
  });

  it('a review in which a text was edited can be gone on with; uncommitted changes of others cannot', async () => {
    const folder = repositoryOf(consumer);
    const pen = editor(`echo '// by hand' >> "$file"`);
    const terminal = review(folder, { variables: { VISUAL: pen } });
    await terminal.shows('[y,n,a,e');
    await terminal.type('j', sites.check);
    await terminal.shows('[y,n,a,e');
    await terminal.type('e', 'Which one?');
    await terminal.type('q', 'EXIT=1');
    expect(terminal.transcript()).toMatch(
      /src\/client\.ts is as you edited it; npx resession undo \S+ takes that back/,
    );
    const again = review(folder);
    await again.shows('Make this change?');
    await again.type('a', 'Which one?');
    await again.type('d', question);
    await again.type('y', 'EXIT=');
    expect(await again.ended(), again.transcript()).toBe(1);
    expect(textOf(folder, 'src/client.ts')).toMatch(/'@resession\/transport'[^]*\/\/ by hand\n$/);
    writeFileSync(path.join(folder, 'src/retry.ts'), `${textOf(folder, 'src/retry.ts')}// mine\n`);
    const third = review(folder);
    expect(await third.ended(), third.transcript()).toBe(2);
  });

  it('Ctrl-C in the editor is the editor’s', async () => {
    const folder = repositoryOf(consumer);
    const pen = editor(`trap : INT\necho 'in the editor'\nsleep 20\ntrap - INT\necho '// by hand' >> "$file"`);
    const terminal = review(folder, { variables: { VISUAL: pen } });
    await terminal.shows('[y,n,a,e');
    await terminal.type('y', sites.check);
    await terminal.shows('[y,n,a,e');
    await terminal.type('e', 'in the editor');
    await terminal.type('C-c', 'Which one?');
    expect(textOf(folder, 'src/client.ts')).toContain('// by hand');
    await terminal.type('q', 'EXIT=1');
  });

  it('a file that changed while it was edited is left alone', async () => {
    const folder = repositoryOf(consumer);
    const theirs = path.join(folder, 'src/client.ts');
    const pen = editor(`echo '// by hand' >> "$file"; echo '// theirs' >> '${theirs}'`);
    const terminal = review(folder, { variables: { VISUAL: pen } });
    await terminal.shows('[y,n,a,e');
    await terminal.type('y', sites.check);
    await terminal.shows('[y,n,a,e');
    await terminal.type('e', 'files changed since the plan was made');
    expect(terminal.transcript()).toContain('What you wrote stands nowhere but here:');
    await terminal.shows('Make this change?');
    expect(textOf(folder, 'src/client.ts')).toBe(`${consumer['src/client.ts']}// theirs\n`);
  });

  it('works outside git', async () => {
    const folder = folderOf(consumer);
    const terminal = review(folder);
    await terminal.shows('[y,n,a,e');
    await terminal.type('a', 'Which one?');
    await terminal.type('n', '[e,n,j');
    await terminal.type('d', question);
    await terminal.type('y', 'EXIT=');
    expect(await terminal.ended(), terminal.transcript()).toBe(1);
    expect(textOf(folder, 'src/client.ts')).toContain('ClientHttpSessionExpired');
    expect(decisionsIn(folder)).toContain('"leave"');
    const undone = await command(folder, 'undo');
    expect(undone.code, undone.stderr).toBe(0);
    expect(textOf(folder, 'src/client.ts')).toBe(consumer['src/client.ts']);
    expect(decisionsIn(folder)).toContain('"leave"');
  });

  it('an edited text that does not parse can be mended or dropped', async () => {
    const folder = repositoryOf(consumer);
    const pen = editor(
      `if grep -q '[(][(]broken' "$file"; then sed -i '/broken/d' "$file"; else echo 'const x = ((broken;' >> "$file"; fi`,
    );
    const terminal = review(folder, { variables: { VISUAL: pen } });
    await terminal.shows('[y,n,a,e');
    await terminal.type('y', sites.check);
    await terminal.shows('[y,n,a,e');
    await terminal.type('e', 'It does not parse: line');
    await terminal.shows('e edits it again');
    await terminal.type('e', 'Nothing was edited; y makes the change as it is proposed.');
    expect(textOf(folder, 'src/client.ts')).toBe(consumer['src/client.ts']);
    await terminal.type('e', 'e edits it again');
    await terminal.type('n', 'Make this change?');
    expect(textOf(folder, 'src/client.ts')).toBe(consumer['src/client.ts']);
  });
});

describe('a narrow terminal', { timeout }, () => {
  it.each([40, 30])('of %i columns shows all of it', async (columns) => {
    const folder = repositoryOf(consumer);
    const terminal = review(folder, { columns, rows: 20 });
    const shown = await terminal.shows('Make this');
    for (const line of shown.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
    expect(shown.replaceAll(/\s+/g, '')).toContain('src/client.ts:1:32');
  });
});

describe('before the first question', { timeout }, () => {
  it('uncommitted changes are refused', async () => {
    const folder = repositoryOf(consumer);
    writeFileSync(path.join(folder, 'src/retry.ts'), `${consumer['src/retry.ts']}// mine\n`);
    const terminal = review(folder);
    expect(await terminal.ended()).toBe(2);
    expect(terminal.transcript()).toContain('have uncommitted changes');
    expect(terminal.transcript()).not.toContain('Site 1');
  });

  it('decisions that cannot be followed are refused', async () => {
    const folder = repositoryOf({ ...consumer, [kept]: '{ "schema": 1, "decisions": [{}] }' });
    const terminal = review(folder);
    expect(await terminal.ended()).toBe(2);
    expect(terminal.transcript()).toContain('the decisions cannot be followed');
  });

  it.each([
    [['--write'], "cannot be used with option '-w, --write'"],
    [['--check'], "cannot be used with option '--check'"],
    [['--yes'], "cannot be used with option '-y, --yes'"],
    [['--dry-run'], "cannot be used with option '-n, --dry-run'"],
    [['--format', 'json'], 'in text'],
    [['--from', 'v1', '--to', 'v2'], 'as it stands, not as it is moved'],
    [[], 'the review needs a terminal'],
  ])('%j is a usage error', async (more, said) => {
    const { code, stderr } = await command(repositoryOf(consumer), '-i', ...more);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});
