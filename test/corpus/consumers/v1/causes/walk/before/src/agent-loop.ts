import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export class StepFailed extends Error {
  constructor(readonly step: string, options: { cause: unknown }) {
    super(`step ${step} failed`, options);
    this.name = 'StepFailed';
  }
}

export function causedByDeadSession(error: unknown): boolean {
  let current: unknown = error;
  while (current instanceof Error) {
    if (current instanceof StreamableHTTPError && current.code === 404) return true;
    current = current.cause;
  }
  return false;
}

async function runStep(client: Client, step: string): Promise<void> {
  try {
    await client.callTool({ name: step });
  } catch (cause) {
    throw new StepFailed(step, { cause });
  }
}

export async function loop(client: Client, steps: string[], reconnect: () => Promise<Client>): Promise<string> {
  for (const step of steps) {
    try {
      await runStep(client, step);
    } catch (error) {
      if (!causedByDeadSession(error)) throw error;
      await reconnect();
      return 'recovered';
    }
  }
  return 'finished';
}

export async function dial(url: string): Promise<Client> {
  const client = new Client({ name: 'agent-loop', version: '0.9.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}
