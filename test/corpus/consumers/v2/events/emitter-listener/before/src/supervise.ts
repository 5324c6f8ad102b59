import { SdkHttpError } from '@modelcontextprotocol/client';
import { bus } from './bus.js';

export function supervise(restart: () => void, report: (error: unknown) => void): void {
  bus.on('failure', (error) => {
    if (error instanceof SdkHttpError && error.status === 404) restart();
    else report(error);
  });
}

export { work } from './worker.js';
