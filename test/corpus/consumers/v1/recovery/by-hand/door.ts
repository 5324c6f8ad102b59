import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/tools.ts';

export async function outcome({ toolsAt }: typeof App, given: GivenV1): Promise<string> {
  const server = await given.server();
  const call = toolsAt(server.url);
  await call('echo');
  server.strike();
  const { isError } = (await call('echo')) as { isError?: boolean };
  return isError ? 'refused' : 'ok';
}
