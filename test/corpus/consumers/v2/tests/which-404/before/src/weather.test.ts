import { SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client';
import { expect, it, vi } from 'vitest';
import { forecast } from './weather.js';

it('answers later on 404', async () => {
  const callTool = vi.fn().mockRejectedValue(new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, 'Not Found', { status: 404 }));
  await forecast({ callTool }, vi.fn());
  expect(callTool).toHaveBeenCalledOnce();
});

it('does not restart on 404 while it rains', async () => {
  const restart = vi.fn();
  const callTool = vi.fn().mockRejectedValue(new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, 'session not found', { status: 404 }));
  await forecast({ callTool }, restart);
  expect(callTool).toHaveBeenCalledOnce();
});
