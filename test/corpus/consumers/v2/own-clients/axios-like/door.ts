import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/crm.ts';

export async function outcome({ customer }: typeof App, given: GivenV2): Promise<string> {
  void given;
  return customer({ get: () => Promise.reject({ response: { status: 404 } }) }, '1');
}
