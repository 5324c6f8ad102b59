import type { GivenV2 } from '../../../../door.ts';
import type * as App from './before/src/pay.ts';

export async function outcome({ pay }: typeof App, given: GivenV2): Promise<string> {
  const error = await given.error();
  return pay({ sendTransaction: () => Promise.reject(error) }, 'x');
}
