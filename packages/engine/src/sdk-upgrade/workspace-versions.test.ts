// Catalogs and overrides at a move to SDK v2.

import { describe, expect, it } from 'vitest';
import { nodeHost } from '../host.ts';
import { readProject } from '../project.ts';
import { folder, lay } from '../sandbox.test.kit.ts';
import { leftBehind, withoutCatalogs } from './workspace-versions.ts';

const v1 = '@modelcontextprotocol/sdk';
const member = (spec: string): string =>
  JSON.stringify({ private: true, dependencies: { [v1]: spec, zod: 'catalog:' } });
const moved = '{"private":true,"dependencies":{"@modelcontextprotocol/client":"^2.3.1","zod":"catalog:"}}';

/** What is said when `a` has moved and `b` still asks for this. */
function said(spec: string, other: string | null, files: Readonly<Record<string, string>>): readonly string[] {
  const root = folder();
  lay(root, {
    'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
    'packages/a/package.json': member(spec),
    ...(other !== null && { 'packages/b/package.json': member(other) }),
    ...files,
  });
  const manifests = ['package.json', 'packages/a/package.json', ...(other === null ? [] : ['packages/b/package.json'])];
  const project = readProject(nodeHost, root, manifests);
  const change = { path: 'packages/a/package.json', before: member(spec), after: moved };
  return leftBehind(root, project, [change], nodeHost).map(({ text }) => text);
}

const pnpm = (yaml: string): Readonly<Record<string, string>> => ({
  'pnpm-lock.yaml': '',
  'pnpm-workspace.yaml': `packages: ['packages/*']\n${yaml}`,
});

describe('names what nobody asks for any more', () => {
  it('in the catalog that was asked, and in no other', () => {
    const files = pnpm(`catalog: { '${v1}': 1.32.2 }\ncatalogs: { old: { '${v1}': 1.20.0 } }\n`);
    const step = (name: string) => [
      `No package asks for ${v1} through the catalog ${name} of pnpm-workspace.yaml any more: take it out there.`,
    ];
    expect(said('catalog:', null, files)).toEqual(step('default'));
    expect(said('catalog:old', null, files)).toEqual(step('old'));
    expect(said('catalog:', 'catalog:old', files)).toEqual(step('default'));
  });

  it('in overrides, where none is left', () => {
    const files = pnpm(`overrides: { '${v1}': 1.32.2 }\n`);
    const text = `No package declares ${v1} any more, and the overrides of pnpm-workspace.yaml still name it: take it out there.`;
    expect(said('^1.20.0', null, files)).toEqual([text]);
    expect(said('^1.20.0', '^1.20.0', files)).toEqual([]);
  });

  it('and nothing where another member asks for it, or no catalog has it', () => {
    const files = pnpm(`catalog: { '${v1}': 1.32.2 }\n`);
    expect(said('catalog:', 'catalog:', files)).toEqual([]);
    expect(said('^1.20.0', null, files)).toEqual([]);
    expect(said('catalog:', null, pnpm('catalog: { zod: 4.0.0 }\n'))).toEqual([]);
  });
});

describe('shows the tool ranges', () => {
  it('in the place of catalogs, and nothing else in a new dress', () => {
    const root = folder();
    lay(root, pnpm(`catalog: { '${v1}': ^1.20.0, zod: ^3.25.0 }\n`));
    const text =
      '{\r\n\t"dependencies": { "@modelcontextprotocol/sdk": "catalog:", "zod":"catalog:" , "left": "catalog:no" }\r\n}';
    expect(withoutCatalogs(text, root, '', nodeHost)).toBe(
      '{\r\n\t"dependencies": { "@modelcontextprotocol/sdk": "^1.20.0", "zod":"^3.25.0" , "left": "catalog:no" }\r\n}',
    );
    const plain = '{ "dependencies": { "zod": "^3.25.0" } }';
    expect(withoutCatalogs(plain, root, '', nodeHost)).toBe(plain);
  });
});
