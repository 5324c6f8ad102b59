interface Provider {
  request(args: { method: string }): Promise<string[]>;
}

interface ProviderRpcError extends Error {
  code: number;
}

const REQUEST_PENDING = -32002;
const USER_REJECTED = 4001;

export async function connectWallet(provider: Provider): Promise<string> {
  try {
    const [account = 'none'] = await provider.request({ method: 'eth_requestAccounts' });
    return account;
  } catch (error) {
    const { code } = error as ProviderRpcError;
    if (code === REQUEST_PENDING) return 'Look at your wallet: a request already pending';
    if (code === USER_REJECTED) return 'You said no';
    throw error;
  }
}
