// Tests written for SDK v1, run on what a running v1 client throws; the same texts with moved imports, mended by the
// codemods, on what a running v2 client throws against the same server. Row by row the answers are the same.

import * as sdkV2 from '@modelcontextprotocol/client';
import { SseError } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codemod as errorNameToV2Name } from '../../error-name-to-v2-name/index.ts';
import { codemod as httpCodeToStatus } from '../../http-code-to-status/index.ts';
import { codemod as rawCodeToSdkCode } from '../../raw-code-to-sdk-code/index.ts';
import type { Change, Codemod, Finding, Generation } from '../codemod.ts';
import { noFacts } from '../facts.ts';
import { foldChanges } from '../fold.ts';
import { makeSource } from '../source.ts';
import { type Mishap, MishapServer } from './mishaps.test.kit.ts';

/** What goes wrong, in both generations. */
const mishaps: Readonly<Record<string, Mishap>> = {
  '401': { status: 401 },
  '403': { status: 403 },
  '404': { status: 404 },
  '404 at connect': { status: 404, at: 'connect' },
  '405': { status: 405 },
  '429': { status: 429 },
  '500': { status: 500 },
  '503': { status: 503 },
  'a timeout': 'timeout',
  'a closed connection': 'closed',
  'invalid params': { rpc: { code: -32602, message: 'Tool x not found' } },
  'a resource that is not there': { rpc: { code: -32602, message: 'Not found', data: { uri: 'file:///a' } } },
  'method not found': { rpc: { code: -32601, message: 'Method not found' } },
  'a refused connection': 'refused',
};
const sse: Readonly<Record<string, Mishap>> = { '401 over SSE': { sse: 401 }, '503 over SSE': { sse: 503 } };

/** What an author wrote for v1; `before` are declarations around it, `error` is the error. */
interface Predicate {
  readonly test: string;
  readonly before?: string;
  readonly sse?: true;
  /** Where a question is asked: the choice to take. */
  readonly choice?: string;
}

