import { describe, expect, it } from 'vitest';
import { wantedBy } from './events.ts';

const repository = { full_name: 'Acme/client', default_branch: 'main' };
const said = (body: string, more: object = {}): object => ({
  action: 'created',
  issue: { pull_request: {} },
  comment: { body, user: { login: 'ann', type: 'User' } },
  repository,
  ...more,
});

describe('an event', () => {
  it.each([
    ['push', { ref: 'refs/heads/main', repository }, ['Acme/client']],
    ['installation', { action: 'created', repositories: [{ full_name: 'a/b' }, { full_name: 'a/..' }, null] }, ['a/b']],
    [
      'installation_repositories',
      { action: 'added', repositories_added: [{ full_name: 'a/b' }, { full_name: 'a/c' }] },
      ['a/b', 'a/c'],
    ],
  ])('%s asks for visits', (event, payload, repos) => {
    expect(wantedBy(event, payload)).toMatchObject({ kind: 'visit', repos });
  });

  it.each([
    ['a command', said('/resession retry')],
    ['another command now', said('/resession retry', { action: 'edited', changes: { body: { from: 'no' } } })],
    ['none any more', said('Never mind.', { action: 'edited', changes: { body: { from: '/resession close' } } })],
    ['one that is taken back', said('/resession close', { action: 'deleted' })],
  ])('of a comment asks for a visit where it says %s', (_what, payload) => {
    expect(wantedBy('issue_comment', payload)).toMatchObject({ kind: 'comment', repo: 'Acme/client', author: 'ann' });
  });

  it.each([
    ['issue_comment', said('Thanks')],
    ['issue_comment', said('> /resession close')],
    ['issue_comment', said('/resession close', { issue: {} })],
    ['issue_comment', said('/resession close', { action: 'pinned' })],
    [
      'issue_comment',
      said('/resession close', { comment: { body: '/resession close', user: { login: 'x[bot]', type: 'Bot' } } }),
    ],
    ['issue_comment', said('/resession close', { comment: { body: '/resession close', user: null } })],
    ['push', { ref: 'refs/heads/next', repository }],
    ['push', { ref: 'refs/heads/main', deleted: true, repository }],
    ['push', { ref: 'refs/heads/main', repository: { full_name: 'a/b/c', default_branch: 'main' } }],
    ['push', null],
    ['push', 'refs/heads/main'],
    ['installation', { action: 'deleted', repositories: [{ full_name: 'a/b' }] }],
    ['installation', { action: 'created', repositories: { 0: 'a/b' } }],
    ['constructor', {}],
    ['star', { action: 'created' }],
  ])('%s asks for nothing: %j', (event, payload) => {
    expect(wantedBy(event, payload)).toMatchObject({ kind: 'nothing' });
  });
});
