// Mocks of the stock module by its path: they go blind when the import moves to the patched package.

import type { Node, ObjectExpression, StringLiteral } from '@babel/types';
import type { Edit, Generation } from '../lib/codemod.ts';
import { fileStyle } from '../lib/file-style.ts';
import { indentOf, startsLine } from '../lib/lines.ts';
import { loadedModule } from '../lib/module-imports.ts';
import { editMembers } from '../lib/removal.ts';
import { scopesOf } from '../lib/scopes.ts';
import { sdkModule, transportModules } from '../lib/sdk-modules.ts';
import type { Source } from '../lib/source.ts';
import { endOf, nameOf, startOf, walk } from '../lib/tree.ts';
import { byHand, type Site, swappable, toPatched, transport } from './site.ts';
import { exportsTransport } from './sites.ts';

const mocking = new Set(['mock', 'doMock', 'unstable_mockModule', 'setMock', 'module']);

/** The runners whose mocks are understood; of others a mock is seen and left to a person. */
const runners: Readonly<Record<string, 'vitest' | 'jest' | 'other'>> = {
  vi: 'vitest',
  vitest: 'vitest',
  jest: 'jest',
  mock: 'other',
};

interface Mock {
  readonly call: Node;
  readonly runner: 'vitest' | 'jest' | 'other';
  readonly generation: Generation;
  readonly literal: StringLiteral;
  readonly factory: Node | undefined;
}

/** Every mock of a stock module that stands for the transport. */
export function mockSites(source: Source): readonly Site[] {
  const sites: Site[] = [];
  walk(source.file.program, (node) => {
    const mock = mockIn(source, node);
    const site = mock && siteOf(source, mock);
    if (site !== undefined) sites.push(site);
    return undefined;
  });
  return sites;
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
  if (literal === undefined || sdk === undefined || !exportsTransport(sdk)) return undefined;
  return { call, runner, generation: sdk.generation, literal, factory };
}

function siteOf(source: Source, mock: Mock): Site | undefined {
  const { call, runner, generation, literal, factory } = mock;
  const leave = (why: string): Site => byHand(call, generation, 'mock', why);
  if (factory === undefined) return leave('A mock without a factory would empty isSessionExpired as well.');
  const text = source.text.slice(startOf(factory), endOf(factory));
  if (!text.includes(transport)) return undefined;
  const object = returned(factory);
  if (object === undefined || runner === 'other') return leave('What its factory makes is not plain to see.');
  const named = object.properties.filter(({ type }) => type !== 'SpreadElement');
  if (!named.every((each) => 'key' in each && nameOf(each.key) === transport)) {
    return splitOff(source, mock, object) ?? leave('Its factory stands for other names of the module as well.');
  }
  if (named.length < object.properties.length) {
    if (!/\b(?:importOriginal|importActual|requireActual)\b/.test(text))
      return leave('What its factory spreads is not plain to see.');
    return swappable(call, generation, { edits: pathsIn(call, literal.value, generation) }, 'mock');
  }
  const rest = restStaysReal(source, mock, factory, object);
  if (rest === undefined) return leave('Its factory is more than one object.');
  return swappable(call, generation, { edits: [toPatched(literal, generation), ...rest] }, 'mock');
}

/** The object an arrow function or function returns at its end. */
function returned(factory: Node): ObjectExpression | undefined {
  if (factory.type !== 'ArrowFunctionExpression' && factory.type !== 'FunctionExpression') return undefined;
  if (factory.body.type === 'ObjectExpression') return factory.body;
  const last = factory.body.type === 'BlockStatement' ? factory.body.body.at(-1) : undefined;
  return last?.type === 'ReturnStatement' && last.argument?.type === 'ObjectExpression' ? last.argument : undefined;
}

/** The module's path wherever the mock names it: `importActual('…')`, `typeof import('…')`. */
function pathsIn(call: Node, module: string, generation: Generation): readonly Edit[] {
  const edits: Edit[] = [];
  walk(call, (node) => {
    if (node.type === 'StringLiteral' && node.value === module) edits.push(toPatched(node, generation));
    return undefined;
  });
  return edits;
}

/** The rest of the patched module stays real in the mock: its guard is what the tests come to see. */
function restStaysReal(
  source: Source,
  { runner, generation, literal }: Mock,
  factory: Node,
  object: ObjectExpression,
): readonly Edit[] | undefined {
  const { text } = source;
  const [first] = object.properties;
  if (factory.type !== 'ArrowFunctionExpression' || factory.params.length > 0 || first === undefined) return undefined;
  const typed = source.language === 'js' ? '' : '<object>';
  const quote = text.charAt(startOf(literal));
  const path = quote + transportModules[generation].patched + quote;
  const real = runner === 'jest' ? `jest.requireActual${typed}(${path})` : `(await importOriginal${typed}())`;
  const gap = text.slice(startOf(object) + 1, startOf(first));
  const blank = gap.trim() === '' && gap !== '' ? gap : ' ';
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

/**
 * A second mock for the patched module, which takes the transport out of the first. Vitest only: there the patched
 * module itself still sees the real SDK, while under Jest it would see what is left of the mock.
 */
function splitOff(
  source: Source,
  { call, runner, generation, literal, factory }: Mock,
  object: ObjectExpression,
): Site | undefined {
  const { text } = source;
  const ours = object.properties.find((each) => 'key' in each && nameOf(each.key) === transport);
  const statement = scopesOf(source).parentOf(call)?.node;
  const plain = factory?.type === 'ArrowFunctionExpression' && factory.params.length === 0;
  const only =
    plain && (factory.body === object || (factory.body.type === 'BlockStatement' && factory.body.body.length === 1));
  if (runner !== 'vitest' || ours === undefined || !only || statement?.type !== 'ExpressionStatement') return undefined;
  if (call.type !== 'CallExpression' || call.arguments[0] !== literal) return undefined;
  const style = fileStyle(source);
  const typed = source.language === 'js' ? '' : '<object>';
  const property = text.slice(startOf(ours), endOf(ours));
  const lines = startsLine(text, startOf(ours));
  const indent = indentOf(text, startOf(statement));
  const gap = lines ? style.eol + indentOf(text, startOf(ours)) : ' ';
  const close = lines ? `,${style.eol}${indent}}` : ' }';
  const body = `{${gap}...(await importOriginal${typed}()),${gap}${property}${close}`;
  const head =
    text.slice(startOf(call), startOf(literal) + 1) +
    transportModules[generation].patched +
    text.charAt(startOf(literal));
  const code = `${head}, async (importOriginal) => (${body}))${style.semicolon}`;
  const at = endOf(statement);
  const added = { start: at, end: at, text: style.eol + (lines ? style.eol : '') + indent + code };
  const list = { members: object.properties, added: [], dropped: new Set<Node>([ours]) };
  return swappable(call, generation, { edits: [...editMembers(source, list, style.eol), added] }, 'mock');
}
