import type { GivenV1 } from '../../../../door.ts';
import type * as App from './before/src/connect-wallet.ts';

export async function outcome({ connectWallet }: typeof App, given: GivenV1): Promise<string> {
  const error = await given.error();
  return connectWallet({ request: () => Promise.reject(error) });
}
