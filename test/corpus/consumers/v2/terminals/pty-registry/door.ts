import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/ptys.js';

export async function outcome({ attachOrCreate }: typeof App, given: GivenV2): Promise<string> {
  void given;
  return attachOrCreate('one');
}
