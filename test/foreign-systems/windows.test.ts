// The whole way through as on Windows: the engine with the path rules of Windows, over a host that behaves as such a system.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import posix from 'node:path/posix';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { apply, type Host, listRuns, plan, type Plan, toReport, undo } from '../../packages/engine/src/index.ts';
import { patient } from '../../packages/engine/src/patient.ts';
import { codemods } from '../../transforms/index.ts';
import { tarball, tarballPath } from '../fuzz/tarball.ts';
import { drive, type Habits, windows, type Windows } from './windows-host.ts';

vi.mock('node:path', async (original) => {
  const { win32 } = await original<{ readonly win32: typeof posix }>();
  return { ...win32, default: win32 };
});

const made: string[] = [];
afterAll(() => {
  for (const folder of made) fs.rmSync(folder, { recursive: true, force: true });
});

const manifest = '{\r\n  "name": "a",\r\n  "dependencies": { "@modelcontextprotocol/client": "^2.0.0" }\r\n}\r\n';
const client = `import { Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
export async function connect(url: URL): Promise<Client> {
  const client = new Client({ name: 'sample', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(url));
  return client;
}
export function isExpired(error: unknown): boolean {
  return error instanceof SdkHttpError && error.status === 404;
}
`.replaceAll('\n', '\r\n');

const caller = `import { connect, isExpired } from './client.js';
export async function call(url: URL): Promise<string> {
  const client = await connect(url);
  try {
    await client.callTool({ name: 'a' });
    return 'done';
  } catch (error) {
    if (isExpired(error)) return 'expired';
    throw error;
  }
}
`.replaceAll('\n', '\r\n');

const sample = {
  'packages/app/package.json': manifest,
  'packages/app/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }\r\n',
  'packages/app/src/client.ts': client,
  'packages/app/src/call.ts': caller,
};

interface Tree extends Windows {
  readonly folder: string;
}

function treeOf(files: Readonly<Record<string, string>>, inGit: boolean, habits: Habits = {}): Tree {
  const folder = fs.realpathSync(fs.mkdtempSync(posix.join(os.tmpdir(), 'resession-win-')));
  made.push(folder);
  for (const [name, text] of Object.entries({ ...files, 'packed/x': '' })) {
    fs.mkdirSync(posix.dirname(posix.join(folder, name)), { recursive: true });
    fs.writeFileSync(posix.join(folder, name), text);
  }
  fs.mkdirSync(posix.dirname(posix.join(folder, 'packed', tarballPath)), { recursive: true });
  fs.writeFileSync(posix.join(folder, 'packed', tarballPath), tarball.bytes);
  if (inGit) {
    const git = (...args: readonly string[]): void => {
      const own = ['-c', 'user.name=A', '-c', 'user.email=a@b.c', '-c', 'core.safecrlf=false'];
      execFileSync('git', [...own, ...args], { cwd: folder, stdio: 'ignore' });
    };
    git('init');
    git('config', 'core.autocrlf', 'true');
    git('add', '-A');
    git('commit', '-m', 'before');
  }
  return { folder, ...windows(folder, habits) };
}

function planned({ host }: Tree, cwd = drive.replaceAll('/', '\\')): Promise<Plan> {
  const what = { paths: [], only: null, ignore: [], checkStyle: 'code', transport: 'vendor' } as const;
  const packed = tarball.at(`${drive}/packed`);
  return plan({ ...what, cwd, rootOverride: cwd, tarball: packed, toolVersion: '0.1.0' }, host, codemods);
}

/** Every file below the folder but git's and the journal. */
function contents(folder: string): Readonly<Record<string, string>> {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter(
    (name) => !/^\.(?:git|resession)(?:\/|$)/.test(name) && fs.statSync(`${folder}/${name}`).isFile(),
  );
  return Object.fromEntries(files.map((name) => [name, fs.readFileSync(`${folder}/${name}`, 'latin1')]));
}

const changes = ['packages/app/src/client.ts', 'packages/app/src/call.ts', 'packages/app/package.json'];

describe.each([true, false])('a run on Windows (git: %s)', (inGit) => {
  it('plans, writes and takes back; paths have forward slashes; CRLF stays', async () => {
    const tree = treeOf(sample, inGit);
    const before = contents(tree.folder);
    const made = await planned(tree);
    expect(JSON.stringify(toReport(made, 'planned', made.verdicts))).not.toContain('\\\\');
    expect(made.root).toBe(drive);
    const { written } = await apply(made, tree.host);
    expect(written).toEqual(expect.arrayContaining(['packages/app/src/client.ts', 'packages/app/package.json']));
    // The engine really joins paths as Windows does.
    expect([...tree.asked].some((path) => path.includes('\\packages\\app\\'))).toBe(true);
    const after = contents(tree.folder);
    expect(after['packages/app/src/client.ts']).toContain('ClientHttpSessionExpired');
    for (const name of changes) expect(after[name]?.replaceAll('\r\n', ''), name).not.toContain('\n');
    expect((await listRuns(drive, tree.host)).map(({ files }) => files)).toEqual([written]);
    expect((await planned(tree)).files).toEqual([]);
    await undo(drive, undefined, tree.host);
    expect(contents(tree.folder)).toEqual(before);
  });

  it.each(['EPERM', 'EBUSY', 'EACCES'])('outlasts a scanner that holds files up with %s', async (code) => {
    const tree = treeOf(sample, inGit, { busy: { times: 3, code } });
    const before = contents(tree.folder);
    const host = patient(tree.host, () => undefined);
    await apply(await planned(tree), host);
    expect(contents(tree.folder)['packages/app/src/client.ts']).toContain('ClientHttpSessionExpired');
    await undo(drive, undefined, host);
    expect(contents(tree.folder)).toEqual(before);
    expect(tree.refused.get('rename')).toBeGreaterThan(10);
    expect(tree.refused.get('remove')).toBeGreaterThan(3);
  });

  it('gives up on a file that is held for good, and takes back what it wrote', async () => {
    const tree = treeOf(sample, inGit);
    const before = contents(tree.folder);
    let waited = 0;
    const stuck: Host = {
      ...tree.host,
      rename: (from, to) => {
        if (to.endsWith('client.ts') && !from.includes('restore'))
          throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
        tree.host.rename(from, to);
      },
    };
    const host = patient(stuck, (ms) => (waited += ms));
    await expect(apply(await planned(tree), host)).rejects.toMatchObject({ what: 'cannot write the file: EPERM' });
    expect(contents(tree.folder)).toEqual(before);
    expect(waited).toBeGreaterThan(1000);
    expect(waited).toBeLessThan(30_000);
  });
});

