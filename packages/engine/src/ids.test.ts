import { expect, test } from 'vitest';
import { idGiver } from './ids.ts';

const site = { codemod: 'a-to-b', path: 'x.ts', messageId: 'm', within: 'call', text: 'e.code === 404' };

test('the same site has the same id in every run, however it is spaced', () => {
  expect(idGiver()(site)).toBe(idGiver()(site));
  expect(idGiver()(site)).toMatch(/^[0-9a-f]{16}$/);
  expect(idGiver()({ ...site, text: ' e.code\r\n\t=== 404' })).toBe(idGiver()(site));
});

test('equal sites are told apart, and what is different in anything has another id', () => {
  const identify = idGiver();
  const ids = [
    identify(site),
    identify(site),
    identify({ ...site, codemod: 'c-to-d' }),
    identify({ ...site, path: 'y.ts' }),
    identify({ ...site, messageId: 'n' }),
    identify({ ...site, within: 'Session.call' }),
    identify({ ...site, text: 'e.code === 405' }),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test('a different site above changes no id', () => {
  const identify = idGiver();
  identify({ ...site, text: 'another' });
  expect(identify(site)).toBe(idGiver()(site));
});
