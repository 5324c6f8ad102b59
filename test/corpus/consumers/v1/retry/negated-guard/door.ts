import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/resilient.ts';

export async function outcome({ ResilientClient }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const resilient = new ResilientClient(new URL(server.url));
  await resilient.warmUp();
  server.strike();
  let attempts = 1;
  const result = await resilient.run((client) => client.callTool({ name: 'echo' }), { onRetry: () => (attempts += 1) });
  const [part] = result.content as { text: string }[];
  return `${part?.text ?? ''}, ${attempts} attempts`;
}
