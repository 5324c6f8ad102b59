import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/conversations.ts';

export async function outcome({ resume }: typeof App, given: GivenV1): Promise<string> {
  void given;
  const store = { load: () => Promise.reject(new Error('Session not found: x')), create: async () => undefined };
  return `${(await resume(store, 'x')).length} turns`;
}
