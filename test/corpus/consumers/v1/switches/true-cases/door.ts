import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/triage.ts';

export async function outcome({ Triage }: typeof App, given: GivenV1): Promise<string> {
  return new Triage('http://localhost/mcp').of(await given.error());
}
