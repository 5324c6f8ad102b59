import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/tmux.ts';

export async function outcome({ sendKeys }: typeof App, given: GivenV1): Promise<string> {
  void given;
  let calls = 0;
  const exec = (async () => (calls++ === 0 ? Promise.reject(new Error("can't find session: x")) : {})) as never;
  return sendKeys('x', 'ls', exec);
}
