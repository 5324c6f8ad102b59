// What is asked early is answered once, to whom it was asked for, and not when the tree may be another one.

import { expect, onTestFinished, test, vi } from 'vitest';
import { askEarly, firstQuestions, git } from './git.ts';
import { type Host, nodeHost } from './host.ts';
import { folder } from './sandbox.test.kit.ts';

function counting(): { readonly host: Host; readonly asked: string[] } {
  const asked: string[] = [];
  const host: Host = {
    ...nodeHost,
    run: (argv, { cwd }) => {
      asked.push(`${cwd} ${argv.slice(-1).join()}`);
      return Promise.resolve({ code: 0, stdout: String(asked.length), stderr: '' });
    },
  };
  return { host, asked };
}

test('an early answer serves once', async () => {
  const { host, asked } = counting();
  askEarly(host, '/a');
  expect(asked).toEqual(['/a --show-toplevel', '/a --exclude-standard']);
  expect((await git(host, '/a', firstQuestions.files))?.stdout).toBe('2');
  expect((await git(host, '/a', firstQuestions.top))?.stdout).toBe('1');
  expect((await git(host, '/a', firstQuestions.files))?.stdout).toBe('3');
});

test('it serves no other folder, question or host', async () => {
  const { host } = counting();
  askEarly(host, '/b');
  expect((await git(host, '/c', firstQuestions.files))?.stdout).toBe('3');
  expect((await git(host, '/b', ['ls-files']))?.stdout).toBe('4');
  expect((await git(counting().host, '/b', firstQuestions.files))?.stdout).toBe('1');
});

test('it serves nobody who comes late', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const { host } = counting();
  askEarly(host, '/d');
  vi.advanceTimersByTime(3_000);
  expect((await git(host, '/d', firstQuestions.files))?.stdout).toBe('3');
});

test('where there is no git it is null, and nothing is thrown past anybody', async () => {
  const error = Object.assign(new Error('spawn git ENOENT'), { code: 'ENOENT' });
  const host: Host = { ...nodeHost, run: () => Promise.reject(error) };
  askEarly(host, '/e');
  expect(await git(host, '/e', firstQuestions.top)).toBeNull();
});

test('what is set for one question is heard in it, and in no other', async () => {
  const root = folder();
  const env = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'resession.word', GIT_CONFIG_VALUE_0: 'heard' };
  const ask = ['config', '--get', 'resession.word'];
  expect((await git(nodeHost, root, ask, { env }))?.stdout).toBe('heard\n');
  expect((await git(nodeHost, root, ask))?.stdout).toBe('');
});
