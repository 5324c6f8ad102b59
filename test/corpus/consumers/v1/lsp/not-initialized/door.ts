import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/language-client.ts';

export async function outcome({ disposition }: typeof App, given: GivenV1): Promise<string> {
  return disposition((await given.error()) as { code: number; message: string });
}
