import { mcp } from './mcp.js';

interface Store {
  load(id: string): Promise<string[]>;
  create(id: string): Promise<void>;
}

export class ConversationMissing extends Error {}

export async function resume(store: Store, id: string): Promise<string[]> {
  try {
    return await store.load(id);
  } catch (error) {
    if (error instanceof ConversationMissing || String(error).includes('Session not found')) {
      await store.create(id);
      return [];
    }
    throw error;
  }
}

export async function tools(url: string): Promise<string[]> {
  const client = await mcp(url);
  const { tools: found } = await client.listTools();
  return found.map(({ name }) => name);
}
