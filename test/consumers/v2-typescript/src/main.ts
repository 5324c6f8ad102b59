import { createInterface } from 'node:readline';
import { Session } from './session.js';

const url = new URL(process.argv[2] ?? 'http://127.0.0.1:3000/mcp');
const session = new Session({ url });

async function answer(text: string): Promise<{ ok: boolean; text?: string; error?: string }> {
  try {
    const { content } = await session.callTool('echo', { text });
    const [first] = content;
    return { ok: true, text: first?.type === 'text' ? first.text : '' };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answer(line)));
}

await session.close();
