import { describe, expect, test } from 'vitest';
import type { Finding } from '../../codemod.ts';
import type { Facts } from '../../facts.ts';
import { factsAround, fileIn, nodeIn } from '../../modules.test.kit.ts';
import { makeSource } from '../../source.ts';
import { frame } from '../language/environment.ts';
import { machineOn } from '../language/interpreter.ts';
import { recognise } from '../recognise.ts';
import { isUnknown, truthy, type Value } from '../language/value.ts';
import { worldOf } from './world.ts';

/** What `ask` is given in `main.ts`, and the steps that took. */
function valueIn(
  main: string,
  files: Readonly<Record<string, string>> = {},
  wide = true,
): { value: Value; steps: number } {
  const source = fileIn({ files: { ...files, 'main.ts': main } }, 'main.ts');
  const call = nodeIn(source, /ask\(.*\)(?=;)/.exec(main)?.[0] ?? '');
  const [given] = call.type === 'CallExpression' ? call.arguments : [];
  const world = worldOf(source, {}, undefined, wide);
  const fuel = 10_000;
  const machine = machineOn(world, fuel);
  world.attach(machine);
  return { value: given && machine.evaluate(given, frame(undefined)), steps: fuel - machine.fuel };
}

const shown = ({ value }: { value: Value }): unknown => (isUnknown(value) ? 'unknown' : value);

describe('a name of another file has its value', () => {
  const files = {
    'codes.ts':
      'export const GONE = 404;\nexport enum S { Gone = 404 }\nexport const t = { gone: 404 } as const;\nexport let n = 1;\nn = 2;\n',
    'index.ts': "export * from './codes';\nexport const more = GONE + 1;\nimport { GONE } from './codes';",
    'types.d.ts': 'export const GONE = 404;',
    'made.ts': "import { z } from 'zod';\nexport const GONE = z.literal(404);",
    'round.ts': "import { b } from './back';\nexport const a = b;",
    'back.ts': "import { a } from './round';\nexport const b = a;",
  };
  test.each<[string, string, unknown]>([
    ['a constant', "import { GONE } from './codes';\nask(GONE);", 404],
    ['through a barrel', "import { GONE } from './index';\nask(GONE);", 404],
    ['of a namespace', "import * as c from './codes';\nask(c.GONE);", 404],
    ['by require', "const { GONE } = require('./codes');\nask(GONE);", 404],
    ['an enum', "import { S } from './codes';\nask(S.Gone);", 404],
    ['a table', "import { t } from './codes';\nask(t.gone);", 404],
    ['worked out there', "import { more } from './index';\nask(more);", 405],
    [
      'of the SDK, handed on',
      "import { SdkErrorCode } from './sdk';\nask(typeof SdkErrorCode.RequestTimeout);",
      'string',
    ],
    ['what changes there', "import { n } from './codes';\nask(n);", 'unknown'],
    ['what is only declared', "import { GONE } from './types.d';\nask(GONE);", 'unknown'],
    ['what a package makes', "import { GONE } from './made';\nask(GONE);", 'unknown'],
    ['what is defined by itself', "import { a } from './round';\nask(a);", 'unknown'],
    ['what is not there', "import { LOST } from './codes';\nask(LOST);", 'unknown'],
  ])('%s', (_name, main, expected) => {
    const sdk = { 'sdk.ts': "export { SdkErrorCode } from '@modelcontextprotocol/client';" };
    expect(shown(valueIn(main, { ...files, ...sdk }))).toBe(expected);
  });

  test('but not in a world that ends with its file', () => {
    expect(shown(valueIn("import { GONE } from './codes';\nask(GONE);", files, false))).toBe('unknown');
    expect(shown(valueIn('const GONE = 404;\nask(GONE);', files, false))).toBe(404);
  });
});

/** A constant of 404 that takes so many rounds of a loop. */
const heavy = (rounds: number): string =>
  `const GONE = (() => { let n = 404; for (let i = 0; i < ${String(rounds)}; i++) n = n + i - i; return n; })();\n`;

describe('a constant that takes too many steps is unknown', () => {
  const away = (rounds: number): Parameters<typeof valueIn> => [
    "import { GONE } from './codes';\nask(GONE);",
    { 'codes.ts': `export ${heavy(rounds)}` },
  ];

  test('of its own file', () => {
    expect(shown(valueIn(`${heavy(10)}ask(GONE);`))).toBe(404);
    expect(shown(valueIn(`${heavy(500)}ask(GONE);`))).toBe('unknown');
  });

  test('of another one, sooner', () => {
    expect(shown(valueIn(...away(10)))).toBe(404);
    expect(shown(valueIn(...away(50)))).toBe('unknown');
    expect(shown(valueIn(`${heavy(50)}ask(GONE);`))).toBe(404);
  });

  test('it costs no more than its bound, so that the condition beside it is still evaluated', () => {
    expect(valueIn(...away(5_000)).steps).toBeLessThan(500);
    expect(truthy(valueIn(`${heavy(500)}ask(GONE === 1 || 404 === 404);`).value)).toBe(true);
  });
});

describe('what is found then', () => {
  const head = "import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';\n";
  const check =
    'export async function call(client) { try { await client.callTool(x); } catch (e) { if (e instanceof StreamableHTTPError && e.code === GONE) again(); } }\n';

  const find = (main: string, files: Readonly<Record<string, string>> = {}): readonly Finding[] => {
    const source = makeSource('main.ts', main);
    const around = factsAround({ files: { ...files, 'main.ts': main } }, [source]);
    const built = [{ path: 'main.ts', line: 1, generation: 'v1', patched: true }] as const;
    const ask = ((kind: string) =>
      kind === 'transport-origin' ? { built, dependencies: [] } : undefined) as Facts['ask'];
    return recognise(source, { facts: { ...around, ask }, checkStyle: 'code' });
  };
  const kinds = (...args: Parameters<typeof find>): readonly string[] => find(...args).map(({ kind }) => kind);
  const imported = `${head}import { GONE } from './codes';\n${check}`;

  test('a light constant is a fix', () => {
    expect(kinds(`${head}${heavy(10)}${check}`)).toEqual(['fix']);
    expect(kinds(imported, { 'codes.ts': `export ${heavy(10)}` })).toEqual(['fix']);
  });

  test('a heavy one is a question and no edit', () => {
    expect(kinds(`${head}${heavy(500)}${check}`)).toEqual(['ask']);
    expect(kinds(imported, { 'codes.ts': `export ${heavy(500)}` })).toEqual(['ask']);
  });
});
