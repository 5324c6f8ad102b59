import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/lsp.ts';

export async function outcome({ needsRestart }: typeof App, given: GivenV2): Promise<string> {
  return String(needsRestart(await given.error()));
}
