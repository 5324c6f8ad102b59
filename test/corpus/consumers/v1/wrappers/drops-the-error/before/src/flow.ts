import { Gateway } from './gateway.js';

export async function flow(gateway: Gateway): Promise<string> {
  try {
    await gateway.call('search');
    return 'finished';
  } catch (error) {
    if (error instanceof Error && error.message.includes('Session not found')) {
      return 'reconnect';
    }
    throw error;
  }
}

export { Gateway };
