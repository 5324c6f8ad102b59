import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/guarded.ts';

export async function outcome({ guarded, SessionLost }: typeof App, given: GivenV1): Promise<string> {
  const { client } = await given.connected();
  let lost = 0;
  try {
    await guarded(client, () => (lost += 1)).listTools();
    return 'listed';
  } catch (error) {
    if (error instanceof SessionLost) return `${error.message}, ${lost === 1 ? 'once' : 'often'}`;
    throw error;
  }
}
