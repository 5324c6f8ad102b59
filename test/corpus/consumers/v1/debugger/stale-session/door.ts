import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/cdp.ts';

export async function outcome({ Tab }: typeof App, given: GivenV1): Promise<string> {
  const error = new Error(`Session with given id not found: ${typeof given}`);
  let calls = 0;
  const send = async () => (calls++ === 0 ? Promise.reject(error) : 'value');
  return String(await new Tab(send, async () => undefined).evaluate('1'));
}
