// Checks by the thousand in one function: each is weighed within all the others, so there is an end to it.

import { expect, it } from 'vitest';
import { plannedIn } from '../cli/planned.ts';
import { folderOf, sample } from '../cli/sample.ts';

const head = `import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
export async function all(client: Client, reconnect: (at: number) => Promise<void>): Promise<void> {
`;
const check = (at: number): string => `  try { await client.ping(); } catch (error) {
    if (error instanceof StreamableHTTPError && error.message.includes('Session not found')) await reconnect(${String(at)});
    else throw error;
  }
`;

/** As many checks in a function of so many characters; the rest is a comment, which is quick to read. */
const functionOf = (checks: number, size: number): string => {
  const code = Array.from({ length: checks }, (_, at) => check(at)).join('');
  return `${head}${code}  // ${'x'.repeat(Math.max(0, size - code.length))}\n}\n`;
};

it('a file that would cost too much is left to a person, and the others are not', async () => {
  const root = folderOf({ ...sample, 'src/endless.ts': functionOf(15, 1_900_000) });
  const { findings, files } = await plannedIn(root);
  const endless = findings.filter(({ path }) => path === 'src/endless.ts');
  expect(endless).toMatchObject([{ kind: 'todo', messageId: 'codemod-failed' }]);
  expect(endless[0]?.reason).toContain('too many checks stand in one piece of code; split it into functions');
  expect(files.map(({ path }) => path)).toContain('src/client.ts');
  expect(files.map(({ path }) => path)).not.toContain('src/endless.ts');
});

it('a hundred checks in one function are moved, round after round', async () => {
  const root = folderOf({ ...sample, 'src/many.ts': functionOf(100, 60_000) });
  const { findings } = await plannedIn(root);
  const many = findings.filter(({ path, kind }) => path === 'src/many.ts' && kind === 'fix');
  expect(many.length).toBeGreaterThan(0);
  expect(findings.filter(({ path, kind }) => path === 'src/many.ts' && kind === 'todo')).toEqual([]);
});
