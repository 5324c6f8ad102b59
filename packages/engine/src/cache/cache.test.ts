// An earlier check is believed where nothing changed that it looked at, and nowhere else.

import fs from 'node:fs';
import path from 'node:path';
import { codemods } from '@resession/transforms';
import { expect, test } from 'vitest';
import { decisionOn } from '../decision.ts';
import { glance } from '../glance.ts';
import { nodeHost } from '../host.ts';
import type { PlanOptions } from '../options.ts';
import type { Plan } from '../plan.ts';
import { plan } from '../pipeline.ts';
import { commitAll, folder, git, lay, snapshot } from '../sandbox.test.kit.ts';
import { optionsAt } from '../toy.test.kit.ts';
import { cacheOf } from './cache.ts';

const needles = codemods.flatMap((codemod) => codemod.needles);

const files = {
  '.gitignore': 'node_modules\n',
  'package.json': '{ "name": "shop", "private": true, "dependencies": { "@modelcontextprotocol/client": "2.4.0" } }',
  'tsconfig.json': '{ "compilerOptions": { "strict": true } }',
  'src/tools.ts': `import { type Client, SdkHttpError } from '@modelcontextprotocol/client';
import { policy } from './policy.ts';
export async function tools(client: Client) {
  try {
    return await client.listTools();
  } catch (error) {
    if (policy().isGone(error)) return undefined;
    throw error;
  }
}
`,
  'src/policy.ts': `import { SdkHttpError } from '@modelcontextprotocol/client';
class Policy {
  isGone(error: unknown): boolean {
    return error instanceof SdkHttpError && error.status === 404;
  }
}
export const policy = () => new Policy();
`,
  'src/other.ts': 'export const other = 1;\n',
  'node_modules/@modelcontextprotocol/client/package.json':
    '{ "name": "@modelcontextprotocol/client", "version": "2.4.0", "types": "index.d.ts" }',
  'node_modules/@modelcontextprotocol/client/index.d.ts':
    'export class SdkHttpError extends Error { status?: number }\nexport interface Client { listTools(): Promise<unknown> }\n',
};

function consumer(): string {
  const root = folder();
  lay(root, files);
  commitAll(root);
  return root;
}

interface Run {
  readonly recalled: boolean;
  readonly made: Plan;
}

async function check(root: string, more: Partial<PlanOptions> = {}, build = 'one'): Promise<Run> {
  const options = { ...optionsAt(root), transport: 'registry', ...more } as const;
  const seen = await glance(options, nodeHost, needles);
  const cache = cacheOf(seen, options, build, nodeHost);
  const known = (await cache?.recall()) ?? null;
  if (known !== null) return { recalled: true, made: known };
  const made = await plan(options, cache?.host ?? nodeHost, codemods, seen);
  await cache?.keep(made);
  return { recalled: false, made };
}

function keptIn(root: string): string {
  const place = path.join(root, 'node_modules/.cache/resession');
  return path.join(place, fs.readdirSync(place)[0] ?? '');
}

test('the same tree is not looked at again, and comes to the same plan', async () => {
  const root = consumer();
  const first = await check(root);
  const second = await check(root);
  expect([first.recalled, second.recalled]).toEqual([false, true]);
  expect(first.made.findings.length).toBeGreaterThan(0);
  expect(second.made).toEqual(first.made);
});

test.each<[string, (root: string) => void]>([
  ['a file with a finding', (root) => fs.appendFileSync(`${root}/src/policy.ts`, '// more\n')],
  [
    'a file that is loaded',
    (root) => lay(root, { 'src/tools.ts': files['src/tools.ts'].replace('undefined', 'null') }),
  ],
  ['a new file', (root) => lay(root, { 'src/new.ts': 'export {};' })],
  ['a file that is gone', (root) => fs.rmSync(`${root}/src/other.ts`)],
  ['the manifest', (root) => lay(root, { 'package.json': files['package.json'].replace('true', 'false') })],
  [
    'the types of an installed package',
    (root) => fs.appendFileSync(`${root}/node_modules/@modelcontextprotocol/client/index.d.ts`, '//'),
  ],
  [
    'the version that is installed',
    (root) => lay(root, { 'node_modules/@modelcontextprotocol/client/package.json': '{ "version": "2.3.0" }' }),
  ],
])('looked at anew after a change: %s', async (_what, change) => {
  const root = consumer();
  await check(root);
  change(root);
  const second = await check(root);
  expect(second.recalled).toBe(false);
  expect(second.made).toEqual(await plan({ ...optionsAt(root), transport: 'registry' }, nodeHost, codemods));
  expect((await check(root)).recalled).toBe(true);
});

test('another question has an answer of its own', async () => {
  const root = consumer();
  await check(root);
  expect((await check(root, { checkStyle: 'guard' })).recalled).toBe(false);
  expect((await check(root, { ignore: ['src/tools.ts'] })).recalled).toBe(false);
  expect((await check(root, {}, 'two')).recalled).toBe(false);
});

