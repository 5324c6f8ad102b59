// Every changed TypeScript fixture under `tsc --strict`, before and after, against the real SDKs and the transport's own
// sources: a rewrite may bring no new diagnostic.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, onTestFinished, test } from 'vitest';
import { layStandIn } from './native/stand-in.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Pair {
  readonly name: string;
  readonly input: string;
  readonly output: string;
}

function changed(codemod: string): readonly Pair[] {
  const folder = join(root, 'transforms', codemod, 'fixtures');
  return readdirSync(folder).flatMap((name) => {
    const output = ['output.ts', 'output.tsx', 'output.mts', 'output.cts']
      .map((file) => join(folder, name, file))
      .find((path) => existsSync(path));
    return output === undefined ? [] : [{ name, input: output.replace(/output(?=\.\w+$)/, 'input'), output }];
  });
}

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  jsx: ts.JsxEmit.Preserve,
  types: ['node'],
  allowImportingTsExtensions: true,
  paths: {
    '@resession/transport': [join(root, 'packages/transport/src/index.ts')],
    '@resession/transport/v1': [join(root, 'packages/transport/src/v1.ts')],
  },
};

/** The diagnostics of a file without their places, which move with an edit. */
function complaints(program: ts.Program, path: string): readonly string[] {
  const file = program.getSourceFile(path);
  if (file === undefined) return [`${path} is not part of the program`];
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ code, messageText }) => `TS${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  );
}

/** The cases whose package has an SDK with the code in it. */
function isNative({ input }: Pair): boolean {
  const facts = join(dirname(input), 'facts.json');
  return existsSync(facts) && /"kind": "native"/.test(readFileSync(facts, 'utf8'));
}

function worseIn(pairs: readonly Pair[], given: ts.CompilerOptions): readonly string[] {
  const program = ts.createProgram(
    pairs.flatMap(({ input, output }) => [input, output]),
    given,
  );
  return pairs.flatMap(({ name, input, output }) => {
    const before = [...complaints(program, input)];
    const added = complaints(program, output).filter((complaint) => {
      const at = before.indexOf(complaint);
      if (at >= 0) before.splice(at, 1);
      return at < 0;
    });
    return added.map((complaint) => `${name}: ${complaint}`);
  });
}

const pairs = [
  'expiry-guess-to-code',
  'stock-to-patched-transport',
  'patched-to-native-transport',
  'http-code-to-status',
  'raw-code-to-sdk-code',
  'error-name-to-v2-name',
  'test-error-to-expired-error',
  'transport-v1-to-v2',
  'error-arguments-to-v2-arguments',
].flatMap(changed);

test('no rewrite brings a new diagnostic', () => {
  const stock = pairs.filter((pair) => !isNative(pair));
  expect(stock.length).toBeGreaterThan(40);
  expect(worseIn(stock, options)).toEqual([]);
}, 120_000);

test('nor does one that rests on an SDK with the code', () => {
  const native = pairs.filter(isNative);
  expect(native.length).toBeGreaterThan(20);
  // Beside the packages that the SDK's declarations import.
  const folder = mkdtempSync(join(root, 'node_modules', '.native-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  layStandIn(join(folder, 'client'));
  const paths = { ...options.paths, '@modelcontextprotocol/client': [join(folder, 'client/dist/index.d.mts')] };
  expect(worseIn(native, { ...options, paths })).toEqual([]);
}, 120_000);
