// What the server says of itself, and each tool that reads: the same reports as the command prints.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { codemods } from '../../transforms/index.ts';
import { run } from '../e2e/command.ts';
import { violations } from '../cli/schema.ts';
import { fingerprint, folderOf, git, guess, repositoryOf, sample } from '../cli/sample.ts';
import { type Agent, agent, command, type Content, generations, type Start, type Step } from './agent.ts';

const open: Agent[] = [];

async function started(start: Start): Promise<Agent> {
  const one = await agent(start);
  open.push(one);
  return one;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function printed(folder: string, ...args: readonly string[]): Promise<Content> {
  const { stdout } = await run([process.execPath, command, ...args, '--format', 'json'], folder);
  return JSON.parse(stdout);
}

/** A guess that is shared with another status, so that a person has to pick. */
const asking = guess.replace('    await client.callTool', '    await client.connect(t);\n    await client.callTool');

describe.each(generations)('a client of %s', (generation) => {
  it('learns the tools, the way through them, the guides and the prompt', async () => {
    const one = await started({ generation, cwd: repositoryOf(sample) });
    expect(one.tools.map(({ name }) => name)).toEqual(['scan', 'explain', 'preview', 'apply', 'verify', 'decide']);
    for (const { description, annotations, outputSchema } of one.tools) {
      expect(description).not.toBe('');
      expect(annotations).toMatchObject({ readOnlyHint: expect.any(Boolean), destructiveHint: expect.any(Boolean) });
      expect(outputSchema).toBeDefined();
    }
    for (const { name } of one.tools) expect(one.instructions).toContain(name);
    const addresses = (await one.resources()).map(({ uri }) => uri);
    for (const { id } of codemods) expect(addresses).toContain(`resession://docs/reference/codemods/${id}.md`);
    const skill = await one.read('resession://docs/migration-SKILL.md');
    expect(skill).toBe(readFileSync(new URL('../../docs/migration-SKILL.md', import.meta.url), 'utf8'));
  });

  it('scans as --check does, and previews as --dry-run does', async () => {
    const folder = repositoryOf({ ...sample, 'src/asking.ts': asking });
    const before = fingerprint(folder);
    const one = await started({ generation, cwd: folder });
    const scanned = await one.call('scan');
    expect(scanned.content.report).toEqual(await printed(folder, '--check', '--no-cache'));
    expect(violations(scanned.content.report)).toEqual([]);
    expect(scanned.content.page).toMatchObject({ cut: 0 });
    const previewed = await one.call('preview');
    expect(previewed.content.report).toEqual(await printed(folder, '--dry-run'));
    expect(previewed.content.preview).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprint(folder)).toEqual(before);
  });

  it('explains as the command does, with what to do about it', async () => {
    const folder = repositoryOf({ ...sample, 'src/asking.ts': asking });
    const one = await started({ generation, cwd: folder });
    const { content } = await one.call('explain', { file: 'src/asking.ts' });
    expect(content.explained).toEqual(await printed(folder, 'explain', 'src/asking.ts'));
    const [ask] = content.explained.findings.filter(({ kind }: { kind: string }) => kind === 'ask');
    expect(content.advice).toContainEqual({
      kind: 'ask',
      messageId: ask.messageId,
      do: expect.stringMatching(/\w{3}/),
    });
    const decides = content.nextSteps.filter(({ tool }: Step) => tool === 'decide');
    expect(decides).toHaveLength(ask.choices.length + 1);
    for (const address of content.guides) expect(await one.read(address)).toMatch(/^# /);
  });

  it('tells progress and hears a cancellation', { timeout: 90_000 }, async () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`src/m${String(at)}.ts`, guess]));
    const one = await started({ generation, cwd: repositoryOf({ ...sample, ...many }) });
    const took = async (work: () => Promise<unknown>): Promise<number> => {
      const since = Date.now();
      await work();
      return Date.now() - since;
    };
    const told: number[] = [];
    const controller = new AbortController();
    const onprogress = ({ progress, message = '' }: { progress: number; message?: string | undefined }): void => {
      told.push(progress);
      if (message.startsWith('inspect')) controller.abort('enough');
    };
    const cancelled = await took(async () => {
      await expect(one.call('scan', {}, { signal: controller.signal, onprogress })).rejects.toThrow('enough');
      // Calls are made one after the other: this one would wait for the rest of the one before.
      expect((await one.call('scan', { paths: ['package.json'] })).isError).toBe(false);
    });
    expect(cancelled).toBeLessThan(0.7 * (await took(() => one.call('scan'))));
    expect(told.length).toBeGreaterThan(1);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(new Set(told).size).toBe(told.length);
  });
});

describe('the prompt', () => {
  it('walks through what is left', async () => {
    const one = await started({ cwd: repositoryOf({ ...sample, 'src/asking.ts': asking }) });
    const text = await one.prompt();
    expect(text).toContain('"file":"src/asking.ts"');
    expect(text).toContain('Advice: ');
    expect(await (await started({ cwd: repositoryOf({ 'a.ts': '' }) })).prompt()).toContain(
      'No ask and no todo is left',
    );
  });
});

const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'a', version: '1' } },
};

