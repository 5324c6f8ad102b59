// Array and object literals, templates and their tags, JSX.

import type * as t from '@babel/types';
import { nameOf } from '../../tree.ts';
import { argumentsOf } from './chains.ts';
import { toKey, toText } from './coerce.ts';
import type { Environment } from './environment.ts';
import type { Machine } from './machine.ts';
import { held } from './methods.ts';
import { copyInto } from './object-statics.ts';
import { readMember } from './members.ts';
import { isUnknown, list, object, unknown, type ListValue, type ObjectValue, type Value } from './value.ts';

/** `[...]`; unknown where a spread part is. */
export function arrayLiteral(node: t.ArrayExpression, environment: Environment, machine: Machine): Value {
  const items = argumentsOf(node.elements, environment, machine);
  return items === undefined ? unknown('a list with an unknown part', true) : list(items);
}

/** `{...}`; a part that is not known makes it unknown. */
export function objectLiteral(node: t.ObjectExpression, environment: Environment, machine: Machine): Value {
  const result: ObjectValue = {
    kind: 'object',
    type: undefined,
    own: new Map(),
    getters: new Map(),
    hidden: new Set(),
    accessors: new Map(),
  };
  let doubt: string | undefined;
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const from = machine.evaluate(property.argument, environment);
      if (isUnknown(from) || !copyInto(result, from, machine)) doubt = 'an object with an unknown part';
      continue;
    }
    const key = literalKey(property, environment, machine);
    if (key === undefined || key === '__proto__') doubt = 'an object with a key of unknown name';
    else setProperty(result, key, property, environment, machine);
  }
  return doubt === undefined ? result : unknown(doubt, true);
}

function setProperty(
  result: ObjectValue,
  key: string,
  property: t.ObjectProperty | t.ObjectMethod,
  environment: Environment,
  machine: Machine,
): void {
  if (property.type === 'ObjectProperty') {
    result.accessors?.delete(key);
    result.own.set(key, machine.evaluate(property.value, environment));
    return;
  }
  const method = { kind: 'function', node: property, environment, self: result } as const;
  if (property.kind === 'method') result.own.set(key, method);
  else result.accessors?.set(key, { ...result.accessors.get(key), [property.kind]: method });
}

function literalKey(
  property: t.ObjectProperty | t.ObjectMethod,
  environment: Environment,
  machine: Machine,
): string | undefined {
  if (property.computed) return toKey(machine.evaluate(property.key, environment), machine);
  if (property.key.type === 'NumericLiteral') return String(property.key.value);
  return nameOf(property.key);
}

/** A template's text. */
export function template(node: t.TemplateLiteral, environment: Environment, machine: Machine): Value {
  let text: string | undefined = '';
  for (const [i, quasi] of node.quasis.entries()) {
    if (text !== undefined) text += quasi.value.cooked ?? '';
    const inner = node.expressions[i];
    if (inner === undefined) continue;
    const part = toText(machine.evaluate(inner, environment), machine);
    text = typeof part === 'string' && text !== undefined ? text + part : undefined;
  }
  if (text !== undefined) return held(text);
  return node.quasis.some(({ value }) => value.raw !== '')
    ? unknown('a text with an unknown part', true)
    : unknown('a text with an unknown part');
}

/** A tag called with the parts of its template. */
export function taggedTemplate(node: t.TaggedTemplateExpression, environment: Environment, machine: Machine): Value {
  const { tag, quasi } = node;
  const self = tag.type === 'MemberExpression' ? machine.evaluate(tag.object, environment) : undefined;
  const key =
    tag.type === 'MemberExpression' && tag.property.type === 'Identifier' && !tag.computed
      ? tag.property.name
      : undefined;
  const callee =
    tag.type !== 'MemberExpression'
      ? machine.evaluate(tag, environment)
      : key === undefined
        ? unknown('a tag')
        : readMember(self, key, machine);
  const strings: ListValue = {
    ...list(quasi.quasis.map(({ value }) => value.cooked ?? undefined)),
    match: new Map([['raw', list(quasi.quasis.map(({ value }) => value.raw))]]),
  };
  const args = quasi.expressions.map((inner) => machine.evaluate(inner, environment));
  return machine.call(callee, [strings, ...args], self);
}

/** Of JSX only what it is made of is evaluated; the element is a thing, and so it is true. */
export function element(node: t.JSXElement | t.JSXFragment, environment: Environment, machine: Machine): Value {
  const attributes = node.type === 'JSXElement' ? node.openingElement.attributes : [];
  for (const part of [...attributes, ...node.children]) {
    const inner = part.type === 'JSXAttribute' ? part.value : part;
    if (inner?.type === 'JSXElement' || inner?.type === 'JSXFragment') element(inner, environment, machine);
    if (inner?.type === 'JSXSpreadAttribute') machine.evaluate(inner.argument, environment);
    if (inner?.type === 'JSXExpressionContainer' && inner.expression.type !== 'JSXEmptyExpression')
      machine.evaluate(inner.expression, environment);
  }
  return object();
}
