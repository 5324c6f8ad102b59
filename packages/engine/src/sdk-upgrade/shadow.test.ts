// The SDK's own codemod itself, as it comes from the registry.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeHost } from '../host.ts';
import { folder, lay } from '../sandbox.test.kit.ts';
import { inShadow } from './shadow.ts';
import { officialTool } from './official.test.kit.ts';
import { fetchedTool, installedTool } from './tool.ts';

const source = `import { Client } from '@modelcontextprotocol/sdk/client/index.js';

export const client = new Client({ name: 'desk', version: '1.0.0' });
`;
const manifest = '{ "name": "desk", "dependencies": { "@modelcontextprotocol/sdk": "1.32.2", "zod": "^3.0.0" } }';

describe('inShadow', () => {
  it('gives the sources that changed, in the dress of the file, and what the manifest needs', async () => {
    const sources = new Map([
      ['src/client.ts', source],
      ['src/crlf.ts', source.replaceAll('\n', '\r\n')],
      ['src/double.ts', source.replaceAll("'", '"')],
      ['src/plain.ts', 'export const a = 1;\n'],
    ]);
    const made = await inShadow({ sources, manifest }, officialTool(), nodeHost);
    const moved = source.replace('@modelcontextprotocol/sdk/client/index.js', '@modelcontextprotocol/client');
    expect(Object.fromEntries(made.sources)).toEqual({
      'src/client.ts': moved,
      'src/crlf.ts': moved.replaceAll('\n', '\r\n'),
      'src/double.ts': moved.replace(/'(@model[^']*)'/, '"$1"').replace(/'([^']*)'/g, '"$1"'),
    });
    expect(made.manifest).toContain('@modelcontextprotocol/client');
    expect(made.warnings).toEqual([expect.stringContaining("zod range '^3.0.0'")]);
  });

  it('leaves nothing behind, and says so where the tool did not run', async () => {
    const root = folder();
    lay(root, { 'broken.mjs': 'console.error(process.argv.at(-1)); process.exit(3);' });
    const tool = { version: '0', argv: [process.execPath, path.join(root, 'broken.mjs')] };
    const failed = inShadow({ sources: new Map([['a.ts', source]]), manifest: null }, tool, nodeHost);
    const error: unknown = await failed.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ what: expect.stringContaining('did not run to its end') as string });
    const shadow = /: (\/.*)$/.exec((error as { what: string }).what)?.[1] ?? '';
    expect(shadow).not.toBe('');
    expect(existsSync(shadow)).toBe(false);
    const missing = { version: '0', argv: [path.join(root, 'not-there')] };
    await expect(inShadow({ sources: new Map(), manifest: null }, missing, nodeHost)).rejects.toMatchObject({
      next: expect.stringContaining('Nothing was written') as string,
    });
  });
});

describe('the tool', () => {
  it('is looked for upwards, and taken from nowhere outside', () => {
    const root = folder();
    lay(root, {
      'packages/a/package.json': '{}',
      'node_modules/@modelcontextprotocol/codemod/package.json': '{ "version": "2.3.1", "bin": { "m": "./cli.mjs" } }',
      'node_modules/@modelcontextprotocol/codemod/cli.mjs': '',
    });
    const tool = installedTool([path.join(root, 'packages/a')], root, nodeHost);
    expect(tool.argv.slice(1)).toEqual([
      path.join(root, 'node_modules/@modelcontextprotocol/codemod/cli.mjs'),
      'v1-to-v2',
    ]);
    const stop = path.join(root, 'packages');
    expect(() => installedTool([path.join(stop, 'a')], stop, nodeHost)).toThrow(
      expect.objectContaining({ next: expect.stringContaining('--fetch-codemod') as string }),
    );
  });

  it('is refused where its program lies elsewhere', () => {
    const root = folder();
    lay(root, {
      'node_modules/@modelcontextprotocol/codemod/package.json': '{ "version": "2.3.1", "bin": "../../../evil.mjs" }',
      'evil.mjs': '',
    });
    expect(() => installedTool([root], root, nodeHost)).toThrow('damaged');
  });

  it('is fetched by the package manager at hand, in the release that is tested, without its scripts', () => {
    const named = '@modelcontextprotocol/codemod@2.3.1';
    expect(fetchedTool('npm').argv).toEqual(['npx', '--yes', '--ignore-scripts', named, 'v1-to-v2']);
    expect(fetchedTool('pnpm').argv).toEqual(['pnpm', 'dlx', named, 'v1-to-v2']);
    expect(fetchedTool(null)).toEqual(fetchedTool('yarn'));
  });
});
