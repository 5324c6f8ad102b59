import { describe, expect, it } from 'vitest';
import { ownersOf } from './code-owners.ts';

const who = { author: 'the-bot', organisation: 'acme' };
const people = (text: string, ...paths: string[]): readonly string[] => ownersOf(text, paths, who).people;

describe('ownersOf', () => {
  it('takes the last pattern that fits, and only that', () => {
    const text = ['* @everyone', '*.ts @typist', '/src/ @source', 'src/deep.ts'].join('\n');
    expect(people(text, 'README.md')).toEqual(['everyone']);
    expect(people(text, 'a/b.ts')).toEqual(['typist']);
    expect(people(text, 'src/a.ts')).toEqual(['source']);
    // A pattern without an owner takes the owners away.
    expect(people(text, 'src/deep.ts')).toEqual([]);
  });

  it.each([
    // What GitHub's own documentation says of each.
    ['/build/logs/ @o', 'build/logs/a/b.txt', true],
    ['/build/logs/ @o', 'x/build/logs/a.txt', false],
    ['docs/* @o', 'docs/getting-started.md', true],
    ['docs/* @o', 'docs/build-app/troubleshooting.md', false],
    ['apps/ @o', 'x/apps/a.ts', true],
    ['/docs/ @o', 'docs/a/b.md', true],
    ['/docs/ @o', 'x/docs/a.md', false],
    ['**/logs @o', 'build/logs/a.txt', true],
    ['**/logs @o', 'deeply/nested/logs/a.txt', true],
    ['/apps/github @o', 'apps/github/x.ts', true],
    ['*.js @o', 'a/b/c.js', true],
    ['* @o', 'a/b/c.js', true],
    ['/* @o', 'a.js', true],
    ['/* @o', 'a/b.js', false],
    ['src/**/x.ts @o', 'src/x.ts', true],
    ['src/**/x.ts @o', 'src/a/b/x.ts', true],
    ['src/** @o', 'src/a/b/x.ts', true],
    ['a?c.ts @o', 'abc.ts', true],
    ['SRC/ @o', 'src/a.ts', false],
    ['logs/ @o', 'logs', false],
    ['my\\ file.ts @o', 'my file.ts', true],
    ['a.ts # @o', 'a.ts', false],
    ['!a.ts @o', 'a.ts', false],
    ['[ab].ts @o', 'a.ts', false],
  ])('%s of %s is %s', (line, path, owned) => {
    expect(people(line, path)).toEqual(owned ? ['o'] : []);
  });

  it('parts people from teams, and leaves out the author, addresses and teams of others', () => {
    const text = '* @The-Bot @someone @acme/clients @other/team someone@example.com @someone';
    expect(ownersOf(text, ['a.ts', 'b.ts'], who)).toEqual({ people: ['someone'], teams: ['clients'] });
  });

  it('asks no more than GitHub takes', () => {
    const many = Array.from({ length: 40 }, (_, at) => `@p${String(at)}`).join(' ');
    expect(ownersOf(`* ${many} @acme/t`, ['a'], who)).toMatchObject({ people: { length: 15 }, teams: [] });
  });

  it('ends on any pattern', () => {
    const hostile = `${'**/'.repeat(200)}${'*a'.repeat(500)} @o`;
    const before = performance.now();
    people(hostile, `${'a/'.repeat(200)}${'a'.repeat(2000)}b`);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
