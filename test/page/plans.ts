// Plans for the page's tests: what the engine makes of a small workspace, part of it hostile, and the same many times over.

import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nodeHost, plan, type Plan } from '../../packages/engine/src/index.ts';
import { codemods } from '../../transforms/index.ts';
import { readConsumers } from '../corpus/consumer.ts';
import { layWorkspace } from '../corpus/lay-out.ts';

/** Consumers of the corpus with every kind of finding, long ways and look-alikes. */
const chosen = [
  'v1/helpers/early-returns',
  'v1/causes/walk',
  'v1/wrappers/keeps-cause-elsewhere',
  'v1/agents/conversation-store',
  'v2/causes/innermost-first',
];

/** A folder, and with the slash a file, whose names together hold a whole element. */
export const hostilePath = 'evil/<script>document.title="owned"</script>&"\'.ts';
export const hostileName = '</title><script>document.title="owned"</script>';

const hostileCode = `import { Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
export const client = new Client({ name: 'evil', version: '1' });
export const open = () => client.connect(new StreamableHTTPClientTransport(new URL('http://localhost/mcp')));
export async function call(): Promise<void> {
  try {
    await client.callTool({ name: '</del></td></table><script>document.title="owned"</script>' });
  } catch (error) { // <img src=x onerror='document.title="owned"'> \u202e
    if (!(error instanceof SdkHttpError && error.status === 404 && '</script><svg onload=document.title="owned">')) throw error;
    await open();
  }
}
`;

/** Lays the workspace below a new folder. */
export function layTree(): string {
  const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'resession-page-'))), 'project');
  layWorkspace(
    root,
    readConsumers().filter(({ id }) => chosen.includes(id)),
  );
  write(join(root, hostilePath), hostileCode);
  const manifest = { name: hostileName, private: true, dependencies: { '@modelcontextprotocol/client': '^2.4.0' } };
  write(join(root, 'evil/package.json'), JSON.stringify(manifest));
  const workspace = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { workspaces: string[] };
  write(
    join(root, 'package.json'),
    JSON.stringify({ ...workspace, workspaces: [...workspace.workspaces, 'evil', 'mine'] }, null, 2),
  );
  return root;
}

function write(place: string, text: string): void {
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, text);
}

/** Plans it as `report` does. */
export function planOf(root: string): Promise<Plan> {
  const bytes = Buffer.from('the packed transport');
  const tarball = join(dirname(root), 'transport.tgz');
  write(tarball, bytes.toString());
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  const options = { paths: [], cwd: root, rootOverride: root, only: null, ignore: [], checkStyle: 'code' } as const;
  const rest = {
    transport: 'vendor',
    tarball: { path: tarball, version: '0.1.0', integrity },
    toolVersion: '0.1.0',
    previews: true,
  } as const;
  return plan({ ...options, ...rest }, nodeHost, codemods);
}

/** Reads the files of a plan's root. */
export function textOf({ root }: Plan): (path: string) => string | undefined {
  return (path) => {
    try {
      return readFileSync(join(root, path), 'utf8');
    } catch {
      return undefined;
    }
  };
}

/** The plan of a tree in which all of this stands again and again, until it has that many sites. */
export function repeated(made: Plan, sites: number): Plan {
  const times = Math.ceil(sites / made.findings.length);
  const below = (at: number, path: string): string => `copy-${String(at)}/${path}`;
  const again = <Item>(of: (at: number) => readonly Item[]): Item[] =>
    Array.from({ length: times }, (_, at) => of(at)).flat();
  return {
    ...made,
    project: {
      ...made.project,
      packages: again((at) => made.project.packages.map((one) => ({ ...one, path: below(at, one.path) }))),
    },
    findings: again((at) =>
      made.findings.map((one) => ({ ...one, id: `${one.id}-${String(at)}`, path: below(at, one.path) })),
    ).slice(0, sites),
    files: again((at) => made.files.map((one) => ({ ...one, path: below(at, one.path) }))),
  };
}