describe('bad input', () => {
  it('is an answer that says what is wrong and what to do', async () => {
    const one = await started({ cwd: repositoryOf(sample) });
    const wrong: readonly [string, Record<string, unknown>, RegExp][] = [
      ['scan', { paths: 'src' }, /paths/],
      ['scan', { path: ['src'] }, /path/],
      ['scan', { only: ['no-such-codemod'] }, /only/],
      ['scan', { paths: ['../..'] }, /outside the root/],
      ['scan', { paths: ['nowhere'] }, /No such file/],
      ['explain', { file: '' }, /file/],
      ['explain', { file: 'nowhere.ts' }, /No such file/],
      ['explain', { file: 'src/client.ts', line: 4000 }, /no such line/],
      ['explain', { file: '/etc/passwd' }, /outside the root/],
      ['apply', { preview: 'none' }, /no such preview/],
      ['apply', {}, /preview/],
    ];
    for (const [tool, args, words] of wrong) {
      const { isError, text } = await one.call(tool, args);
      expect(isError, `${tool} ${text}`).toBe(true);
      expect(text).toMatch(words);
    }
    expect((await one.call('scan')).isError).toBe(false);
  });

  it('does not end the server: lines that are no message, and a client that hangs up', async () => {
    const folder = folderOf({});
    const child = spawn(process.execPath, [command, 'mcp'], { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.on('data', (chunk) => (out += String(chunk)));
    child.stdin.write('not json\n{"jsonrpc":"2.0"}\n[]\n');
    child.stdin.write(`${JSON.stringify(initialize)}\n`);
    await expect.poll(() => out).toContain('"serverInfo"');
    child.stdin.end();
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(code).toBe(0);
    // Nothing but messages of the protocol.
    for (const line of out.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });
  });
});

describe('a client that hangs up in the middle of a call', () => {
  it('ends the server at once', async () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`src/m${String(at)}.ts`, guess]));
    const child = spawn(process.execPath, [command, 'mcp'], { cwd: repositoryOf({ ...sample, ...many }) });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => (out += String(chunk)));
    child.stderr.on('data', (chunk) => (err += String(chunk)));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const params = { name: 'scan', arguments: {}, _meta: { progressToken: 1 } };
    for (const message of [initialize, { jsonrpc: '2.0', id: 2, method: 'tools/call', params }])
      child.stdin.write(`${JSON.stringify(message)}\n`);
    await expect.poll(() => out, { timeout: 25_000, interval: 5 }).toContain('inspect');
    child.stdin.end();
    expect(await ended).toBe(0);
    expect(out).not.toContain('"id":2');
    expect(err).toBe('');
  });
});

describe('a client that hangs up after it has asked to write', () => {
  it.each([0, 50, 200])('leaves the tree as it was: %i ms later', async (milliseconds) => {
    const folder = repositoryOf(sample);
    const child = spawn(process.execPath, [command, 'mcp'], { cwd: folder });
    let out = '';
    child.stdout.on('data', (chunk) => (out += String(chunk)));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const ask = (id: number, name: string, args: object): void => {
      const message = { jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } };
      child.stdin.write(`${JSON.stringify(message)}\n`);
    };
    child.stdin.write(`${JSON.stringify(initialize)}\n`);
    ask(2, 'preview', { typeCheck: false });
    await expect.poll(() => out, { timeout: 25_000 }).toMatch(/"id":2\b.*\n|\n.*"id":2\b/);
    const answer = out.split('\n').find((line) => /"id":2\b/.test(line)) ?? '{}';
    const { result } = JSON.parse(answer) as { result: { structuredContent: { preview: string } } };
    ask(3, 'apply', { preview: result.structuredContent.preview });
    await wait(milliseconds);
    child.stdin.end();
    expect(await ended).toBe(0);
    // Where it had written in time, it has said so.
    if (!/"id":3\b/.test(out)) expect(git(folder, 'status', '--porcelain')).toBe('');
  });
});

describe('a report that is too large for one answer', () => {
  it('comes in pages that make it whole', { timeout: 90_000 }, async () => {
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`src/m${String(at)}.ts`, guess]));
    const folder = repositoryOf({ ...sample, ...many });
    const one = await started({ cwd: folder });
    const lists: Record<string, unknown[]> = { findings: [], rewrites: [], manifests: [] };
    let next: Step | undefined = { text: '', tool: 'scan', arguments: {} };
    let pages = 0;
    while (next !== undefined) {
      const { content, text } = await one.call(String(next.tool), next.arguments);
      expect(text.length).toBeLessThan(70_000);
      for (const [name, list] of Object.entries(lists)) list.push(...content.report[name]);
      next = content.page.next;
      pages += 1;
    }
    const whole = await printed(folder, '--check', '--no-cache');
    expect(pages).toBeGreaterThan(1);
    for (const [name, list] of Object.entries(lists)) expect(list).toEqual(whole[name]);
  });

  it('says where a text is cut', async () => {
    const long = `${guess}${'// a line of some length that stays\n'.repeat(3)}`.replace(
      "return 'done';",
      `return 'done'; // ${'x'.repeat(30_000)}`,
    );
    const one = await started({ cwd: repositoryOf({ ...sample, 'src/client.ts': long }) });
    const { content } = await one.call('scan');
    expect(content.page.cut).toBeGreaterThan(0);
    expect(content.report.rewrites[0].diff).toMatch(/\[cut here: \d+ more characters; preview with ids/);
    expect(path.isAbsolute(content.report.root)).toBe(true);
  });
});
