import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { Fault } from './fault.js';
import { faultOf } from './fault-of.js';

const ADVICE: Record<Fault, string> = {
  [Fault.None]: 'carry on',
  [Fault.Session]: 'open a new session',
  [Fault.Credentials]: 'ask for credentials',
  [Fault.Server]: 'try later',
  [Fault.Other]: 'report it',
};

export async function advise(client: Client): Promise<string> {
  let fault = Fault.None;
  try {
    await client.callTool({ name: 'search' });
  } catch (error) {
    fault = faultOf(error);
  }
  return ADVICE[fault];
}
