// A host of repositories on this machine: git over HTTP, and GitHub's REST API by an emulator, with what that lacks beside it.
// Every request needs the token, so that its way is tested with the rest.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createEmulator, type Emulator, type SeedConfig } from 'emulate';
import { git } from '../cli/sample-files.ts';
import { serveGit } from './git-http.ts';

/** One request of the API, as it came. */
export interface Asked {
  readonly method: string;
  /** Below the base of the API, with its query. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What is answered in place of the API's own answer; 'hang' never answers. */
export type Answer =
  { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } | 'hang';

/** `after`: the request is carried out first, so that the bot is told of a failure that was none. */
export interface Fault {
  readonly answer: Answer;
  readonly after?: boolean;
}

export interface Hub {
  readonly api: URL;
  /** As the bot authenticates; the person has one of their own. */
  readonly token: string;
  readonly asked: Asked[];
  /** Is asked first about each request. */
  fault: ((asked: Asked) => Fault | null) | null;
  /** Is waited for before each request of the API is carried out. */
  hold: ((asked: Asked) => Promise<void> | null) | null;
  /** Is told of each request of git, before it is carried out. */
  beforeGit: ((url: string) => void) | null;
  /** Tokens of an installation that were given out; they are as good as the bot's own. */
  readonly minted: Set<string>;
  /** The token of whoever the emulator takes the bot for. */
  as: string;
  /** Every status that was set on a commit. */
  readonly statuses: Asked[];
  /** The bare repository. */
  readonly repository: string;
  readonly name: string;
  /** Of the API, as a person or as the bot: the answer's body. */
  ask(method: string, path: string, body?: unknown, token?: string): Promise<unknown>;
  /** A clone, with the work of a person in it. */
  clone(): string;
  /** The pull requests that were ever made, of the first repository or of the one of that name. */
  pulls(state?: 'open' | 'closed' | 'all', name?: string): Promise<readonly Pull[]>;
  /** Names that lead to other ones, as of repositories that were renamed: without their owner. */
  readonly renamed: Map<string, string>;
  /** What the API tells of a repository beside what the emulator knows. */
  readonly traits: Map<string, Readonly<Record<string, unknown>>>;
  /** Repositories on one page of a list, at most. */
  pageSize: number;
  /** As GitHub does it: a branch that goes closes its pull request. */
  deleteBranch(branch: string): Promise<void>;
  /** The token of somebody who may write, and of somebody who may not. */
  readonly maintainer: string;
  readonly stranger: string;
  stop(): Promise<void>;
}

export interface Pull {
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly draft: boolean;
  readonly body: string;
  readonly head: { readonly ref: string };
  readonly labels: readonly { readonly name: string }[];
  readonly requested_reviewers: readonly { readonly login: string }[];
}

export const token = 'the-T0ken+of/the=bot_x9';
const maintainer = 'token-of-the-maintainer';
const stranger = 'token-of-a-stranger';
const owner = 'acme';

/** A GitHub App that is installed there. */
export interface InstalledApp {
  readonly id: number;
  /** PEM. */
  readonly privateKey: string;
}

export interface Furnished {
  /** Of the repositories, which all hold the same. */
  readonly names?: readonly [string, ...string[]];
  readonly app?: InstalledApp;
}

/** Starts it with one repository that holds these files on `main`, or with several that do. */
export async function startHub(
  files: Readonly<Record<string, string>>,
  { names = ['client'], app }: Furnished = {},
): Promise<Hub> {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'resession-hub-')));
  const state: State = { hub: null, emulator: '' };
  const server = createServer((request, response) => {
    void answer(request, response, root, state).catch((error: unknown) => {
      response.writeHead(599).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${String(port)}`;
  const inner = await freePort();
  const emulator = await createEmulator({
    service: 'github',
    port: inner,
    baseUrl: `${origin}/api/v3`,
    seed: seed(names, app),
  });
  const bare = names.map((name) => bareRepository(root, name));
  // What it calls its URL is the one that it is told to have.
  state.emulator = `http://127.0.0.1:${String(inner)}`;
  const hub = hubOf(root, origin, names[0], server, emulator, state.emulator);
  state.hub = hub;
  if (Object.keys(files).length > 0) seedRepositories(bare, root, files);
  return hub;
}

const bareAt = (root: string, name: string): string => path.join(root, owner, `${name}.git`);

function bareRepository(root: string, name: string): string {
  const repository = bareAt(root, name);
  mkdirSync(repository, { recursive: true });
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', repository]);
  for (const setting of ['http.receivepack', 'uploadpack.allowFilter', 'uploadpack.allowAnySHA1InWant'])
    execFileSync('git', ['-C', repository, 'config', setting, 'true']);
  return repository;
}

interface State {
  hub: Hub | null;
  /** Where the emulator listens. */
  emulator: string;
}

function hubOf(root: string, origin: string, first: string, server: Server, emulator: Emulator, inner: string): Hub {
  const api = new URL(`${origin}/api/v3`);
  const repository = bareAt(root, first);
  const ask = async (method: string, route: string, body?: unknown, as = token): Promise<unknown> => {
    const response = await fetch(`${inner}${route}`, {
      method,
      headers: { authorization: `token ${as}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${route}: ${String(response.status)} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  const pulls: Hub['pulls'] = async (wanted = 'all', name = first) =>
    (await ask('GET', `/repos/${owner}/${name}/pulls?state=${wanted}&per_page=100`)) as readonly Pull[];
  let clones = 0;
  return {
    api,
    token,
    asked: [],
    fault: null,
    hold: null,
    beforeGit: null,
    statuses: [],
    minted: new Set(),
    as: token,
    repository,
    name: `${owner}/${first}`,
    renamed: new Map(),
    traits: new Map(),
    pageSize: 100,
    ask,
    pulls,
    maintainer,
    stranger,
    clone() {
      clones += 1;
      const folder = path.join(root, `clone-${String(clones)}`);
      git(root, 'clone', '--quiet', repository, folder);
      // As a checkout of a server has it.
      git(folder, 'remote', 'set-url', 'origin', `${origin}/${owner}/${first}.git`);
      git(folder, 'remote', 'set-url', '--push', 'origin', repository);
      git(folder, 'config', 'user.name', 'Ann');
      git(folder, 'config', 'user.email', 'ann@example.com');
      return folder;
    },
    async deleteBranch(branch) {
      git(repository, 'update-ref', '-d', `refs/heads/${branch}`);
      for (const pull of await pulls('open'))
        if (pull.head.ref === branch)
          await ask('PATCH', `/repos/${owner}/${first}/pulls/${String(pull.number)}`, { state: 'closed' }, maintainer);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await emulator.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function seedRepositories(bare: readonly string[], root: string, files: Readonly<Record<string, string>>): void {
  const folder = path.join(root, 'seed');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  git(folder, 'init', '--quiet', '--initial-branch=main');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'as it was');
  for (const repository of bare) git(folder, 'push', '--quiet', repository, 'main');
}

const permissions = { contents: 'write', pull_requests: 'write', checks: 'write', metadata: 'read' };

const seed = (names: readonly string[], app: InstalledApp | undefined): SeedConfig => ({
  tokens: {
    [token]: { login: 'resession-bot', scopes: ['repo', 'user'] },
    [maintainer]: { login: 'ann', scopes: ['repo', 'user'] },
    [stranger]: { login: 'eve', scopes: ['repo', 'user'] },
  },
  github: {
    users: [{ login: 'resession-bot' }, { login: 'ann' }, { login: 'eve' }, { login: 'olga' }],
    orgs: [
      {
        login: owner,
        name: 'Acme',
        members: [
          { login: 'resession-bot', role: 'admin' },
          { login: 'ann', role: 'admin' },
          { login: 'olga', role: 'member' },
        ],
      },
    ],
    repos: names.map((name) => ({ owner, name, auto_init: true, default_branch: 'main' })),
    apps:
      app === undefined
        ? []
        : [
            {
              app_id: app.id,
              slug: 'resession',
              name: 'Resession',
              private_key: app.privateKey,
              permissions,
              events: ['push'],
              installations: [{ installation_id: 7, account: owner, repository_selection: 'all' }],
            },
          ],
  },
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  root: string,
  { hub, emulator }: State,
): Promise<void> {
  const url = request.url ?? '/';
  if (hub === null) return void response.writeHead(503).end();
  if (!url.startsWith('/api/v3')) {
    const known = [token, ...hub.minted].map((each) => Buffer.from(`x-access-token:${each}`).toString('base64'));
    if (!known.includes((request.headers.authorization ?? '').replace(/^Basic /, '')))
      return void response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    hub.beforeGit?.(url);
    return serveGit(root, request, response);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const body = (text === '' ? {} : JSON.parse(text)) as Asked['body'];
  const asked: Asked = { method: request.method ?? 'GET', path: url.slice('/api/v3'.length), body };
  hub.asked.push(asked);
  const say = (status: number, what: unknown, headers: Readonly<Record<string, string>> = {}): void =>
    void response
      .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
      .end(JSON.stringify(what));
  const [kind = '', given = ''] = (request.headers.authorization ?? '').split(' ');
  // The App itself; the emulator looks at what it has signed.
  const asApp = kind.toLowerCase() === 'bearer' && given.startsWith('eyJ') ? given : null;
  if (asApp === null && given !== token && !hub.minted.has(given)) return say(401, { message: 'Bad credentials' });
  await hub.hold?.(asked);
  const fault = hub.fault?.(asked) ?? null;
  const led = ledOn(asked, hub);
  if (led !== null && fault === null) return say(301, { message: 'Moved Permanently' }, { location: led });
  const carriedOut =
    fault === null || fault.after === true ? await carryOut(asked, hub, emulator, text, root, asApp) : null;
  if (fault !== null) {
    if (fault.answer === 'hang') return;
    return say(fault.answer.status, fault.answer.body ?? { message: 'fault' }, fault.answer.headers);
  }
  if (carriedOut !== null) say(carriedOut.status, carriedOut.body, carriedOut.headers);
}

/** Where a request for a repository that was renamed is led. */
function ledOn({ path: route }: Asked, { renamed, api }: Hub): string | null {
  const [, name = '', rest = ''] = new RegExp(`^/repos/${owner}/([^/?]+)(.*)$`).exec(route) ?? [];
  const now = renamed.get(name);
  return now === undefined ? null : `${api.href}/repos/${owner}/${now}${rest}`;
}

interface CarriedOut {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** By the emulator, but for what GitHub refuses and it does not, and for what it does not have. */
async function carryOut(
  { method, path: route, body }: Asked,
  hub: Hub,
  emulator: string,
  text: string,
  root: string,
  asApp: string | null,
): Promise<CarriedOut> {
  const refuse = (message: string): CarriedOut => ({
    status: 422,
    headers: {},
    body: { message: 'Validation Failed', errors: [{ resource: 'PullRequest', code: 'custom', message }] },
  });
  const [, opening] = new RegExp(`^/repos/${owner}/([^/]+)/pulls$`).exec(route) ?? [];
  if (method === 'POST' && opening !== undefined) {
    const head = String(body['head']);
    if (!existsRef(bareAt(root, opening), head)) return refuse('head is invalid');
    const open = await hub.pulls('open', opening);
    if (open.some((pull) => pull.head.ref === head))
      return refuse(`A pull request already exists for ${owner}:${head}.`);
  }
  if (method === 'POST' && /^\/repos\/[^/]+\/[^/]+\/statuses\//.test(route)) {
    hub.statuses.push({ method, path: route, body });
    return { status: 201, headers: {}, body: { id: 1, state: body['state'] } };
  }
  if (route.startsWith(`/orgs/${owner}/repos`)) return listed(new URL(route, hub.api), hub, root);
  const done = await fetch(`${emulator}${route}`, {
    method,
    headers: { authorization: `bearer ${asApp ?? hub.as}`, 'content-type': 'application/json' },
    ...(method === 'GET' ? {} : { body: text }),
  });
  const said = await done.text();
  if (done.status === 201 && route.endsWith('/access_tokens'))
    hub.minted.add((JSON.parse(said) as { readonly token: string }).token);
  const link = done.headers.get('link');
  const headers = link === null ? {} : { link: link.replaceAll(emulator, hub.api.href) };
  return { status: done.status, headers, body: said === '' ? null : described(JSON.parse(said), hub) };
}

/** A page of the repositories there are, as the emulator does not list them. */
async function listed(asked: URL, hub: Hub, root: string): Promise<CarriedOut> {
  const page = Number(asked.searchParams.get('page') ?? 1);
  const names = readdirSync(path.join(root, owner)).map((name) => name.replace(/\.git$/, ''));
  const from = (page - 1) * hub.pageSize;
  const some = names.sort().slice(from, from + hub.pageSize);
  const body = await Promise.all(some.map((name) => hub.ask('GET', `/repos/${owner}/${name}`)));
  const next = `${hub.api.href}/orgs/${owner}/repos?page=${String(page + 1)}`;
  const headers = from + hub.pageSize < names.length ? { link: `<${next}>; rel="next"` } : {};
  return { status: 200, headers, body: described(body, hub) };
}

/** Repositories with the traits that the emulator cannot give them. */
function described(body: unknown, hub: Hub): unknown {
  if (Array.isArray(body)) return body.map((each) => described(each, hub));
  if (typeof body !== 'object' || body === null || !('full_name' in body)) return body;
  return { ...body, ...hub.traits.get(String(body.full_name).slice(owner.length + 1)) };
}

function existsRef(repository: string, branch: string): boolean {
  if (existsSync(path.join(repository, 'refs/heads', branch))) return true;
  return git(repository, 'for-each-ref', `refs/heads/${branch}`) !== '';
}
