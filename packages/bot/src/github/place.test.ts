import { describe, expect, it } from 'vitest';
import { apiBase, gitUrl, placeNamed, placeOfRemote, usualApi } from './place.ts';

const usual = apiBase(usualApi);
const own = apiBase('https://git.example/api/v3/');

describe('placeOfRemote', () => {
  it.each([
    'https://github.com/acme/client.git',
    'https://github.com/acme/client',
    'https://github.com/acme/client/',
    'https://me:secret@github.com/acme/client.git',
    'git@github.com:acme/client.git',
    'ssh://git@github.com/acme/client.git',
    'ssh://git@ssh.github.com:443/acme/client.git',
    'https://GitHub.com/acme/client.git',
  ])('reads %s', (remote) => {
    expect(placeOfRemote(remote, usual)).toEqual({ owner: 'acme', name: 'client' });
  });

  it('reads that of a server of one’s own', () => {
    expect(placeOfRemote('ssh://git@git.example:2222/acme/client.git', own)).toEqual({ owner: 'acme', name: 'client' });
    const cloud = apiBase('https://api.acme.ghe.com');
    expect(placeOfRemote('https://acme.ghe.com/a/b', cloud)).toEqual({ owner: 'a', name: 'b' });
    expect(gitUrl(cloud, { owner: 'a', name: 'b' })).toBe('https://acme.ghe.com/a/b.git');
  });

  it.each([
    ['another server', 'https://evil.example/acme/client.git'],
    ['one whose name only begins so', 'https://github.com.evil.example/acme/client.git'],
    ['one behind a user that looks like it', 'https://github.com@evil.example/acme/client.git'],
    ['a folder', '/srv/git/client.git'],
    ['a URL of a folder', 'file:///srv/git/client.git'],
    ['another port', 'https://github.com:8443/acme/client.git'],
    ['more than a repository', 'https://github.com/acme/client/../../x'],
    ['no owner', 'https://github.com/client.git'],
    ['a command', 'ext::sh -c touch% /x'],
  ])('refuses %s', (_what, remote) => {
    expect(() => placeOfRemote(remote, usual)).toThrow();
  });

  it('says nothing of a password in a remote', () => {
    expect(() => placeOfRemote('https://me:secret@evil.example/a/b', usual)).toThrow(
      expect.not.stringContaining('secret') as string,
    );
  });
});

describe('placeNamed', () => {
  it.each(['', 'a', 'a/b/c', '../b', 'a/..', 'a/.', '-a/b', 'a b/c', 'a/b?x', 'a/b#c', 'a/b%2f', '@a/b'])(
    'refuses %j',
    (name) => {
      expect(() => placeNamed(name)).toThrow('no name of a repository');
    },
  );
});

describe('apiBase', () => {
  it('keeps the path, and nothing behind it', () => {
    expect(own.href).toBe('https://git.example/api/v3');
    expect(apiBase('https://git.example/api/v3?x=1#y').href).toBe('https://git.example/api/v3');
    expect(gitUrl(own, { owner: 'a', name: 'b' })).toBe('https://git.example/a/b.git');
    expect(gitUrl(usual, { owner: 'a', name: 'b' })).toBe('https://github.com/a/b.git');
  });

  it.each([
    'http://git.example/api/v3',
    'ftp://git.example',
    'git.example',
    'https://a:b@git.example',
    'http://127.0.0.1.evil.example',
  ])('refuses %s', (url) => {
    expect(() => apiBase(url)).toThrow();
  });

  it('takes plain HTTP on this machine', () => {
    expect(apiBase('http://127.0.0.1:3000/api/v3').port).toBe('3000');
    expect(apiBase('http://localhost:3000').hostname).toBe('localhost');
  });
});
