import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/three.ts';

export async function outcome({ both, missing }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  const [first = '', second] = (await both(client, missing)).split(', ');
  if (second !== 'document') return `the document was taken for: ${second ?? ''}`;
  return first;
}
