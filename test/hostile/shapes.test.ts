// Code that is built to exhaust whoever reads it: every step has a bound, and the file beside it is migrated all the same.

import { expect, it } from 'vitest';
import { folderOf, guess, manifest } from '../cli/sample.ts';
import { planned } from './planning.ts';

const deep = 10_000;
const many = (text: string, count = deep): string => text.repeat(count);
const checking = (condition: string): string => guess.replace('error.status === 404', condition);

const shapes: readonly (readonly [string, string])[] = [
  ['parentheses', checking(`${many('(')}error.status === 404${many(')')}`)],
  ['a chain of ||', checking(`error.status === 404${many(' || error.status === 404')}`)],
  ['a chain of + in a text', checking(`error.message === 'a'${many(" + 'a'")}`)],
  ['negations', checking(`${many('!')}(error.status === 404)`)],
  ['conditionals', checking(`error.status === 404${many(' ? true : error.status === 404')} ? true : false`)],
  ['arrays', checking(`${many('[')}404${many(']')}.flat(Infinity).includes(error.status)`)],
  ['objects', `${guess}export const deep = ${many('{ a: ')}1${many(' }')};\n`],
  ['templates', checking(`error.message === ${many('`${')}1${many('}`')}`)],
  ['calls', checking(`${many('Boolean(')}error.status === 404${many(')')}`)],
  ['members', checking(`error${many('.cause')}.status === 404`)],
  ['optional members', checking(`error${many('?.cause')}?.status === 404`)],
  ['functions', checking(`(${many('() => ')}error.status === 404)()`)],
  ['blocks', guess.replace('throw error;', `${many('{')}throw error;${many('}')}`)],
  ['ifs', guess.replace('throw error;', `${many('if (error) ')}throw error;`)],
  [
    'else ifs',
    guess.replace(
      'throw error;',
      `if (!error) return 'done'; ${many("else if (error === 404) return 'done'; ")}throw error;`,
    ),
  ],
  ['types', `${guess}export type Deep = ${many('Array<')}string${many('>')};\n`],
  ['casts', checking(`(error${many(' as any')}).status === 404`)],
  ['statements', guess.replace('throw error;', `${many("if (error === 404) return 'done';\n", 1000)}throw error;`)],
  [
    'nested loops',
    guess.replace('throw error;', `${many('for (;;) ', 500)}if (error.status === 404) return 'expired';`),
  ],
];

it.each(shapes)('%s, ten thousand deep', { timeout: 60_000 }, async (_name, text) => {
  const root = folderOf({ 'package.json': manifest, 'src/client.ts': guess, 'src/deep.ts': text });
  const began = performance.now();
  const { findings, files } = await planned(root);
  expect(files.map(({ path }) => path)).toContain('src/client.ts');
  // Changed, asked about, or told as what cannot be read; never passed over.
  expect(findings.some(({ path }) => path === 'src/deep.ts')).toBe(true);
  expect(performance.now() - began).toBeLessThan(30_000);
});

it('elements of JSX, ten thousand deep', { timeout: 60_000 }, async () => {
  const text = `${guess}export const Deep = () => ${many('<a>')}${many('</a>')};\n`;
  const root = folderOf({ 'package.json': manifest, 'src/client.ts': guess, 'src/deep.tsx': text });
  const { findings, files } = await planned(root);
  expect(files.map(({ path }) => path)).toContain('src/client.ts');
  expect(findings.some(({ path }) => path === 'src/deep.tsx')).toBe(true);
});

it.each([
  ['nested quantifiers', '/^(a+)+$/.test'],
  ['alternatives that overlap', '/^(?:a|a|aa)+$/.test'],
  ['what looks ahead', '/^(?=(a+)+b)(?:a*)*c/.test'],
  ['what refers back', '/^(a*)(?:\\1a*)*\\1$/.test'],
  ['sessions', '/(?:session|s|e|ss|.)*(?:not|.)*(?:found|.)*$!/i.test'],
  ['one made of text', "new RegExp('^(\\\\w+\\\\s?)*$').test"],
])('a regex that never ends, in a condition that is evaluated: %s', { timeout: 60_000 }, async (_name, test) => {
  const long = "error.message + 'Session not found '.repeat(30) + 'a'.repeat(5000) + '!'";
  const condition = `error.status === 404 && ${test}(${long})`;
  const root = folderOf({ 'package.json': manifest, 'src/client.ts': guess, 'src/slow.ts': checking(condition) });
  const began = performance.now();
  const { findings, files } = await planned(root);
  expect(files.map(({ path }) => path)).toContain('src/client.ts');
  expect(findings.some(({ path }) => path === 'src/slow.ts')).toBe(true);
  expect(performance.now() - began).toBeLessThan(30_000);
});

