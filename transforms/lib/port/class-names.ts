// Names of v1's error classes in texts, which nothing renames, and what they are in v2. The class StreamableHTTPError never
// set a `name`, so that its errors were called `Error`; v2's classes all set theirs.

import type { Node } from '@babel/types';
import type { Edit } from '../codemod.ts';
import type { Source } from '../source.ts';
import { endOf, nameOf, startOf, walk } from '../tree.ts';
import { madeOf } from './made-of.ts';

/** What a class of v1 can be in v2, the likeliest first: what a server answered, and what the client found by itself. */
export const renamedClasses: Readonly<Record<string, readonly [string, ...string[]]>> = {
  StreamableHTTPError: ['SdkHttpError'],
  McpError: ['ProtocolError', 'SdkError'],
};

const word = /\b(StreamableHTTPError|McpError)\b/;

/** A text that names a class. */
export interface ClassName {
  readonly node: Node;
  readonly name: string;
  /** The text with another name in it. */
  as(name: string): string;
}

/** Every text in what a condition is made of that names a class of v1. */
export function classNamesIn(source: Source, condition: Node): readonly ClassName[] {
  const found = new Map<Node, ClassName>();
  for (const part of madeOf(source, condition)) {
    walk(part, (node) => {
      const text = textOf(node);
      const name = text === undefined ? undefined : word.exec(text)?.[1];
      const written = source.text.slice(startOf(node), endOf(node));
      if (name !== undefined) found.set(node, { node, name, as: (other) => written.replaceAll(name, other) });
      if (node.type === 'ObjectProperty' && !node.computed && !node.shorthand && node.key.type === 'Identifier') {
        const key = node.key;
        if (Object.hasOwn(renamedClasses, key.name))
          found.set(key, { node: key, name: key.name, as: (other) => other });
      }
      return undefined;
    });
  }
  return [...found.values()];
}

/** A text that names a class of v1. */
export function namesClass(node: Node): boolean {
  return word.test(textOf(node) ?? '');
}

function textOf(node: Node): string | undefined {
  if (node.type === 'StringLiteral') return node.value;
  return node.type === 'RegExpLiteral' ? node.pattern : undefined;
}

/** The edits that put another name in. */
export function renameClass({ node, as }: ClassName, name: string): Edit {
  return { start: startOf(node), end: endOf(node), text: as(name) };
}

/** `e.constructor.name` becomes `e.name`, which v2's classes set and which a minifier leaves as it is. */
export function dropConstructor(source: Source, condition: Node): readonly Edit[] {
  const found = new Map<Node, Edit>();
  for (const part of madeOf(source, condition)) {
    walk(part, (node) => {
      if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return undefined;
      const { object } = node;
      if (node.computed || nameOf(node.property) !== 'name') return undefined;
      if (object.type !== 'MemberExpression' && object.type !== 'OptionalMemberExpression') return undefined;
      if (object.computed || nameOf(object.property) !== 'constructor') return undefined;
      const optional = object.type === 'OptionalMemberExpression' && object.optional;
      found.set(node, { start: endOf(object.object), end: endOf(node), text: optional ? '?.name' : '.name' });
      return undefined;
    });
  }
  return [...found.values()];
}
