import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/help.tsx';

export async function outcome({ html }: typeof App, given: GivenV2): Promise<string> {
  void given;
  return `${html().length} characters`;
}
