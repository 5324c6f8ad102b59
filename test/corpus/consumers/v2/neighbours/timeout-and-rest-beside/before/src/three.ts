import { Client, SdkError, SdkErrorCode, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

class RestError extends Error {
  constructor(readonly status: number) {
    super(`HTTP ${status}`);
  }
}

const isMissingDocument = (e: unknown): boolean => e instanceof RestError && e.status === 404;
const isLate = (e: unknown): boolean => e instanceof SdkError && e.code === SdkErrorCode.RequestTimeout;
const isSessionLost = (e: unknown): boolean => e instanceof SdkHttpError && e.status === 404;

export async function open(url: string): Promise<Client> {
  const client = new Client({ name: 'three', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

export async function classify(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'fine';
  } catch (e) {
    if (isMissingDocument(e)) return 'document';
    if (isLate(e)) return 'late';
    if (isSessionLost(e)) return 'session';
    throw e;
  }
}

export const both = async (client: Client, load: () => Promise<unknown>): Promise<string> =>
  `${await classify(() => client.callTool({ name: 'search' }))}, ${await classify(load)}`;

export const missing = (): Promise<never> => Promise.reject(new RestError(404));
