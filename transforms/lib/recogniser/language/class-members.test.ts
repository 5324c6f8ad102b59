import { expect, test } from 'vitest';
import { makeSource } from '../../source.ts';
import { walk } from '../../tree.ts';
import { frame } from './environment.ts';
import { machineOn } from './interpreter.ts';
import { type Value } from './value.ts';
import { worldOf } from '../names/world.ts';

/** What the last method of a class returns, run on an instance that nothing is known of. */
function returned(body: string): Value {
  const source = makeSource('x.ts', `class C { ${body} }`);
  const world = worldOf(source);
  const machine = machineOn(world, 5_000);
  world.attach(machine);
  let value: Value;
  walk(source.file.program, (node) => {
    if (node.type === 'ReturnStatement' && node.argument) value = machine.evaluate(node.argument, frame(undefined));
    return undefined;
  });
  return value;
}

test.each([
  ['a method', 'is(x) { return x === 404; } f() { return this.is(404); }', true],
  ['a private method', '#is(x) { return x === 404; } f() { return this.#is(404); }', true],
  ['a property set once', 'codes = [404]; f() { return this.codes.includes(404); }', true],
  ['a getter', '#code = 404; get gone() { return this.#code === 404; } f() { return this.gone; }', true],
  ['a private getter', 'get #codes() { return [404]; } f() { return this.#codes.includes(404); }', true],
  ['a getter of a getter', 'get a() { return 404; } get b() { return this.a; } f() { return this.b; }', 404],
])('%s', (_, body, expected) => {
  expect(returned(body)).toBe(expected);
});

test('a property that is set again is not known', () => {
  expect(returned('code = 404; set() { this.code = 7; } f() { return this.code; }')).toMatchObject({ kind: 'unknown' });
});
