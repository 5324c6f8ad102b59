import { expect, test } from 'vitest';
import type { TypeFact } from '../../facts.ts';
import { factsAround, fileIn, nodeIn } from '../../modules.test.kit.ts';
import { sourceOf } from '../../scopes.ts';
import { surround } from '../../surroundings.ts';
import { followerFor, joined, type Reach, type Trail } from './reach.ts';

const client = "import { Client } from '@modelcontextprotocol/client';\n";
const files = {
  'session.ts': `${client}export class Session {
  client = new Client(i);
  async open() { await this.client.connect(t); }
  async tools() { return this.client.listTools(); }
  async close() { await transport.terminateSession(); }
  async quiet() { try { await this.client.ping(); } catch { } }
  async loud() { try { await this.client.ping(); } catch (e) { throw e; } }
}
export async function tools(session: Session) { return session.tools(); }
export async function retry(job, options = {}) { await job(); await options.before(); }
export const twice = (job) => retry(job, { before: job });
export const round = () => { back(); return client.ping(); };
export const back = () => round();
`,
  'rest.ts': 'export const load = () => fetch(url);\nexport const sum = () => 1 + 1;\n',
};
const imports = `${client}import { Session, tools, retry, twice, round } from './session';
import { load, sum } from './rest';
import { Agent } from 'mcp-use';
const session = new Session();
`;

const line = (trail: Trail): string =>
  trail.calls
    .map((call) => `${sourceOf(call)?.path ?? '?'}:${sourceOf(call)?.position(call.start ?? 0).line ?? 0}`)
    .join(' ');

/** What is reached, kind by kind, with the number of calls on the way. */
function short({ nested, packages, jobs, ...trails }: Reach): string {
  const ways = Object.entries(trails).map(([kind, trail]) => `${kind} ${String((trail as Trail).calls.length)}`);
  const others = nested.map((trail) => `nested ${String(trail.calls.length)}`);
  const names = [...packages.keys()].map((name) => `package ${name}`);
  return [
    ...ways,
    ...others,
    ...names,
    ...jobs.map(({ index, key }) => `job ${String(index)}${key ? `.${key}` : ''}`),
  ].join(', ');
}

function reachOf(code: string, type?: TypeFact): Reach {
  const text = `${imports}async function f() {\n${code}\n}`;
  const repository = { files: { ...files, 'main.ts': text } };
  const source = fileIn(repository, 'main.ts');
  const types = { typeOf: () => type, definition: () => undefined };
  if (type !== undefined) surround(source, { ...factsAround(repository, [source]), types });
  const body = source.file.program.body.at(-1);
  if (body?.type !== 'FunctionDeclaration') throw new Error('no body');
  return followerFor(source, ['mcp-use']).below(body.body);
}

test.each([
  ['a request', 'await client.callTool(x);', 'request 1'],
  ['connect', 'await client.connect(t);', 'connect 1'],
  ['both', 'await client.connect(t); await client.listTools();', 'connect 1, request 1'],
  ['another client', 'await fetch(url);', 'foreign 1'],
  ['terminate', 'await transport.terminateSession();', 'terminate 1'],
  ['what cannot be followed', 'await work();', 'open 1'],
  ['nothing', 'const n = 1;', ''],
  ['a method of another file', 'await session.tools();', 'request 2'],
  ['a function of another file, and what that calls', 'await tools(session);', 'request 3'],
  ['connect behind a method', 'await session.open();', 'nested 2'],
  ['terminate behind a method', 'await session.close();', 'terminate 2'],
  ['a try that keeps its errors', 'await session.quiet();', ''],
  ['a try that lets them go', 'await session.loud();', 'request 2'],
  ['what is done after a try failed', 'try { await client.ping(); } catch { await fetch(url); }', 'foreign 1'],
  ['a function of the own file', 'const go = () => client.ping(); await go();', 'request 1'],
  ['a job on the spot', 'await retry(() => client.ping());', 'open 1, request 1'],
  ['a job by its name', 'const job = () => session.tools(); await retry(job, { before: sum });', 'request 2'],
  ['a job handed on', 'const job = () => load(); await twice(job);', 'open 1'],
  ['a file that has nothing to do with a client', 'sum();', 'open 1'],
  ['another client behind one', 'load();', 'open 1'],
  ['functions that call each other', 'round();', 'request 2'],
  ['a client of a package', 'await new Agent().run(x);', 'package mcp-use'],
  ['what a package exports', 'Agent.create();', 'package mcp-use'],
  ['a call of a parameter', 'const f = async (job) => { await job(); };', 'job 0'],
  ['a call of an option', 'const f = async (n, options) => { await options.run(); };', 'job 1.run'],
  ['one of options taken apart', 'const f = async (n, { run }) => { await run(); };', 'job 1.run'],
  ['what the SDK has beside requests', 'session.client.getServerVersion();', ''],
  ['request, as a client of the SDK has it', 'const c = new Client(i); await c.request(x);', 'request 1'],
])('%s', (_name, code, expected) => {
  expect(short(reachOf(code))).toBe(expected);
});

test('a way is told from the outside in', () => {
  const { request } = reachOf('await tools(session);');
  expect(request && line(request)).toBe('main.ts:7 session.ts:10 session.ts:5');
  expect(request?.words).toBe('the request listTools');
});

test('an ambiguous name on something unplaced: the types tell', () => {
  const code = 'await pool.get(k).request(x);';
  expect(short(reachOf(code))).toBe('request 1');
  expect(reachOf(code, { names: ['Client'], packages: ['@modelcontextprotocol/client'] }).request?.typed).toBe(true);
  expect(short(reachOf(code, { names: ['Agent'], packages: ['mcp-use'] }))).toBe('package mcp-use');
  expect(short(reachOf(code, { names: ['Wallet'], packages: ['web3'] }))).toBe('open 1');
});

test('the type checker is not asked about a name that only clients have', () => {
  expect(short(reachOf('await pool.get(k).callTool(x);', { names: ['Wallet'], packages: ['web3'] }))).toBe('request 1');
});

test('both together: of each kind the first way', () => {
  const [left, right] = [reachOf('await client.ping();'), reachOf('await tools(session); await session.open();')];
  const both = joined(left, right);
  expect(short(both)).toBe('request 1, nested 2');
  expect(both.request).toBe(left.request);
});

test('what is handed over', () => {
  const source = fileIn(
    { files: { ...files, 'main.ts': `${imports}run(() => session.tools());\nrun(tools);\nrun(3);` } },
    'main.ts',
  );
  const { handed } = followerFor(source, []);
  const of = (text: string): string => {
    const reach = handed(nodeIn(source, text));
    return reach === undefined ? 'nothing' : short(reach);
  };
  expect([of('() => session.tools()'), of('tools'), of('3')]).toEqual(['request 2', 'request 2', 'nothing']);
});
