import { SdkErrorCode as Stock } from '@modelcontextprotocol/client';
import { afterEach, expect, test, vi } from 'vitest';
import { SdkErrorCode } from './sdk-error-code.ts';

afterEach(() => {
  vi.doUnmock('@modelcontextprotocol/client');
  vi.resetModules();
});

test('is the stock table and the new member', () => {
  expect(SdkErrorCode).toEqual({ ...Stock, ClientHttpSessionExpired: 'CLIENT_HTTP_SESSION_EXPIRED' });
});

test('a release with a member of its own keeps it', async () => {
  vi.resetModules();
  vi.doMock('@modelcontextprotocol/client', () => ({ SdkErrorCode: { ClientHttpSessionExpired: 'OF_THE_SDK' } }));
  const fresh = await import('./sdk-error-code.ts');
  expect(fresh.SdkErrorCode.ClientHttpSessionExpired).toBe('OF_THE_SDK');
});
