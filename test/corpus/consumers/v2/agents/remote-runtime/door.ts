import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/runtime.ts';

export async function outcome({ converse }: typeof App, given: GivenV2): Promise<string> {
  const error = await given.error();
  return converse({ prompt: () => Promise.reject(error), open: async () => 'x' }, 'x', 'hi');
}
