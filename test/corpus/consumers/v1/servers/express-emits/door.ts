import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/server.ts';

export async function outcome({ known }: typeof App, given: GivenV1): Promise<string> {
  void given;
  return `${known()} sessions`;
}
