// The Action in one folder that needs nothing beside it: a runner installs nothing (docs/decisions/0026). What most runs do not
// need lies in files of its own, which are read when they are needed, as `late.ts` of the engine has it.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { defineConfig, type UserConfig } from 'tsdown';
import { licensesOf } from './scripts/licenses.ts';

/** What is loaded by name at run time, with the file that a bundle is made from. */
const late: Readonly<Record<string, string>> = {
  'diff/lib/diff/array.js': 'diff/lib/diff/array.js',
  'diff/lib/patch/create.js': 'diff/lib/patch/create.js',
  ignore: 'ignore',
  // Its other form cannot be bundled: it asks for its own parts by a `require` that it was given.
  'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
  'semver/functions/satisfies': 'semver/functions/satisfies',
  'semver/ranges/intersects': 'semver/ranges/intersects',
  'semver/ranges/valid': 'semver/ranges/valid',
  'ts-morph': 'ts-morph',
  yaml: 'yaml',
};

/** As the engine, which loads them, finds them. */
const { resolve } = createRequire(new URL('../engine/package.json', import.meta.url));

const outDir = 'action/dist';
const fileOf = (name: string): string => name.replaceAll(/[^a-z-]+/g, '-').replace(/-js$/, '');
const source = ['@resession/source', 'node', 'import', 'module', 'default'];

type Plugin = Extract<NonNullable<UserConfig['plugins']>, { name: string }>;

/** Turns the names into those of the files beside. One that is not in the table ends the build. */
const fromBeside: Plugin = {
  name: 'late-from-beside',
  transform: {
    filter: { code: 'createRequire(import.meta.url)' },
    handler: (code) => ({
      code: code.replaceAll(
        /\b(load|createRequire\(import\.meta\.url\))\('([^']+)'\)/g,
        (_, how: string, name: string) => {
          if (name.startsWith('node:')) return `${how}('${name}')`;
          if (late[name] === undefined)
            throw new Error(`${name} is loaded by name; packages/bot/tsdown.config.ts has to know`);
          return `${how}('./${fileOf(name)}.cjs')`;
        },
      ),
    }),
  },
};

/** jscodeshift brings a parser for Flow, two megabytes that nothing of ours asks for. */
const withoutFlow: Plugin = {
  name: 'without-flow',
  resolveId: { filter: { id: /^flow-parser$/ }, handler: () => '\0flow-parser' },
  load: { filter: { id: /^\0flow-parser$/ }, handler: () => 'module.exports = {};' },
};

/** ts-morph carries TypeScript without its licence. */
const bundled = new Set([createRequire(import.meta.url).resolve('typescript')]);

/** Both bundles together have one list. */
const withLicenses: Plugin = {
  name: 'with-licenses',
  generateBundle(_options, bundle) {
    for (const part of Object.values(bundle))
      if (part.type === 'chunk') for (const id of Object.keys(part.modules)) bundled.add(id);
  },
  writeBundle({ dir = outDir }) {
    writeFileSync(path.join(dir, 'licenses.txt'), licensesOf(bundled));
  },
};

const shared = {
  outDir,
  platform: 'node',
  target: 'node20',
  dts: false,
  clean: false,
  deps: { alwaysBundle: [/./], onlyBundle: false },
  hash: false,
} satisfies UserConfig;

export default defineConfig([
  {
    ...shared,
    entry: { main: '../cli/src/action/main.ts' },
    format: 'esm',
    fixedExtension: false,
    clean: [outDir],
    plugins: [fromBeside, withoutFlow, withLicenses],
    inputOptions: { resolve: { conditionNames: source } },
  },
  {
    ...shared,
    entry: Object.fromEntries(Object.entries(late).map(([name, from]) => [fileOf(name), resolve(from)])),
    format: 'cjs',
    // Nobody reads nine megabytes of a compiler; what is ours stays as it can be read.
    minify: true,
    plugins: [withLicenses],
    fixedExtension: true,
  },
]);
