import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/notes.ts';

export async function outcome({ readNote }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return readNote(client, 'note://one');
}