const predicates: Readonly<Record<string, readonly Predicate[]>> = {
  'http-code-to-status': [
    { test: `'code' in error && error.code === 403` },
    { test: `Number(error.code) >= 500` },
    { test: `error?.code >= 400 && error?.code < 500` },
    { test: `RETRYABLE.has(error.code)`, before: `const RETRYABLE = new Set<unknown>([429, 503]);` },
    { test: `[401, 403].includes(error.code)` },
    {
      test: `LABELS[error.code] !== undefined`,
      before: `const LABELS: Record<string, string> = { 405: 'no', 404: 'gone' };`,
    },
    {
      test: `error.code in LABELS`,
      before: `const LABELS: Record<string, string> = { 405: 'no', ECONNREFUSED: 'down' };`,
    },
    {
      test: `statusOf(error) === 429`,
      before: `const statusOf = (e: any) => (typeof e?.code === 'number' ? e.code : undefined);`,
    },
    {
      test: `kindOf(error) === 'auth'`,
      before: `function kindOf(e: any) {
  switch (e.code) {
    case 401:
    case 403:
      return 'auth';
    case -32602:
      return 'params';
    default:
      return 'other';
  }
}`,
    },
    {
      test: `kindOf(error)`,
      before: `function kindOf(e: any): string {
  const { code } = e;
  if (code === 401) return 'auth';
  if (code === 'ECONNREFUSED' || code === -32601) return 'other';
  return code >= 500 ? 'server' : 'rest';
}`,
    },
    {
      test: `kindOf(error)`,
      before: `function kindOf(e: any): string {
  const code = e?.code;
  if (code === 403) return 'forbidden';
  return code === -32602 ? 'params' : 'rest';
}`,
    },
    { test: `typeof error.code === 'number' && error.code >= 400` },
    { test: `/^5\\d\\d$/.test(String(error.code))` },
    { test: `!(error.code !== 429)` },
    { test: `Object.hasOwn(error, 'code') && error.code === 401` },
    { test: `(error as { code?: number }).code === 403` },
    { test: `error instanceof StreamableHTTPError && (error as any).code === 404` },
    { test: `error.code === 401`, sse: true },
    {
      test: `(error instanceof SseError || error instanceof StreamableHTTPError) && (error as any).code === 503`,
      sse: true,
    },
    {
      test: `statusOf(error)`,
      before: `const statusOf = (e: any): unknown => {
  switch (e.code) {
    case 401:
      return 'auth';
    case 503:
      return 'down';
  }
  return 'rest';
};`,
      sse: true,
    },
  ],
  'raw-code-to-sdk-code': [
    { test: `isTimeout(error)`, before: `const isTimeout = (e: any) => e?.code === -32001;` },
    { test: `isClosed(error)`, before: `const isClosed = (e: any) => e?.code === -32000;` },
    { test: `error.code === REQUEST_TIMEOUT`, before: `const REQUEST_TIMEOUT = -32001;` },
    {
      test: `error.code === Codes.ConnectionClosed`,
      before: `enum Codes { ConnectionClosed = -32000, RequestTimeout = -32001 }`,
    },
    { test: `error.code === Codes.timeout`, before: `const Codes = { timeout: -32001, params: -32602 } as const;` },
    {
      test: `isTimeout(error)`,
      before: `const isTimeout = (e: unknown) => e instanceof McpError && e.code === -32001;`,
    },
    {
      test: `lost(error)`,
      before: `const lost = (e: unknown) => e instanceof McpError && (e.code === ErrorCode.ConnectionClosed || e.code === -32001);`,
    },
    { test: `TIMEOUTS.includes(error.code)`, before: `const TIMEOUTS: unknown[] = [-32001];` },
    { test: `DISCONNECTED.has(error.code)`, before: `const DISCONNECTED = new Set<unknown>([-32000, 'ECONNRESET']);` },
    {
      test: `kindOf(error)`,
      before: `function kindOf(e: any): string {
  switch (e.code) {
    case -32001:
      return 'timeout';
    case -32000:
      return 'closed';
    case -32602:
      return 'params';
    default:
      return 'other';
  }
}`,
    },
    {
      test: `LABELS[error.code] ?? 'none'`,
      before: `const LABELS: Record<string, string> = { '-32001': 'timeout', '-32601': 'method' };`,
    },
    {
      test: `isTimeout(error)`,
      before: `const isTimeout = (e: any) => typeof e.code === 'number' && e.code === -32001;`,
    },
    { test: `isTimeout(error)`, before: `const isTimeout = (e: any) => e.name === 'McpError' && e.code === -32001;` },
    {
      test: `isClosed(error)`,
      before: `const isClosed = (e: any) => e.constructor.name === 'McpError' && e.code === -32000;`,
    },
    { test: `error instanceof Error && error.message.startsWith('MCP error -32001')` },
    { test: `error.code === -32001`, choice: 'both' },
    { test: `String(error.code) === '-32000'`, choice: 'move' },
  ],
  'error-name-to-v2-name': [
    { test: `error.constructor.name === 'StreamableHTTPError'` },
    { test: `error?.constructor?.name !== 'StreamableHTTPError'` },
    { test: `error.name === 'McpError' && error.code === -32602` },
    { test: `error.constructor.name === 'McpError' && error.code === -32602` },
    { test: `error.name === 'McpError'`, choice: 'both' },
    { test: `error.name !== 'McpError'`, choice: 'both' },
    { test: `error.constructor.name === 'McpError'`, choice: 'both' },
    { test: `NAMES.includes(error.constructor.name)`, before: `const NAMES = ['StreamableHTTPError', 'TypeError'];` },
    { test: `NAMES.has(error.name)`, before: `const NAMES = new Set(['McpError', 'TypeError']);`, choice: 'both' },
    {
      test: `KINDS[error.constructor.name]`,
      before: `const KINDS: Record<string, string> = { 'StreamableHTTPError': 'http', TypeError: 'net' };`,
    },
    {
      test: `kindOf(error)`,
      before: `function kindOf(e: any): string {
  switch (e.constructor.name) {
    case 'StreamableHTTPError':
      return 'http';
    case 'TypeError':
      return 'network';
    default:
      return 'other';
  }
}`,
    },
    {
      test: `kindOf(error)`,
      before: `function kindOf(e: any): string {
  switch (e.name) {
    case 'McpError':
      return 'mcp';
    default:
      return 'other';
  }
}`,
      choice: 'both',
    },
    { test: `/^(?:StreamableHTTPError|FetchError)$/.test(error.constructor.name)` },
    { test: `/McpError/.test(error.name)`, choice: 'both' },
    { test: `String(error).startsWith('McpError:') && error.code === -32601` },
    { test: `kind === HTTP`, before: `const HTTP = 'StreamableHTTPError';`, choice: 'move' },
  ],
};

const server = new MishapServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

const heard = new Map<string, Promise<unknown>>();

function thrown(generation: Generation, name: string, mishap: Mishap): Promise<unknown> {
  const key = `${generation} ${name}`;
  const error = heard.get(key) ?? server.thrown(generation, mishap);
  heard.set(key, error);
  return error;
}

