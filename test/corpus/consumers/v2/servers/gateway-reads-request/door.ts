import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/gateway.ts';

export async function outcome({ gateway }: typeof App, given: GivenV2): Promise<string> {
  void given;
  let sent = 0;
  const response = { writeHead: (status: number) => ((sent = status), response), end: () => response } as never;
  const passes = gateway({ has: () => false })({ headers: { 'mcp-session-id': 'x' } }, response);
  return `${String(passes)} ${sent}`;
}