test('a decision is looked at, and its answer takes the place of the earlier one', async () => {
  const root = consumer();
  const { made } = await check(root);
  const fix = made.findings.find(({ kind }) => kind !== 'skip');
  if (fix === undefined) throw new Error('a finding');
  const decisions = [decisionOn(fix, { answer: 'leave' })];
  const second = await check(root, { decisions });
  expect(second.recalled).toBe(false);
  expect(second.made.findings.find(({ id }) => id === fix.id)?.kind).toBe('skip');
  expect((await check(root, { decisions })).recalled).toBe(true);
  expect(fs.readdirSync(path.dirname(keptIn(root)))).toHaveLength(1);
});

test('whatever became of the file, a run looks anew', async () => {
  const root = consumer();
  const { made } = await check(root);
  const whole = fs.readFileSync(keptIn(root));
  const flipped = Buffer.from(whole);
  flipped[100] = (flipped[100] ?? 0) ^ 1;
  const broken = [
    Buffer.alloc(0),
    whole.subarray(0, 64),
    whole.subarray(0, whole.length - 1),
    flipped,
    Buffer.from('{}'),
  ];
  for (const bytes of broken) {
    fs.writeFileSync(keptIn(root), bytes);
    const again = await check(root);
    expect(again.recalled).toBe(false);
    expect(again.made).toEqual(made);
  }
});

test('a folder in its place, or one that is closed, takes nothing away', async () => {
  const root = consumer();
  await check(root);
  const place = keptIn(root);
  fs.rmSync(place);
  fs.mkdirSync(place);
  expect((await check(root)).recalled).toBe(false);
  expect((await check(root)).recalled).toBe(false);
});

test('nothing is believed or kept behind a link, in git, or where nothing is installed', async () => {
  const [root, elsewhere] = [consumer(), folder()];
  fs.symlinkSync(elsewhere, path.join(root, 'node_modules/.cache'));
  await check(root);
  expect(fs.readdirSync(elsewhere)).toEqual([]);

  const committed = consumer();
  await check(committed);
  git(committed, 'add', '-f', keptIn(committed));
  expect((await check(committed)).recalled).toBe(false);

  const bare = folder();
  lay(bare, { 'src/policy.ts': files['src/policy.ts'], 'package.json': files['package.json'] });
  const before = snapshot(bare);
  await check(bare);
  expect(snapshot(bare)).toEqual(before);
});

test('nothing is believed that may have come with the tree: in a submodule, or where there is no git', async () => {
  for (const inside of ['node_modules', 'node_modules/.cache', 'node_modules/.cache/resession']) {
    const root = consumer();
    await check(root);
    git(root, 'init', '-q', inside);
    git(`${root}/${inside}`, 'commit', '-q', '--allow-empty', '-m', 'x');
    git(root, 'add', '-f', inside);
    expect(fs.existsSync(keptIn(root))).toBe(true);
    expect((await check(root)).recalled).toBe(false);
    expect((await check(root)).recalled).toBe(false);
  }
  const unpacked = consumer();
  await check(unpacked);
  fs.rmSync(`${unpacked}/.git`, { recursive: true });
  const options = { rootOverride: unpacked };
  expect((await check(unpacked, options)).recalled).toBe(false);
  expect((await check(unpacked, options)).recalled).toBe(false);
});

test('a folder that is closed to us is no error', async () => {
  const root = consumer();
  const options = { ...optionsAt(root), transport: 'registry' } as const;
  const closed: typeof nodeHost = {
    ...nodeHost,
    lstat: (place) => {
      if (place.includes('/.cache/')) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
      return nodeHost.lstat(place);
    },
  };
  expect(cacheOf(await glance(options, closed, needles), options, 'one', closed)).toBeNull();
});

test('what was kept cannot make a run ask outside the root', async () => {
  const { stillSays } = await import('./recording.ts');
  const root = consumer();
  expect(await stillSays([['ignored', '/etc/passwd', 'null']], root, nodeHost)).toBe(false);
});

test('looked at anew where a file far away begins to load from a package', async () => {
  const root = folder();
  const { '.gitignore': ignored, 'package.json': shop, 'tsconfig.json': config, ...rest } = files;
  const installed = Object.entries(rest).filter(([name]) => name.startsWith('node_modules/'));
  // A function, not a method: only who loads it is asked for.
  const source = `import { type Client, SdkHttpError } from '@modelcontextprotocol/client';
export const isGone = (error: unknown): boolean => error instanceof SdkHttpError && error.status === 404;
export async function tools(client: Client) {
  try {
    return await client.listTools();
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
`;
  lay(root, {
    '.gitignore': ignored,
    'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
    'tsconfig.json': config,
    'packages/shop/package.json': shop,
    ...Object.fromEntries(installed),
    'packages/shop/src/tools.ts': source,
    ...Object.fromEntries(
      ['red', 'green', 'blue', 'white'].flatMap((name) => [
        [`packages/${name}/package.json`, `{ "name": "${name}" }`],
        [`packages/${name}/a.ts`, 'export const a = 1;\n'],
      ]),
    ),
  });
  commitAll(root);
  await check(root);
  expect((await check(root)).recalled).toBe(true);
  lay(root, { 'packages/red/a.ts': "export { isGone } from '../shop/src/tools.ts';\n" });
  expect((await check(root)).recalled).toBe(false);
});
