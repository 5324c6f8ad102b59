import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/exists.ts';

export async function outcome({ exists }: typeof App, given: GivenV2): Promise<string> {
  void given;
  return String(await exists('x'));
}
