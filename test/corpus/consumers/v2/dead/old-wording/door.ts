import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/legacy-guess.ts';

export async function outcome({ guess }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return guess(client);
}
