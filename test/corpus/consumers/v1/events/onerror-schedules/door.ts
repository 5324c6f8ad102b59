import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/supervisor.ts';

export async function outcome({ Supervisor }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  const supervisor = new Supervisor();
  const told: string[] = [];
  supervisor.on('reconnect', () => told.push('reconnect scheduled'));
  supervisor.on('problem', () => told.push('problem told'));
  supervisor.observe(client);
  client.onerror?.((await given.error()) as Error);
  return told.join(', ');
}
