import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/handler.mts';

export async function outcome({ handler }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  const { statusCode, body } = await handler(client);
  return statusCode === 503 ? `${statusCode} ${body}` : String(statusCode);
}
