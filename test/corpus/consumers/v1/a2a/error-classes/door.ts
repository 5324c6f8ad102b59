import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/a2a-errors.ts';

export async function outcome({ isTaskNotFound }: typeof App, given: GivenV1): Promise<string> {
  return String(isTaskNotFound(await given.error()));
}
