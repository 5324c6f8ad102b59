import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/deliver.ts';

export async function outcome({ deliver }: typeof App, given: GivenV2): Promise<string> {
  void given;
  return deliver(async () => ({ ok: false, status: 404 }), 'x', '{}');
}
