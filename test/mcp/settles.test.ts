// Asks and todos, by a client that follows what the server says; the edit of a todo, and a commit, take somebody else.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../e2e/command.ts';
import { git, guess, repositoryOf, sample } from '../cli/sample.ts';
import { agent, command, type Content } from './agent.ts';
import { follow } from './follower.ts';

const asking = guess.replace('    await client.callTool', '    await client.connect(t);\n    await client.callTool');

const copying = `import type { Client } from '@modelcontextprotocol/client';

class ToolFailed extends Error {}

async function call(client: Client): Promise<unknown> {
  try {
    return await client.callTool({ name: 'x' });
  } catch (e) {
    throw new ToolFailed((e as Error).message);
  }
}

export async function run(client: Client, again: () => Promise<unknown>): Promise<unknown> {
  try {
    return await call(client);
  } catch (e) {
    if ((e as Error).message.includes('Session not found')) return again();
    throw e;
  }
}
`;

it('are settled until nothing is left', { timeout: 170_000 }, async () => {
  const folder = repositoryOf({
    ...sample,
    '.gitignore': 'node_modules\n',
    'src/asking.ts': asking,
    'src/copying.ts': copying,
  });
  const one = await agent({ cwd: folder });
  const settled: string[] = [];
  const settle = ({ explained, advice }: Content): void => {
    settled.push(`${String(explained.path)} ${String(advice[0].messageId)}`);
    const file = path.join(folder, explained.path);
    const text = readFileSync(file, 'utf8');
    // As the advice says: the error itself is handed on.
    writeFileSync(
      file,
      text
        .replace('throw new ToolFailed((e as Error).message);', 'throw e;')
        .replace('class ToolFailed extends Error {}\n\n', ''),
    );
  };
  const commit = (): void => {
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', 'what was done so far');
  };
  const { tools, last } = await follow(one, folder, { settle, commit }).finally(() => one.close());
  expect(tools.slice(0, 3)).toEqual(['scan', 'explain', 'decide']);
  expect(settled).toEqual(['src/copying.ts error-copied']);
  expect(tools.at(-1)).toBe('verify');
  expect(last).toMatchObject({ passed: true, done: true, report: { status: 'clean' } });
  expect((await run([process.execPath, command, '--check', '--no-cache'], folder)).code).toBe(0);
});
