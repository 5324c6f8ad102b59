import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/boundary.tsx';

export async function outcome({ render }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return render(client);
}
