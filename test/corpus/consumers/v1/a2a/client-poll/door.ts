import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/poll-task.ts';

export async function outcome({ pollTask }: typeof App, given: GivenV1): Promise<string> {
  const error = (await given.error()) as { code: number; message: string };
  return pollTask(async () => ({ error }), 'one');
}