it('names that mean the same file: it is changed once', async () => {
  const tree = treeOf(sample, true);
  const twice = {
    ...tree.host,
    run: async (argv: readonly string[], options: Parameters<Host['run']>[1]) => {
      const ran = await tree.host.run(argv, options);
      const name = 'packages/app/src/client.ts\0';
      // As git lists them after a rename of case that only the index knows.
      return argv.includes('ls-files')
        ? { ...ran, stdout: ran.stdout.replace(name, `packages/app/src/Client.ts\0${name}`) }
        : ran;
    },
  };
  const before = contents(tree.folder);
  const made = await planned({ ...tree, host: twice });
  expect(made.files.map(({ path }) => path).filter((path) => /client\.ts/i.test(path))).toEqual([
    'packages/app/src/client.ts',
  ]);
  await apply(made, twice);
  await undo(drive, undefined, twice);
  expect(contents(tree.folder)).toEqual(before);
});

it('an import in another case: what it names is no stranger', async () => {
  const predicate = 'export const isGone = (status: number | undefined): boolean => status === 404;\r\n';
  const asking = caller.replace('isExpired(error)', 'error instanceof SdkHttpError && isGone(error.status)');
  const importing = (from: string): string =>
    `import { SdkHttpError } from '@modelcontextprotocol/client';\r\nimport { isGone } from '${from}';\r\n${asking.replace(', isExpired', '')}`;
  const told = async (from: string): Promise<object> => {
    const files = { 'packages/app/src/Status.ts': predicate, 'packages/app/src/call.ts': importing(from) };
    const { findings } = await planned(treeOf({ ...sample, ...files }, true));
    return findings.map(({ path, line, kind, messageId }) => [path, line, kind, messageId]);
  };
  const exact = await told('./Status.js');
  expect(await told('./status.js')).toEqual(exact);
  expect(await told('./nowhere.js')).not.toEqual(exact);
});

it('a Package.json: nothing is written that its author would not find declared', async () => {
  const { 'packages/app/package.json': text, ...rest } = sample;
  const tree = treeOf({ ...rest, 'packages/app/Package.json': text }, true);
  const made = await planned(tree);
  expect(made.files).toEqual([]);
  expect(made.findings.map(({ kind }) => kind)).toContain('todo');
});

it('a link to a manifest inside the root is read, one that leads outside is not', async () => {
  const { 'packages/app/package.json': text, ...rest } = sample;
  const tree = treeOf({ ...rest, 'shared/app.json': text }, true);
  fs.symlinkSync('../../shared/app.json', posix.join(tree.folder, 'packages/app/package.json'));
  const reasons = (made: Plan): string => JSON.stringify(made.findings);
  expect(reasons(await planned(tree))).toContain('a symlink is in the way');
  fs.rmSync(posix.join(tree.folder, 'packages/app/package.json'));
  fs.symlinkSync('/dev/null', posix.join(tree.folder, 'packages/app/package.json'));
  expect(reasons(await planned(tree))).toContain('leads outside');
});

it.each(['src/aux.ts', 'src/con.ts', 'src/a:b.ts', 'src/end.'])(
  'a name that the system keeps for itself: %s',
  async (name) => {
    const tree = treeOf({ ...sample, [`packages/app/${name}`]: client }, true);
    const made = await planned(tree);
    expect(made.files.map(({ path }) => path)).not.toContain(`packages/app/${name}`);
    expect(made.files.map(({ path }) => path)).toContain('packages/app/src/client.ts');
  },
);

it.each([
  '..\\x.ts',
  'C:\\x.ts',
  'C:x.ts',
  '\\\\server\\share\\x.ts',
  'a\\b.ts',
  'a/../../x.ts',
  '.GIT/config',
  'D:/x.ts',
  'a.ts:stream',
  'NUL',
])('a plan that names %j is refused', async (path) => {
  const tree = treeOf(sample, true);
  const before = contents(tree.folder);
  const made = await planned(tree);
  const [first] = made.files;
  if (first === undefined) throw new Error('nothing planned');
  await expect(
    apply({ ...made, files: [...made.files, { ...first, path, before: null }] }, tree.host),
  ).rejects.toThrow();
  expect(contents(tree.folder)).toEqual(before);
});

it('a lock and a journal in other letters', async () => {
  const tree = treeOf(sample, false);
  const before = contents(tree.folder);
  await apply(await planned(tree), tree.host);
  expect((await listRuns('c:\\WORK', tree.host)).length).toBe(1);
  await undo('c:/Work', undefined, tree.host);
  expect(contents(tree.folder)).toEqual(before);
});
