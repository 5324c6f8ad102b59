import { expect, test } from 'vitest';
import { fileIn, nodeIn, told } from '../../modules.test.kit.ts';
import { functionOf, standsFor } from './callee.ts';

const arrow = '(e) => e.code === 404';
const gone = `export const isGone = ${arrow};\nexport const checks = { isGone, lost(e) { return e.code === 410; } };\n`;

/** What the argument of `ask(...)` in `main.ts` stands for. */
function behind(main: string, files: Readonly<Record<string, string>> = {}): string {
  const source = fileIn({ files: { 'gone.ts': gone, ...files, 'main.ts': main } }, 'main.ts');
  const call = nodeIn(source, /ask\(.*\)(?=;)/.exec(main)?.[0] ?? '');
  const [given] = call.type === 'CallExpression' ? call.arguments : [];
  return told(given && standsFor(given));
}

test.each([
  ['a function of another file', "import { isGone } from './gone';\nask(isGone);", `gone.ts ${arrow}`],
  ['one by another name', "import { isGone } from './gone';\nconst lost = isGone;\nask(lost);", `gone.ts ${arrow}`],
  ['one of a namespace', "import * as errors from './gone';\nask(errors.isGone);", `gone.ts ${arrow}`],
  ['one in a table', "import { checks } from './gone';\nask(checks.isGone);", `gone.ts ${arrow}`],
  [
    'a method of a table',
    "import { checks } from './gone';\nask(checks.lost);",
    'gone.ts lost(e) { return e.code === 410; }',
  ],
  [
    'one taken out of a table',
    "import { checks } from './gone';\nconst { isGone } = checks;\nask(isGone);",
    `gone.ts ${arrow}`,
  ],
  ['one behind a wrapper', "import { isGone } from './gone';\nask(useCallback(isGone, []));", `gone.ts ${arrow}`],
  [
    'one of a frozen table',
    "import { isGone } from './gone';\nconst t = Object.freeze({ isGone });\nask(t.isGone);",
    `gone.ts ${arrow}`,
  ],
  ['a value', 'const GONE = 404;\nask(GONE);', 'main.ts 404'],
  ['a static method', 'class A { static gone(e) {} }\nask(A.gone);', 'main.ts static gone(e) {}'],
  ['a method of its own', 'class A { gone(e) {} f() { ask(this.gone); } }', 'main.ts gone(e) {}'],
  ['a method of an instance', 'class A { gone(e) {} }\nconst a = new A();\nask(a.gone);', 'main.ts gone(e) {}'],
  ['a call of anything else', 'ask(bind(f));', 'main.ts bind(f)'],
  ['what changes', 'let limit = 404;\nlimit = 410;\nask(limit);', 'nothing'],
  ['what a package exports', "import { isGone } from 'zod';\nask(isGone);", 'nothing'],
  ['a name that nobody declares', 'ask(isGone);', 'nothing'],
  ['itself', 'const a = b;\nconst b = a;\nask(a);', 'nothing'],
])('%s', (_name, main, expected) => {
  expect(behind(main)).toBe(expected);
});

test('only a function is a function', () => {
  const text = "import { isGone, checks } from './gone';\nisGone(e);\nchecks(e);";
  const source = fileIn({ files: { 'gone.ts': gone, 'main.ts': text } }, 'main.ts');
  const of = (call: string): string => {
    const node = nodeIn(source, call);
    return told(node.type === 'CallExpression' ? functionOf(source, node.callee) : undefined);
  };
  expect(of('isGone(e)')).toBe(`gone.ts ${arrow}`);
  expect(of('checks(e)')).toBe('nothing');
});
