import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/monitor.ts';

export async function outcome({ monitor }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  let told = 'quiet';
  monitor(client, () => (told = 'restart'), () => undefined);
  client.onerror?.((await given.error()) as Error);
  return told;
}
