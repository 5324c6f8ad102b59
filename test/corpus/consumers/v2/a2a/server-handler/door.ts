import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/tasks.ts';

export async function outcome({ tryTask }: typeof App, given: GivenV2): Promise<string> {
  void given;
  return tryTask('one');
}
