// Generated files, run: compiled by TypeScript, loaded with the real SDKs, and asked about real errors.

import * as v2 from '@modelcontextprotocol/client';
import * as v1Transport from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import * as v1Types from '@modelcontextprotocol/sdk/types.js';
import { compileFunction } from 'node:vm';
import ts from 'typescript';
import type { Truth } from '../../transforms/lib/codemod.ts';
import { hostOf } from '../../transforms/lib/recogniser/catalogue/real-errors.test.kit.ts';
import type { Value } from '../../transforms/lib/recogniser/language/value.ts';
import type { Program } from './generate/programs.ts';

// Loaded by a name that the compiler does not follow: they are built after this.
const patched: readonly string[] = ['@resession/transport', '@resession/transport/v1'];

const modules = new Map<string, unknown>([
  ['@modelcontextprotocol/sdk/client/streamableHttp.js', v1Transport],
  ['@modelcontextprotocol/sdk/types.js', v1Types],
  ['@modelcontextprotocol/client', v2],
  ...(await Promise.all(patched.map(async (name) => [name, (await import(name)) as unknown] as const))),
]);

type Check = (...args: readonly unknown[]) => unknown;

/** The `check` of a file. */
export function load({ path, text }: Pick<Program, 'path' | 'text'>): Check {
  const { outputText } = ts.transpileModule(text, {
    // `.mts` and `.mjs` would stay modules.
    fileName: path.replace(/[mc](?=[jt]s$)/, ''),
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      allowJs: true,
      esModuleInterop: true,
    },
  });
  const exports: { check?: Check } = {};
  const require = (name: string): unknown => {
    if (!modules.has(name)) throw new Error(`nobody has ${name}`);
    return modules.get(name);
  };
  (compileFunction(outputText, ['exports', 'require']) as Check)(exports, require);
  if (exports.check === undefined) throw new Error(`no check in\n${outputText}`);
  return exports.check;
}

/** What `check` says of a model error, made real. */
export function answerOf(check: Check, value: Value): Truth {
  try {
    return check(hostOf(value)) ? 'true' : 'false';
  } catch {
    return 'throws';
  }
}

/** What `check` does with a client that throws it: `true` where it tries again, `false` where it hands the error on. */
export async function deedOf(check: Check, value: Value): Promise<Truth> {
  const thrown = hostOf(value);
  const fail = (): Promise<never> => Promise.reject(thrown as Error);
  const again = Symbol('again');
  try {
    return (await check({ callTool: fail, listTools: fail }, () => again)) === again ? 'true' : 'throws';
  } catch (error) {
    return error === thrown ? 'false' : 'throws';
  }
}

/** What a file does with a model error. */
export function runner(program: Pick<Program, 'path' | 'text' | 'entry'>): (value: Value) => Promise<Truth> {
  const check = load(program);
  return program.entry === 'predicate'
    ? (value) => Promise.resolve(answerOf(check, value))
    : (value) => deedOf(check, value);
}
