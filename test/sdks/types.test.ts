// What consumers write compiles, in each TypeScript, module kind and generation.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildTransport, type BuiltTransport } from './built-transport.ts';
import { installed, withTransport } from './package-cache.ts';
import { type Generation, type Release, releases } from './versions.ts';

const run = promisify(execFile);
const FIXTURES = fileURLToPath(new URL('fixtures/types/', import.meta.url));
const NODE_TYPES = '20.19.43';
const TYPESCRIPTS = ['5.9.3', '6.0.3', '7.0.2'];
const MINUTES = 180_000;

let built: BuiltTransport;

beforeAll(async () => {
  built = await buildTransport('types');
});

function edge(generation: Generation, at: 0 | -1): Release {
  const release = releases(generation).at(at);
  if (release === undefined) throw new Error('no releases');
  return release;
}

/** What the compiler says about the fixture, empty when nothing. */
async function compiled(release: Release, typescript: string, kind: 'module' | 'commonjs'): Promise<string> {
  const sdk = await installed(release.name, release.version, 'types');
  await withTransport(sdk, built.folder);
  const types = await installed('@types/node', NODE_TYPES, 'types');
  const compiler = await installed('typescript', typescript, 'types');
  const project = join(sdk, `types-${typescript}-${kind}`);
  await mkdir(project, { recursive: true });
  await copyFile(join(FIXTURES, `${release.generation}.ts`), join(project, 'consumer.ts'));
  await writeFile(join(project, 'package.json'), JSON.stringify({ type: kind }));
  const options = {
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    module: 'nodenext',
    moduleResolution: 'nodenext',
    target: 'es2022',
    // The SDKs' own declarations are theirs to keep; ours are checked through the fixture.
    skipLibCheck: true,
    typeRoots: [join(types, 'node_modules', '@types')],
    types: ['node'],
  };
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['consumer.ts'] }));
  const tsc = join(compiler, 'node_modules', '.bin', 'tsc');
  return run(tsc, ['-p', project, '--pretty', 'false']).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string }) => error.stdout ?? String(error),
  );
}

describe.each(TYPESCRIPTS)('TypeScript %s', (typescript) => {
  test.each(['module', 'commonjs'] as const)('v2 newest, %s', { timeout: MINUTES }, async (kind) => {
    expect(await compiled(edge('v2', -1), typescript, kind)).toBe('');
  });
  test.each(['module', 'commonjs'] as const)('v1 newest, %s', { timeout: MINUTES }, async (kind) => {
    expect(await compiled(edge('v1', -1), typescript, kind)).toBe('');
  });
});

test.each(['v2', 'v1'] as const)('%s oldest', { timeout: MINUTES }, async (generation) => {
  expect(await compiled(edge(generation, 0), '5.9.3', 'module')).toBe('');
});
