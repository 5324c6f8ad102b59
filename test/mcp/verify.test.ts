// What `verify` says of a tree: the project's own compiler, against the last commit, and what the person asked to be run.

import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { folderOf, git, repositoryOf, tree } from '../cli/sample.ts';
import { type Agent, agent, type Content, type Start } from './agent.ts';

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const open: Agent[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function verified(start: Start): Promise<Content> {
  const one = await agent(start);
  open.push(one);
  const { content, text, isError } = await one.call('verify');
  expect(isError, text).toBe(false);
  return content;
}

const project = {
  '.gitignore': 'node_modules\n',
  'package.json': '{ "private": true, "type": "module" }\n',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "noEmit": true, "types": [] }, "include": ["src"] }\n',
  'src/mcp.ts': 'export const port: number = 80;\n',
  'src/old.ts': "export const port: number = 'old';\n",
};

/** Committed, with a real compiler beside it. */
function withCompiler(files: Readonly<Record<string, string>> = project): string {
  const folder = repositoryOf(files);
  cpSync(path.join(modules, 'typescript'), path.join(folder, 'node_modules/typescript'), { recursive: true });
  return folder;
}

const typesOf = (content: Content): { outcome: string; why: string } =>
  content.verdicts.find(({ check }: { check: string }) => check === 'types');

describe('the compiler', () => {
  it('is held to what the last commit has', async () => {
    const folder = withCompiler();
    const before = tree(folder);
    const content = await verified({ cwd: folder });
    expect(typesOf(content)).toEqual({
      check: 'types',
      outcome: 'passed',
      why: 'Nothing that the last commit has not from tsc 5.9.3 on tsconfig.json. One error was there before.',
    });
    expect(content).toMatchObject({ passed: true, done: true, output: null });
    expect(tree(folder)).toEqual(before);
  });

  it.each([
    ['an edit', 'src/mcp.ts'],
    ['a new file', 'src/new.ts'],
  ])('names an error that came with %s', async (_what, file) => {
    const folder = withCompiler();
    writeFileSync(path.join(folder, file), "\nexport const port: number = 'new';\n");
    const { outcome, why } = typesOf(await verified({ cwd: folder }));
    expect(outcome).toBe('failed');
    expect(why).toMatch(
      new RegExp(`^tsc 5\\.9\\.3 on tsconfig\\.json: ${file}:2: TS2322: .*\\. One error was there before\\.$`),
    );
  });

  it('says all that it says where there is no commit', async () => {
    const folder = folderOf(project);
    cpSync(path.join(modules, 'typescript'), path.join(folder, 'node_modules/typescript'), { recursive: true });
    const { outcome, why } = typesOf(await verified({ cwd: folder }));
    expect([outcome, why]).toEqual(['failed', expect.stringContaining('src/old.ts:1: TS2322')]);
  });

  it('is not taken from the repository itself', async () => {
    const folder = withCompiler({ ...project, '.gitignore': '' });
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', 'brought along');
    expect(typesOf(await verified({ cwd: folder }))).toMatchObject({ outcome: 'skipped' });
  });
});

describe('the command of the person', () => {
  it('passes, and its end is told', async () => {
    const content = await verified({
      cwd: repositoryOf(project),
      flags: ['--verify', 'node -e "console.log(40 + 2)"'],
    });
    expect(content.verdicts).toContainEqual({
      check: 'command',
      outcome: 'passed',
      why: '`node -e console.log(40 + 2)` passes on a copy of the tree.',
    });
    expect(content.output).toBe('42\n');
  });

  it('is not there', async () => {
    const one = await agent({ cwd: repositoryOf(project), flags: ['--verify', 'no-such-program --at all'] });
    open.push(one);
    const { isError, content } = await one.call('verify');
    expect(isError).toBe(true);
    expect(content).toMatchObject({ error: 'the program to verify with is not there', where: 'no-such-program' });
  });
});
