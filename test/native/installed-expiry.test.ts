// What is read off installed SDKs: the real one, stand-ins with the member, and what has only a part of it.

import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { installedExpiry } from '../../packages/engine/src/analyse/installed-expiry.ts';
import { nodeHost } from '../../packages/engine/src/index.ts';
import { layStandIn, type Parts, stockClient } from './stand-in.ts';

const name = 'node_modules/@modelcontextprotocol/client';

function folder(): string {
  const made = realpathSync(mkdtempSync(join(tmpdir(), 'resession-')));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function withStandIn(parts: Partial<Parts> = {}): string {
  const root = folder();
  layStandIn(join(root, name), parts);
  return root;
}

const found = (root: string): ReturnType<typeof installedExpiry> => installedExpiry(nodeHost, root, {});

test('the SDK as published knows nothing of it', () => {
  const root = folder();
  cpSync(stockClient, join(root, name), { recursive: true });
  expect(found(root)).toEqual({ kind: 'stock' });
});

test('none installed', () => expect(found(folder())).toEqual({ kind: 'absent' }));

test('types, code and a transport that throws it', () => expect(found(withStandIn())).toEqual({ kind: 'native' }));

test.each<[string, Partial<Parts>, RegExp]>([
  [
    'types only',
    { table: false, thrown: false },
    /^dist\/index\.mjs has no SdkErrorCode\.ClientHttpSessionExpired; dist\/index\.cjs has no/,
  ],
  ['code only', { types: false }, /^dist\/index\.d\.mts declares no .*; dist\/index\.d\.cts declares no/],
  [
    'nothing throws it',
    { thrown: false },
    /^dist\/index\.mjs has .*, but no StreamableHTTPClientTransport that throws it; dist\/index\.cjs/,
  ],
  ['another string', { code: 'SESSION_GONE' }, /has SESSION_GONE for its code, not CLIENT_HTTP_SESSION_EXPIRED/],
])('%s', (_what, parts, why) => {
  const { kind, why: said } = found(withStandIn(parts));
  expect(kind).toBe('half');
  expect(said).toMatch(why);
});

test('a word in a comment is no member', () => {
  const root = folder();
  cpSync(stockClient, join(root, name), { recursive: true });
  writeFileSync(join(root, name, 'dist/note.mjs'), '// ClientHttpSessionExpired\n');
  expect(found(root)).toEqual({ kind: 'stock' });
});

test('behind the links of pnpm, and the nearest of two copies', () => {
  const root = folder();
  const store = join(root, 'node_modules/.pnpm/client@1/node_modules/@modelcontextprotocol/client');
  layStandIn(store);
  for (const at of ['packages/app', 'packages/old', 'packages/none']) mkdirSync(join(root, at), { recursive: true });
  const link = join(root, 'packages/app', name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(store, link, 'dir');
  cpSync(stockClient, join(root, 'packages/old', name), { recursive: true });
  expect(found(join(root, 'packages/app'))).toEqual({ kind: 'native' });
  expect(found(join(root, 'packages/old'))).toEqual({ kind: 'stock' });
  expect(found(join(root, 'packages/none'))).toEqual({ kind: 'absent' });
  cpSync(store, join(root, name), { recursive: true });
  expect(found(join(root, 'packages/none'))).toEqual({ kind: 'native' });
});
