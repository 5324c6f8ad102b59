import type { GivenV1 } from '../../../../door.ts';
import type App from './before/lib/mail.js';

export async function outcome({ needsNewSession }: typeof App, given: GivenV1): Promise<string> {
  return String(needsNewSession(await given.error()));
}
