// Every fixture in a repository of all: nothing that the recogniser proves is refused by the second look, and a marker changes
// no verdict, whatever it says and wherever it stands.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { apply, nodeHost, plan, type Plan } from '../../packages/engine/src/index.ts';
import { codemods } from '../../transforms/index.ts';
import { folderOf } from '../cli/sample.ts';

const fixtures = fileURLToPath(new URL('../../transforms/expiry-guess-to-code/fixtures', import.meta.url));

const sdks = {
  v1: ['@modelcontextprotocol/sdk', '@modelcontextprotocol/sdk/client/streamableHttp.js'],
  v2: ['@modelcontextprotocol/client', '@modelcontextprotocol/client'],
} as const;

/** A package with the fixture's files and a transport beside them. */
function lay(root: string, name: string): void {
  const from = path.join(fixtures, name);
  const to = path.join(root, name);
  const files = readdirSync(from).filter((file) => !/^output\.|\.json$/.test(file));
  mkdirSync(to, { recursive: true });
  for (const file of files) cpSync(path.join(from, file), path.join(to, file), { recursive: true });
  const text = files.map((file) => readIfFile(path.join(to, file))).join('\n');
  const [sdk, module] = sdks[/modelcontextprotocol\/sdk|v1/.test(`${text}${name}`) ? 'v1' : 'v2'];
  const dependencies = { [sdk]: '*', '@resession/transport': '*' };
  writeFileSync(path.join(to, 'package.json'), JSON.stringify({ name, private: true, dependencies }));
  const transport = 'StreamableHTTPClientTransport';
  const body = `import { ${transport} } from '${module}';\nexport const open = (url: URL) => new ${transport}(url);\n`;
  if (!existsSync(path.join(to, 'transport.ts'))) writeFileSync(path.join(to, 'transport.ts'), body);
}

function readIfFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const open = ({ findings }: Plan): string[] =>
  findings
    .filter(({ kind }) => kind === 'ask' || kind === 'todo')
    .map(
      ({ id, path: file, kind, messageId, reason }) =>
        `${file} ${kind} ${messageId} ${id} ${reason.replace(/\d+/g, 'n')}`,
    )
    .sort();

it('no fix is refused, and a second run over what is written and marked finds the same and changes nothing', async () => {
  const root = folderOf({ 'package.json': '{ "private": true }' });
  for (const name of readdirSync(fixtures)) lay(root, name);
  const options = { paths: [], cwd: root, rootOverride: root, only: null, ignore: [], checkStyle: 'code' } as const;
  const tarball = { path: '/nowhere', version: '0.1.0', integrity: 'sha512-' };
  const planned = (): Promise<Plan> =>
    plan({ ...options, mark: true, transport: 'vendor', tarball, toolVersion: '0.1.0' }, nodeHost, codemods);

  const first = await planned();
  expect(
    first.findings
      .map(({ path: file, reason }) => `${file} ${reason}`)
      .filter((told) => /asked again|found again/.test(told)),
  ).toEqual([]);
  expect(open(first).length).toBeGreaterThan(15);
  await apply({ ...first, files: first.files.filter(({ kind }) => kind === 'source') }, nodeHost);

  const second = await planned();
  expect(second.files.filter(({ kind }) => kind === 'source').map(({ diff }) => diff)).toEqual([]);
  expect(open(second)).toEqual(open(first));
}, 600_000);
