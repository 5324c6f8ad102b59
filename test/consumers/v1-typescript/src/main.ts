import { createInterface } from 'node:readline';
import { disconnect } from './session.js';
import { echo } from './tools.js';

const endpoint = new URL(process.argv[2] ?? 'http://127.0.0.1:3000/mcp');

for await (const line of createInterface({ input: process.stdin })) {
  try {
    console.log(JSON.stringify({ ok: true, text: await echo(endpoint, line) }));
  } catch (error) {
    console.log(JSON.stringify({ ok: false, error: error instanceof Error ? error.message : String(error) }));
  }
}

await disconnect();
