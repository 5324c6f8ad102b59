import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/dialog.ts';

export async function outcome({ dialogFor }: typeof App, given: GivenV1): Promise<string> {
  return dialogFor(await given.error()).title;
}
