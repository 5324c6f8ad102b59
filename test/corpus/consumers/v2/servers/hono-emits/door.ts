import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/routes.ts';

export async function outcome({ routes }: typeof App, given: GivenV2): Promise<string> {
  void given;
  const response = await routes(() => false).request('/mcp', { headers: { 'mcp-session-id': 'one' } });
  return `${response.status} ${await response.text()}`;
}
