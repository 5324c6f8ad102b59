import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/fetcher.ts';

export async function outcome({ Fetcher }: typeof App, given: GivenV2): Promise<string> {
  const { client } = await given.connected();
  return Fetcher.over(client).fetch('note://one');
}
