// Classes that stand in for the SDK's where a test mocks its module: no error of the real package is an instance of them.

import type { Node, ObjectProperty } from '@babel/types';
import { loadedModule } from '../lib/module-imports.ts';
import { scopesOf } from '../lib/scopes.ts';
import { sdkModule } from '../lib/sdk-modules.ts';
import type { Source } from '../lib/source.ts';
import { endOf, nameOf, startOf, walk } from '../lib/tree.ts';

/** A name of the SDK that a mock makes something else of. */
export interface StandIn {
  readonly name: string;
  /** What stands there instead. */
  readonly value: Node;
  /** The mock belongs to Jest and keeps nothing real: the patched transport would see what is left of the SDK as well. */
  readonly bare: boolean;
}

const mocking = new Set(['mock', 'doMock', 'unstable_mockModule', 'setMock']);
const names = new Set(['StreamableHTTPError', 'SdkHttpError', 'SdkError']);
const actual = new Set(['importOriginal', 'importActual', 'requireActual']);

/** What the mocks of a file put in the place of the SDK's error classes. */
export function standInsOf(source: Source): readonly StandIn[] {
  const found: StandIn[] = [];
  const scopes = scopesOf(source);
  walk(source.file.program, (node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
    const { object, property } = node.callee;
    if (object.type !== 'Identifier' || !/^(?:vi|vitest|jest)$/.test(object.name)) return undefined;
    if (!mocking.has(nameOf(property) ?? '')) return undefined;
    const [path, factory] = node.arguments;
    const literal = path?.type === 'StringLiteral' ? path : path && loadedModule(path, scopes)?.literal;
    if (literal === undefined || factory === undefined || sdkModule(literal.value)?.from !== 'sdk') return undefined;
    const bare = object.name === 'jest' && !keepsReal(factory);
    for (const { key, value } of propertiesIn(factory)) {
      const name = nameOf(key);
      if (name !== undefined && names.has(name)) found.push({ name, value, bare });
    }
    return undefined;
  });
  return found;
}

function propertiesIn(factory: Node): readonly ObjectProperty[] {
  const found: ObjectProperty[] = [];
  walk(factory, (node) => {
    if (node.type === 'ObjectProperty') found.push(node);
    return node.type !== 'ObjectProperty';
  });
  return found;
}

function keepsReal(factory: Node): boolean {
  let keeps = false;
  walk(factory, (node) => {
    if (node.type === 'Identifier' && actual.has(node.name)) keeps = true;
    return !keeps;
  });
  return keeps;
}

/** Whether what stands in takes the code as its first argument, as the real class does. */
export function takesCode(source: Source, { value }: StandIn): boolean {
  const text = source.text.slice(startOf(value), endOf(value));
  return /constructor\(\s*(?:(?:public|readonly|override)\s+)*code\b/.test(text);
}
