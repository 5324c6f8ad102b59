import { expect, test } from 'vitest';
import { editorArgv, openEditor } from './editor.ts';

test.each([
  [{}, ['vi', '+7', '/a/b.ts']],
  [{ EDITOR: 'nano' }, ['nano', '+7', '/a/b.ts']],
  [{ EDITOR: 'nano', VISUAL: '/usr/bin/nvim -R' }, ['/usr/bin/nvim', '-R', '+7', '/a/b.ts']],
  [{ VISUAL: ' ', EDITOR: 'ed' }, ['ed', '/a/b.ts']],
  [{ VISUAL: 'code' }, ['code', '--wait', '--goto', '/a/b.ts:7']],
  [{ VISUAL: 'code -w' }, ['code', '-w', '--goto', '/a/b.ts:7']],
  [{ VISUAL: 'subl -n' }, ['subl', '-n', '--wait', '/a/b.ts:7']],
  [{ VISUAL: 'hx' }, ['hx', '/a/b.ts:7']],
  [{ VISUAL: '"/opt/my editor/vim" --clean' }, ['/opt/my editor/vim', '--clean', '+7', '/a/b.ts']],
  [{ EDITOR: 'ed; rm -rf x' }, ['ed;', 'rm', '-rf', 'x', '/a/b.ts']],
])('%j', (env, argv) => {
  expect(editorArgv('/a/b.ts', 7, env)).toEqual(argv);
});

test('an editor that is not there, or fails, is told', async () => {
  expect(await openEditor('/a', 1, { EDITOR: 'no-such-editor' })).toContain('cannot be started: it is not there');
  expect(await openEditor('/a', 1, { EDITOR: 'false' })).toBe('The editor ended with 1; nothing was taken from it.');
  expect(await openEditor('/a', 1, { EDITOR: 'true' })).toBeNull();
});
