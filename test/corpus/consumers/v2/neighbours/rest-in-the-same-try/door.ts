import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/publish.ts';

export async function outcome({ publish }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  const missing = { publish: () => Promise.reject(Object.assign(new Error('no such document'), { status: 404 })) };
  const healthy = { callTool: async () => ({ content: [] }) } as unknown as typeof client;
  const second = await publish(healthy, missing, 'x').catch(() => 'thrown');
  return `${await publish(client, missing, 'x')}, missing: ${second}`;
}
