import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactor } from './redactor.ts';

const secrets = fc.string({ minLength: 8, maxLength: 60, unit: 'binary-ascii' }).filter((text) => text.trim() === text);

describe('redactor', () => {
  it('finds a secret wherever it stands, and leaves the rest', () => {
    const redact = redactor(['s3cret-of-mine']);
    expect(redact('a s3cret-of-mine, and s3cret-of-mine')).toBe('a ***, and ***');
    expect(redact('nothing to hide')).toBe('nothing to hide');
  });

  it('finds it in base64 behind any user, in URLs, in JSON and in hex', () => {
    fc.assert(
      fc.property(secrets, fc.string({ maxLength: 12 }), fc.string({ maxLength: 5 }), (secret, user, after) => {
        const told = redactor([secret]);
        const encoded = Buffer.from(`${user}:${secret}${after}`).toString('base64');
        const inner = Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(3, -4);
        expect(told(`x ${encoded} y`)).not.toBe(`x ${encoded} y`);
        if (inner.length > 8) expect(told(`got ${encoded}`)).not.toContain(inner);
        for (const spelled of [
          secret,
          encodeURIComponent(secret),
          JSON.stringify(secret).slice(1, -1),
          Buffer.from(secret).toString('hex'),
        ])
          expect(told(`<${spelled}>`)).toBe('<***>');
      }),
    );
  });

  it.each([
    ['a token of GitHub that nobody has named', `ghp_${'a1'.repeat(18)}`],
    ['a token of an app', `ghs_${'Zz9'.repeat(12)}`],
    ['a signed token of an app', 'ghs_4711_eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxIn0.c2ln-bmF0_dXJl'],
    ['a fine-grained one', `github_pat_${'11AA_'.repeat(10)}`],
    ['a signed one', 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxIn0.c2lnbmF0dXJl'],
  ])('knows %s by its looks', (_what, token) => {
    const text = redactor([])(`fatal: ${token} was refused`);
    expect(text).toBe('fatal: *** was refused');
  });

  it('leaves no user and no password before a host, and nothing of a header', () => {
    const redact = redactor([]);
    expect(redact('https://me:pw@git.example/a.git')).toBe('https://***@git.example/a.git');
    expect(redact('https://token@git.example/a.git')).toBe('https://***@git.example/a.git');
    expect(redact('> Authorization: Basic eDp5')).toBe('> Authorization: Basic ***');
    expect(redact('{"authorization":"token abc"}')).toBe('{"authorization":"token ***"}');
    expect(redact('https://git.example/a@b')).toBe('https://git.example/a@b');
  });

  it('takes empty secrets for none', () => {
    expect(redactor([''])('as it is')).toBe('as it is');
  });
});