it.each([
  [
    'text that doubles',
    "let text = 'a'; for (let i = 0; i < 1e9; i += 1) text += text; return text === error.message;",
  ],
  ['a repeat', "return 'a'.repeat(2 ** 29).padEnd(2 ** 29) === error.message;"],
  ['an array', 'return new Array(4294967295).fill(404).includes(error.status);'],
  ['calls', 'const f = (n: number): boolean => f(n + 1) || f(n + 2); return f(0) || error.status === 404;'],
  ['a generator', 'function* g() { for (;;) yield 404; } return [...g()].includes(error.status);'],
  ['big numbers', 'return 404n ** (2n ** 31n) > BigInt(error.status);'],
])('a condition that would take all memory or never end: %s', { timeout: 60_000 }, async (_name, body) => {
  const text = `${checking('hasExpired(error)')}\nfunction hasExpired(error: SdkHttpError): boolean { ${body} }\n`;
  const root = folderOf({ 'package.json': manifest, 'src/client.ts': guess, 'src/endless.ts': text });
  const began = performance.now();
  const { files } = await planned(root);
  expect(files.map(({ path }) => path)).toContain('src/client.ts');
  expect(performance.now() - began).toBeLessThan(30_000);
});

it('globs that never end: of workspaces, ignore files, a tsconfig, a Dockerfile', { timeout: 60_000 }, async () => {
  const [stars, name] = [`${many('*a', 12)}*b`, many('a', 250)];
  const root = folderOf({
    'package.json': manifest.replace('{', `{ "workspaces": ["${stars}", "${many('**/a/', 12)}b"],`),
    '.gitignore': `${stars}\n${many('**/a/', 12)}b\n`,
    'tsconfig.json': `{ "include": ["${stars}", "${many('**/a/', 12)}b"] }`,
    'pnpm-workspace.yaml': `packages: ["${stars}"]\n`,
    '.dockerignore': `${stars}\n${stars.replaceAll('a', 'v')}\n`,
    Dockerfile: `FROM node\nRUN npm ${many('-npm ', 50_000)}\n`,
    [`${name}/package.json`]: manifest,
    [`${name}/${name}.ts`]: guess,
  });
  const began = performance.now();
  const { files } = await planned(root);
  expect(files.map(({ path }) => path)).toContain(`${name}/${name}.ts`);
  expect(performance.now() - began).toBeLessThan(20_000);
});

it('keys that would change what every object is', async () => {
  const polluted = manifest.replace(
    '{',
    '{ "__proto__": { "polluted": "yes", "private": false }, "constructor": { "prototype": { "polluted": "yes" } },',
  );
  const withKeys = polluted.replace(
    '"dependencies": {',
    '"dependencies": { "__proto__": "1", "constructor": "2", "toString": "3",',
  );
  const config =
    '{ "__proto__": { "polluted": 1 }, "compilerOptions": { "paths": { "__proto__": ["./x"], "constructor": ["./x"] } } }';
  const root = folderOf({
    'package.json': withKeys,
    'tsconfig.json': config,
    'src/client.ts': `import { a } from '__proto__';\nimport { b } from 'constructor';\nexport { a, b };\n${guess}`,
    'src/__proto__.ts': guess,
    'constructor/package.json': withKeys,
    'constructor/__proto__.ts': guess,
  });
  const { files } = await planned(root);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  const after = files.find(({ path }) => path === 'package.json')?.after.data ?? '';
  expect(after).toContain('"__proto__": { "polluted": "yes", "private": false }');
  expect(after).toContain('"@resession/transport"');
  expect(files.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      'src/client.ts',
      'src/__proto__.ts',
      'constructor/__proto__.ts',
      'constructor/package.json',
    ]),
  );
});
