import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/checkout.ts';

export async function outcome({ checkoutUrl }: typeof App, given: GivenV1): Promise<string> {
  const error = await given.error();
  const payments = { retrieve: () => Promise.reject(error), create: async () => ({ id: 'x', url: 'new' }) };
  return checkoutUrl(payments, 'cart', 'x');
}
