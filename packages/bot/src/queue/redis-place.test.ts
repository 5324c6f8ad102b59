import { describe, expect, it } from 'vitest';
import { redisPlace } from './redis-place.ts';

describe('redisPlace', () => {
  it('reads a URL, and shows no user and no password', () => {
    expect(redisPlace('redis://redis.example')).toMatchObject({ host: 'redis.example', port: 6379, db: 0, tls: false });
    expect(redisPlace('rediss://me:p%40ss%3A@redis.example:6380/3')).toEqual({
      host: 'redis.example',
      port: 6380,
      db: 3,
      username: 'me',
      password: 'p@ss:',
      tls: true,
      shown: 'rediss://redis.example:6380/3',
    });
    expect(redisPlace('redis://[::1]:7000')).toMatchObject({ host: '::1', shown: 'redis://[::1]:7000/0' });
  });

  it.each([
    '',
    'redis.example',
    'http://redis.example',
    'redis://h/x',
    'redis://h/0?password=s3cret',
    'redis:///0',
    'redis://:s3cret%@h',
  ])('refuses %s and does not repeat it', (url) => {
    let thrown: unknown;
    try {
      redisPlace(url);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ where: 'the URL of Redis', next: expect.stringContaining('%40') as string });
    expect(JSON.stringify(thrown)).not.toContain('s3cret');
  });
});
