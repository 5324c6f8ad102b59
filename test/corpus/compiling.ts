// The consumers under `tsc --strict`, before and after, against the real SDKs and the transport's own sources.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { Sides } from './running.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

const base: ts.CompilerOptions = {
  strict: true,
  // What a rewrite leaves behind without a use is seen.
  noUnusedLocals: true,
  noEmit: true,
  skipLibCheck: true,
  // JavaScript is parsed and gives its types, and is not judged.
  allowJs: true,
  checkJs: false,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  jsx: ts.JsxEmit.Preserve,
  types: ['node'],
  typeRoots: [join(repository, 'node_modules/@types')],
  allowImportingTsExtensions: true,
};

const transport = {
  '@resession/transport': [join(repository, 'packages/transport/src/index.ts')],
  '@resession/transport/v1': [join(repository, 'packages/transport/src/v1.ts')],
};

/** Complaints by consumer: of the tree before and its door, and those that the change brings. */
export interface Complaints {
  readonly before: readonly string[];
  readonly added: readonly string[];
}

/** Checks all consumers; needs the sides laid out below `folder`. Those with a tsconfig.json have a program each. */
export function compile(folder: string, all: readonly Sides[]): ReadonlyMap<string, Complaints> {
  const host = sharing(ts.createCompilerHost(base));
  const own = all.filter(({ consumer }) => consumer.before['tsconfig.json'] !== undefined);
  const rest = all.filter((sides) => !own.includes(sides));
  const groups = [rest, ...own.map((sides) => [sides])].filter(({ length }) => length > 0);
  return new Map(groups.flatMap((group) => compileGroup(folder, group, host)));
}

function compileGroup(
  folder: string,
  group: readonly Sides[],
  host: ts.CompilerHost,
): readonly (readonly [string, Complaints])[] {
  const told = new Map<string, { before: readonly string[]; after: readonly string[] }>();
  const sides = (['before', 'after'] as const).map((side) => {
    const files = group.map(({ consumer }) => filesOf(join(folder, 'consumers', consumer.id), side));
    const program = ts.createProgram(files.flat(), optionsOf(folder, group, side), host);
    return files.map((paths) => paths.flatMap((path) => complaints(program, path)));
  });
  group.forEach(({ consumer }, index) => {
    told.set(consumer.id, { before: sides[0]?.[index] ?? [], after: sides[1]?.[index] ?? [] });
  });
  return [...told].map(([id, { before, after }]) => [id, { before, added: without(after, before) }]);
}

/** The consumer's own path aliases count; what else it sets is its own affair. */
function optionsOf(folder: string, group: readonly Sides[], side: 'before' | 'after'): ts.CompilerOptions {
  const [only] = group;
  const home = join(folder, 'consumers', only?.consumer.id ?? '', side);
  const config = join(home, 'tsconfig.json');
  if (group.length > 1 || !existsSync(config)) return { ...base, paths: transport };
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(config, ts.sys.readFile).config, ts.sys, home);
  const { paths = {}, baseUrl, jsx, jsxImportSource } = options;
  const absolute = Object.entries(paths).map(([name, targets]) => [
    name,
    targets.map((target) => join(baseUrl ?? home, target)),
  ]);
  return {
    ...base,
    ...(jsx !== undefined && { jsx }),
    ...(jsxImportSource !== undefined && { jsxImportSource }),
    paths: { ...transport, ...(Object.fromEntries(absolute) as Record<string, string[]>) },
  };
}

/** The sources of one side, and with the first the door. */
function filesOf(home: string, side: 'before' | 'after'): readonly string[] {
  const door = join(home, 'door.ts');
  const sources = sourcesBelow(join(home, side));
  return side === 'before' && existsSync(door) ? [...sources, door] : sources;
}

function sourcesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === 'node_modules') return [];
    if (statSync(path).isDirectory()) return sourcesBelow(path);
    return /\.[cm]?[jt]sx?$/.test(name) ? [path] : [];
  });
}

/** The diagnostics of a file without their places, which move with an edit. */
function complaints(program: ts.Program, path: string): readonly string[] {
  const file = program.getSourceFile(path);
  if (file === undefined) return [`${path} is not part of the program`];
  const name = path.slice(path.lastIndexOf('/') + 1);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ code, messageText }) => `${name}: TS${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  );
}

function without(all: readonly string[], known: readonly string[]): readonly string[] {
  const left = [...known];
  return all.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Parses what lies outside the consumers once for all programs. */
function sharing(host: ts.CompilerHost): ts.CompilerHost {
  const parsed = new Map<string, ts.SourceFile | undefined>();
  const parse = host.getSourceFile.bind(host);
  const texts = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
  return {
    ...host,
    readFile: texts,
    getSourceFile(path, options, ...rest) {
      if (!parsed.has(path)) parsed.set(path, parse(path, options, ...rest));
      return parsed.get(path);
    },
  };
}
