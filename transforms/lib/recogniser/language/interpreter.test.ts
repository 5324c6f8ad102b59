import { describe, expect, test } from 'vitest';
import { makeSource } from '../../source.ts';
import { frame } from './environment.ts';
import { machineOn } from './interpreter.ts';
import { OutOfFuel } from './machine.ts';
import { ConsumerThrow, isUnknown, truthy, type Value } from './value.ts';
import { worldOf } from '../names/world.ts';

/** The value of the last expression of a text, names of the text resolved. */
function run(text: string, fuel = 5_000): Value {
  const source = makeSource('x.ts', text);
  const last = source.file.program.body.at(-1);
  if (last?.type !== 'ExpressionStatement') throw new Error('no expression at the end');
  const world = worldOf(source);
  const machine = machineOn(world, fuel);
  world.attach(machine);
  return machine.evaluate(last.expression, frame(undefined));
}

const why = (value: Value): string | undefined => (isUnknown(value) ? value.why : undefined);

describe('expressions', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['"a" + 1', 'a1'],
    ['`a${1 + 1}b`', 'a2b'],
    ['"404" == 404', true],
    ['"404" === 404', false],
    ['null ?? "x"', 'x'],
    ['0 || "y"', 'y'],
    ['(null as any)?.a.b.c', undefined],
    ['({ a: { b: 1 } }).a?.b', 1],
    ['typeof undefined', 'undefined'],
    ['typeof (() => 1)', 'function'],
    ['"code" in { code: 1 }', true],
    ['[1, ...[2, 3]].length', 3],
    ['new Set([404, 410]).has(404)', true],
    ['new Map([["a", 1]]).get("a")', 1],
    ['Number("404") === 404', true],
    ['parseInt("404 Not Found", 10)', 404],
    ['Object.keys({ a: 1, b: 2 }).join()', 'a,b'],
    ['JSON.parse(\'{"error":{"code":-32001}}\').error.code', -32001],
    ['JSON.stringify({ a: [1, "x"] })', '{"a":[1,"x"]}'],
    ['["a", "b"].some((x) => x === "b")', true],
    ['[1, 2, 3].reduce((sum, x) => sum + x, 0)', 6],
    ['"HTTP 404".match(/HTTP (\\d+)/)?.[1]', '404'],
    ['/a(?<n>b)/.exec("ab")?.groups?.n', 'b'],
    ['"Session Not Found".toLowerCase().includes("not found")', true],
    ['new Error("x").message', 'x'],
    ['String(new TypeError("boom"))', 'TypeError: boom'],
    ['new Error("a", { cause: new Error("b") }).cause.message', 'b'],
    ['new RangeError("x") instanceof Error', true],
    ['Object.prototype.hasOwnProperty.call({ code: 1 }, "code")', true],
  ])('%s', (text, expected) => {
    expect(run(text)).toBe(expected);
  });

  test('names are followed: constants, functions, enums, static members', () => {
    expect(run('const A = 400; const B = A + 4; enum E { Gone = 410 } B + E.Gone')).toBe(814);
    expect(run('class C { static codes = [404]; static has(x) { return C.codes.includes(x); } } C.has(404)')).toBe(
      true,
    );
    expect(run('const { a: { b: [x] } } = { a: { b: [404] } }; x')).toBe(404);
    expect(run('const re = new RegExp(`code\\\\D*${-32001}`); re.test("code: -32001")')).toBe(true);
  });
});

describe('statements of called functions', () => {
  test.each([
    ['function f(x) { if (x > 1) return "big"; else return "small"; } f(2)', 'big'],
    ['function f() { let n = 0; for (const x of [1, 2, 3]) n += x; return n; } f()', 6],
    ['function f() { let n = 0; for (let i = 0; i < 5; i++) { if (i === 3) break; n = i; } return n; } f()', 2],
    ['function f(x) { switch (x) { case 1: return "a"; case 2: default: return "b"; } } f(2)', 'b'],
    ['function f() { try { JSON.parse("no json"); return 1; } catch { return 2; } finally { } } f()', 2],
    ['function f() { try { throw new Error("x"); } catch (e) { return e.message; } } f()', 'x'],
    ['function f(...all) { return all.length; } f(1, 2)', 2],
    ['function f({ a = 1, ...rest } = {}) { return a; } f()', 1],
    ['function* g() { yield 1; yield* [2, 3]; } [...g()].length', 3],
    [
      'const f = (e) => { const seen = []; let c = e; while (c) { seen.push(c.n); c = c.cause; } return seen.join(); }; f({ n: 1, cause: { n: 2 } })',
      '1,2',
    ],
  ])('%s', (text, expected) => {
    expect(run(text)).toBe(expected);
  });

  test('an unknown test joins both ways', () => {
    expect(run('const f = (x) => { let a = 1; if (x) a = 1; else a = 1; return a; }; f(window.y)')).toBe(1);
    expect(isUnknown(run('const f = (x) => { let a = 1; if (x) a = 2; return a; }; f(window.y)'))).toBe(true);
    expect(isUnknown(run('const f = (x) => { if (x) return 1; return 2; }; f(window.y)'))).toBe(true);
  });
});

describe('what is not known', () => {
  test('unknown and false is false, unknown or true is true', () => {
    expect(truthy(run('window.x && false'))).toBe(false);
    expect(truthy(run('!(window.x || true)'))).toBe(false);
    expect(truthy(run('window.x && true'))).toBeUndefined();
    expect(truthy(run('(window.x && 0) === 0'))).toBeUndefined();
  });

  test('an import says where it comes from', () => {
    expect(why(run('import { f } from "./f.js"; f(1) === 2'))).toBe("'f', imported from './f.js'");
  });

  test('definitions that need themselves do not hang', () => {
    expect(isUnknown(run('const a = b; const b = a; a'))).toBe(true);
    expect(isUnknown(run('const f = (x) => f(x); f(1)'))).toBe(true);
  });
});

describe('bounds', () => {
  test('a long run ends', () => {
    expect(() =>
      run(
        'const f = () => { for (const a of "x".repeat(60)) for (const b of "x".repeat(60)) for (const c of "x".repeat(60)) ; }; f()',
      ),
    ).toThrow(OutOfFuel);
  });

  test('consumer throws stay inside', () => {
    expect(() => run('(undefined as any).x')).toThrow(ConsumerThrow);
  });

  test('nothing of the host is reachable', () => {
    expect(isUnknown(run('process.exit(1)'))).toBe(true);
    expect(isUnknown(run('globalThis.constructor'))).toBe(true);
    expect(isUnknown(run('"x".constructor.constructor("return 1")()'))).toBe(true);
    expect(isUnknown(run('[].constructor.constructor("return process")().exit(1)'))).toBe(true);
    expect(isUnknown(run('(() => 1).constructor("return 1")()'))).toBe(true);
    expect(isUnknown(run('new Function("return process")()'))).toBe(true);
    expect(isUnknown(run('eval("process")'))).toBe(true);
  });
});
