// Calls that mock a module of the SDK in a test, and what their factories keep of the real one.

import type { Node, ObjectExpression, StringLiteral } from '@babel/types';
import type { Edit } from '../codemod.ts';
import { loadedModule } from '../module-imports.ts';
import { scopesOf } from '../scopes.ts';
import { type SdkModule, sdkModule } from '../sdk-modules.ts';
import type { Source } from '../source.ts';
import { nameOf, startOf, unwrap, walk } from '../tree.ts';

const mocking = new Set(['mock', 'doMock', 'unstable_mockModule', 'setMock', 'module']);

/** The runners whose mocks are understood; of others a mock is seen and left to a person. */
const runners: Readonly<Record<string, 'vitest' | 'jest' | 'other'>> = {
  vi: 'vitest',
  vitest: 'vitest',
  jest: 'jest',
  mock: 'other',
};

/** One such call. */
export interface Mock {
  readonly call: Node;
  readonly runner: 'vitest' | 'jest' | 'other';
  readonly sdk: SdkModule;
  readonly literal: StringLiteral;
  readonly factory: Node | undefined;
}

/** Every mock of a module of the SDK, in source order. */
export function mocksIn(source: Source): readonly Mock[] {
  const mocks: Mock[] = [];
  walk(source.file.program, (node) => {
    const mock = mockIn(source, node);
    if (mock !== undefined) mocks.push(mock);
    return undefined;
  });
  return mocks;
}

function mockIn(source: Source, call: Node): Mock | undefined {
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  const { object, property } = call.callee;
  const runner = object.type === 'Identifier' ? runners[object.name] : undefined;
  if (runner === undefined || !mocking.has(nameOf(property) ?? '')) return undefined;
  const scopes = scopesOf(source);
  const scope = scopes.bindingOf(object)?.scope;
  if (scope !== undefined && scope !== scopes.root) return undefined;
  const [path, factory] = call.arguments;
  const literal = path?.type === 'StringLiteral' ? path : path && loadedModule(path, scopes)?.literal;
  const sdk = literal && sdkModule(literal.value);
  return literal === undefined || sdk === undefined ? undefined : { call, runner, sdk, literal, factory };
}

/** The object an arrow function or function returns at its end. */
export function returned(factory: Node): ObjectExpression | undefined {
  if (factory.type !== 'ArrowFunctionExpression' && factory.type !== 'FunctionExpression') return undefined;
  if (factory.body.type === 'ObjectExpression') return factory.body;
  const last = factory.body.type === 'BlockStatement' ? factory.body.body.at(-1) : undefined;
  return last?.type === 'ReturnStatement' && last.argument?.type === 'ObjectExpression' ? last.argument : undefined;
}

/** True of an object that is made of something else as well. */
export function isOpen({ properties }: ObjectExpression): boolean {
  return properties.some(({ type }) => type === 'SpreadElement');
}

const actual = new Set(['importActual', 'requireActual']);

/** The factory's object is made of what the module really has, and of nothing else beside its own names. */
export function spreadsReal(source: Source, { factory }: Mock, { properties }: ObjectExpression): boolean {
  const spreads = properties.filter((each) => each.type === 'SpreadElement');
  return spreads.length > 0 && spreads.every(({ argument }) => isReal(source, factory, argument, 0));
}

/** `await importOriginal()`, `jest.requireActual('…')`, or a constant that holds it. */
function isReal(source: Source, factory: Node | undefined, node: Node, depth: number): boolean {
  const inner = unwrap(node);
  if (inner.type === 'AwaitExpression') return isReal(source, factory, inner.argument, depth);
  if (inner.type === 'CallExpression') {
    const { callee } = inner;
    if (callee.type === 'MemberExpression') return actual.has(nameOf(callee.property) ?? '');
    const given = factory !== undefined && 'params' in factory ? factory.params[0] : undefined;
    const binding = scopesOf(source).bindingOf(callee);
    return callee.type === 'Identifier' && binding?.declarations[0]?.identifier === given && given !== undefined;
  }
  const declared = inner.type === 'Identifier' ? scopesOf(source).bindingOf(inner)?.declarations[0]?.node : undefined;
  const init = declared?.type === 'VariableDeclarator' && declared.id.type === 'Identifier' ? declared.init : undefined;
  return init != null && depth === 0 && isReal(source, factory, init, 1);
}

/** The rest of a module stays real in its mock: tests come to see what it does. */
export function restStaysReal(
  source: Source,
  { runner, literal, factory }: Mock,
  object: ObjectExpression,
  module: string,
): readonly Edit[] | undefined {
  const { text } = source;
  const [first] = object.properties;
  if (factory?.type !== 'ArrowFunctionExpression' || factory.params.length > 0 || first === undefined) return undefined;
  const typed = source.language === 'js' ? '' : '<object>';
  const quote = text.charAt(startOf(literal));
  const path = quote + module + quote;
  const real = runner === 'jest' ? `jest.requireActual${typed}(${path})` : `(await importOriginal${typed}())`;
  const gap = text.slice(startOf(object) + 1, startOf(first));
  const blank = gap.trim() === '' && gap !== '' ? gap : (/\r?\n[\t ]*$/.exec(gap)?.[0] ?? ' ');
  const spread = { start: startOf(first), end: startOf(first), text: `...${real},${blank}` };
  if (runner === 'jest') return [spread];
  const open = text.indexOf('(', startOf(factory));
  const params = {
    start: open,
    end: text.indexOf(')', open) + 1,
    text: `${factory.async ? '' : 'async '}(importOriginal)`,
  };
  return [params, spread];
}
