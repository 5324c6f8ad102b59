import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/runner.ts';

export async function outcome({ Runner }: typeof App, given: GivenV2): Promise<string> {
  const server = await given.server();
  const runner = new Runner({ type: 'http', url: server.url });
  const { signal } = new AbortController();
  await runner.run('search', { signal }).catch(() => undefined);
  const before = runner.restarts;
  server.strike();
  await runner.run('search', { signal });
  return runner.restarts > before ? 'restarted' : 'ran';
}
