import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/page.ts';

export async function outcome({ Page }: typeof App, given: GivenV2): Promise<string> {
  void given;
  const dead = { send: () => Promise.reject(new Error('Session closed. Most likely the page was closed.')) };
  return new Page(dead, async () => ({ send: async () => undefined })).screenshot();
}
