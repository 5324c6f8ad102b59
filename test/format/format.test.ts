// The consumer's own formatter over the files that a run changes: real prettier, biome, oxfmt and eslint, in a copy.

import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatted, formattersFor, nodeHost, type Plan } from '../../packages/engine/src/index.ts';
import { plannedIn } from '../cli/planned.ts';
import { repositoryOf } from '../cli/sample.ts';
import { mustRun } from '../e2e/command.ts';
import { readTree } from '../e2e/tree.ts';

let store: string;

beforeAll(async () => {
  store = realpathSync(mkdtempSync(join(tmpdir(), 'resession-formatters-')));
  writeFileSync(join(store, 'package.json'), '{ "private": true }\n');
  const tools = [
    'prettier@3.10.1',
    '@biomejs/biome@2.6.8',
    'oxfmt@0.79.0',
    'eslint@10.15.0',
    '@stylistic/eslint-plugin@5.10.0',
    'typescript-eslint@8.73.0',
    'typescript@5.9.3',
  ];
  await mustRun(['npm', 'install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', ...tools], store);
}, 240_000);

afterAll(() => rmSync(store, { recursive: true, force: true }));

type Files = Readonly<Record<string, string>>;

function repository(files: Files, withTools = true): string {
  const manifest = '{ "private": true, "dependencies": { "@modelcontextprotocol/client": "2.4.0" } }\n';
  const root = repositoryOf({ '.gitignore': 'node_modules\n', 'package.json': manifest, ...files });
  if (withTools) cpSync(join(store, 'node_modules'), join(root, 'node_modules'), { recursive: true });
  return root;
}

const textOf = ({ files }: Plan, path: string): string => files.find((file) => file.path === path)?.after.data ?? '';
const said = ({ verdicts }: Plan): string => {
  const verdict = verdicts.find(({ check }) => check === 'format');
  return `${verdict?.outcome ?? ''}: ${verdict?.why ?? ''}`;
};

/** Clean at 100 columns; the new check makes its line longer than that. */
const clean = `import { type Client, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export async function list(client: Client, url: URL): Promise<unknown> {
  try {
    return await client.listTools();
  } catch (problem) {
    if (!(problem instanceof SdkHttpError && problem.status === 404 && url.protocol !== 'file:')) throw problem;
    await client.connect(new StreamableHTTPClientTransport(url));
    return client.listTools();
  }
}
`;
const askew = clean.replace('return await client', 'return  await client');

const eslintConfig = `import stylistic from '@stylistic/eslint-plugin';
import { parser } from 'typescript-eslint';

export default [
  {
    files: ['**/*.ts'],
    languageOptions: { parser },
    plugins: { style: stylistic },
    rules: { 'style/object-curly-newline': ['error', { multiline: true, minProperties: 3 }] },
  },
];
`;

const tools = [
  ['prettier', '.prettierrc', '{ "singleQuote": true, "printWidth": 120 }\n', 'prettier 3.10.1'],
  [
    'biome',
    'biome.json',
    '{ "formatter": { "indentStyle": "space", "lineWidth": 120 }, "javascript": { "formatter": { "quoteStyle": "single" } } }\n',
    'biome 2.6.8',
  ],
  ['oxfmt', '.oxfmtrc.json', '{ "singleQuote": true, "printWidth": 120 }\n', 'oxfmt 0.79.0'],
] as const;

describe.each(tools)('%s', (_name, config, settings, inWords) => {
  test('writes the changed line as it would have, and leaves alone what was askew before', async () => {
    const root = repository({ [config]: settings, 'src/list.ts': clean, 'src/askew.ts': askew });
    const before = readTree(root);
    const made = await plannedIn(root);
    expect(formattersFor(made, nodeHost)).toEqual([inWords]);
    const after = await formatted(made, nodeHost);
    expect(textOf(after, 'src/list.ts')).not.toBe(textOf(made, 'src/list.ts'));
    expect(textOf(after, 'src/list.ts')).toMatch(/\n +url\.protocol !== 'file:'\n/);
    expect(textOf(after, 'src/askew.ts')).toBe(textOf(made, 'src/askew.ts'));
    expect(said(after)).toBe(
      `passed: ${inWords} formatted one file; what it found in order stays. Left as edited: src/askew.ts (${inWords.split(' ')[0] ?? ''} would have changed it before).`,
    );
    expect(after.files.find(({ path }) => path === 'src/list.ts')?.diff).toMatch(/\n\+ +url\.protocol !== 'file:'\n/);
    expect(readTree(root)).toEqual(before);
  }, 60_000);
});

test('eslint fixes by its rules of style', async () => {
  const root = repository({
    'eslint.config.mjs': eslintConfig,
    'src/list.ts': clean.replace(
      'type Client, SdkHttpError, StreamableHTTPClientTransport',
      '\n  type Client,\n  SdkHttpError,\n  StreamableHTTPClientTransport\n',
    ),
  });
  const made = await plannedIn(root);
  const after = await formatted(made, nodeHost);
  expect(said(after)).toMatch(/^passed: eslint 10\.15\.0 formatted/);
}, 60_000);

/** A rule of the consumer's own, which rewrites what the run writes. */
const meddling = `import { parser } from 'typescript-eslint';

const rule = {
  meta: { fixable: 'code', schema: [] },
  create: (context) => ({
    'MemberExpression[object.name="SdkErrorCode"][computed=false]': (node) =>
      context.report({ node, message: 'no dots', fix: (fixer) => fixer.replaceText(node, 'SdkErrorCode.RequestTimeout') }),
  }),
};

export default [
  { files: ['**/*.ts'], languageOptions: { parser }, plugins: { own: { rules: { rule } } }, rules: { 'own/rule': 'error' } },
];
`;

test('a formatter that changes more than the form is not believed', async () => {
  const root = repository({ 'eslint.config.mjs': meddling, 'src/list.ts': clean });
  const made = await plannedIn(root);
  const after = await formatted(made, nodeHost);
  expect(textOf(after, 'src/list.ts')).toBe(textOf(made, 'src/list.ts'));
  expect(said(after)).toContain('Left as edited: src/list.ts (eslint would change more than its form).');
}, 60_000);

test('one that is set up and not installed is said to be missing', async () => {
  const root = repository({ '.prettierrc': '{}\n', 'src/list.ts': clean }, false);
  const made = await plannedIn(root);
  expect(formattersFor(made, nodeHost)).toEqual([]);
  expect(said(await formatted(made, nodeHost))).toBe('skipped: Prettier is set up and not installed.');
});

test('no formatter, no change', async () => {
  const root = repository({ 'src/list.ts': clean });
  const made = await plannedIn(root);
  const after = await formatted(made, nodeHost);
  expect(after.files).toEqual(made.files);
  expect(said(after)).toBe('skipped: No formatter is set up.');
});

test('nothing of the configuration runs before it is asked for', async () => {
  const root = repository({ 'src/list.ts': clean });
  const trace = join(root, 'ran');
  writeFileSync(
    join(root, 'prettier.config.mjs'),
    `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(trace)}, '');\nexport default {};\n`,
  );
  const made = await plannedIn(root);
  expect(formattersFor(made, nodeHost)).toEqual(['prettier 3.10.1']);
  expect(existsSync(trace)).toBe(false);
  await formatted(made, nodeHost);
  expect(readFileSync(trace, 'utf8')).toBe('');
}, 60_000);
