import { forgetDeadPairing } from './pairing.js';

export interface Wallet {
  sendTransaction(topic: string): Promise<string>;
}

const topics = new Set<string>();

export async function pay(wallet: Wallet, topic: string): Promise<string> {
  topics.add(topic);
  try {
    return await wallet.sendTransaction(topic);
  } catch (error) {
    if (error instanceof Error && forgetDeadPairing(error, topic, topics)) return 'pair again';
    throw error;
  }
}