/** The author's file. */
function written({ test: asked, before = '', sse: both }: Predicate): string {
  const also = both ? "import { SSEClientTransport, SseError } from '@modelcontextprotocol/sdk/client/sse.js';\n" : '';
  return `import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
${also}
${before}

export async function answer(client: Client): Promise<unknown> {
  try {
    await client.listTools();
    return 'no error';
  } catch (error: any) {
    const { constructor: { name: kind } } = error;
    return ${asked};
  }
}

export const transports = (url: URL) => [new StreamableHTTPClientTransport(url)${both ? ', new SSEClientTransport(url)' : ''}];
`;
}

/** As the SDK's own codemod moves it: imports and identifiers, no texts. */
function moved(text: string): string {
  const [imports, body] = [/^import .*$/gm, /^(?:import .*\n)*/];
  const names = (text.match(imports) ?? []).flatMap((line) => /\{(.*)\}/.exec(line)?.[1]?.split(',') ?? []);
  const renamed = (part: string): string =>
    part
      .replace(/(?<!['"/|^:\w])StreamableHTTPError(?!['"\w|$])/g, 'SdkHttpError')
      .replace(/(?<!['"/|^:\w])McpError(?!['":\w/])/g, 'ProtocolError')
      .replace(/ErrorCode\.(ConnectionClosed|RequestTimeout)/g, 'SdkErrorCode.$1')
      .replace(/(?<!\w)ErrorCode\b/g, 'ProtocolErrorCode');
  const wanted = [...names.map((name) => renamed(name.trim())), 'SdkErrorCode'].join(', ');
  return `import { ${wanted} } from '@modelcontextprotocol/client';\n${renamed(text.replace(body, ''))}`;
}

function chosen(finding: Finding, choice: string | undefined): readonly Change[] {
  if (finding.kind === 'fix') return [finding.change];
  if (finding.kind !== 'ask') return [];
  const picked = finding.choices.find(({ id }) => id === choice);
  if (picked === undefined) throw new Error(`no choice ${String(choice)} of ${finding.messageId}`);
  return [picked.change];
}

/** All three, in their order. */
function mended(text: string, choice: string | undefined): string {
  const codemods: readonly Codemod[] = [httpCodeToStatus, rawCodeToSdkCode, errorNameToV2Name];
  return codemods.reduce((before, codemod) => {
    const source = makeSource('consumer.ts', before);
    const findings = codemod.inspect(source, { facts: noFacts, checkStyle: 'code' });
    return foldChanges(
      source,
      findings.flatMap((finding) => chosen(finding, choice)),
    ).text;
  }, text);
}

type Answer = (client: unknown) => Promise<unknown>;

/** Runs a text with the SDK of one generation behind its imports. */
function load(text: string, sdk: object): Answer {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exports: { answer?: Answer } = {};
  new Function('require', 'exports', outputText)(() => sdk, exports);
  if (exports.answer === undefined) throw new Error('no answer');
  return exports.answer;
}

const v1 = { StreamableHTTPError, McpError, SseError, ErrorCode };

/** What the text says of an error that a request threw; a text that throws says so. */
async function said(answer: Answer, error: unknown): Promise<unknown> {
  const client = { listTools: () => Promise.reject(error as Error) };
  try {
    const value = await answer(client);
    return typeof value === 'string' ? value : Boolean(value);
  } catch (problem) {
    return problem instanceof Error ? problem.constructor.name : 'threw';
  }
}

describe.each(Object.entries(predicates))('%s', (_id, list) => {
  test.each(list.map((predicate) => [`${predicate.before ?? ''} ${predicate.test}`.trim(), predicate] as const))(
    '%s',
    async (_text, predicate) => {
      const author = written(predicate);
      const after = mended(moved(author), predicate.choice);
      const [old, blind, now] = [load(author, v1), load(moved(author), sdkV2), load(after, sdkV2)];
      let seen = 0;
      let missed = 0;
      for (const [name, mishap] of Object.entries({ ...mishaps, ...(predicate.sse ? sse : {}) })) {
        const [then, today] = [await thrown('v1', name, mishap), await thrown('v2', name, mishap)];
        const wanted = await said(old, then);
        expect([name, await said(now, today)], after).toEqual([name, wanted]);
        if (wanted !== (await said(blind, today))) missed++;
        if (wanted !== false) seen++;
      }
      expect(seen, 'the text tells something apart').toBeGreaterThan(0);
      expect(missed, 'the move alone left it blind').toBeGreaterThan(0);
    },
    120_000,
  );
});

test('there are enough of them', () => {
  for (const list of Object.values(predicates)) expect(list.length).toBeGreaterThanOrEqual(15);
});
