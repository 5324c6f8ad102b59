import { SdkHttpError } from '@modelcontextprotocol/client';
import { SdkErrorCode } from '@resession/transport';
import { bus } from './bus.js';

export function supervise(restart: () => void, report: (error: unknown) => void): void {
  bus.on('failure', (error) => {
    if (error instanceof SdkHttpError && error.code === SdkErrorCode.ClientHttpSessionExpired) restart();
    else report(error);
  });
}

export { work } from './worker.js';
