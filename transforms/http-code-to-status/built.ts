// The errors with a status that a test builds: of SDK v2, in the arguments of either generation, or of something else.

import type { Node } from '@babel/types';
import { contains, scopesOf } from '../lib/scopes.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import type { Source } from '../lib/source.ts';
import { nameOf, unwrap, walk } from '../lib/tree.ts';

/** Something with a status in it that a test builds. */
export interface Built {
  readonly node: Node;
  /** An SdkHttpError; else something that keeps its number in `code`. */
  readonly sdk: boolean;
  /** Undefined where it is not to be seen. */
  readonly status: number | undefined;
}

/** True of a number that HTTP knows as one of an error. */
export function isStatus(value: number): boolean {
  return value >= 400 && value < 600;
}

/** What is built in a node, and in the constants and helpers of the file that it names. */
export function built(source: Source, test: Node): readonly Built[] {
  const found = new Map<Node, Built>();
  const parts = new Set<Node>([test]);
  for (const part of parts) {
    walk(part, (node) => {
      const one = builtBy(source, node);
      if (one !== undefined) found.set(one.node, one);
      const made = node.type === 'Identifier' ? definedBy(source, node) : undefined;
      if (made !== undefined && ![...parts].some((each) => contains(each, made))) parts.add(made);
      return undefined;
    });
  }
  return [...found.values()];
}

/** What a constant of the file was made with, or the function of that name. */
function definedBy(source: Source, name: Node): Node | undefined {
  const declared = scopesOf(source).bindingOf(name)?.declarations[0]?.node;
  if (declared?.type === 'VariableDeclarator' && declared.id.type === 'Identifier') return declared.init ?? undefined;
  return declared?.type === 'FunctionDeclaration' || declared?.type === 'ClassDeclaration' ? declared : undefined;
}

function builtBy(source: Source, node: Node): Built | undefined {
  if (node.type === 'NewExpression') {
    const thing = sdkImports(source).resolve(node.callee);
    if (thing?.name === 'SdkHttpError' && thing.generation === 'v2')
      return { node, sdk: true, status: statusIn(node.arguments) };
    const status = node.arguments.map(numberIn).find((each) => each !== undefined);
    const isError = /(?:Error|Exception|Failure)$/.test(nameOf(node.callee) ?? '');
    return isError && status !== undefined ? { node, sdk: false, status } : undefined;
  }
  if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression') {
    const status = nameOf(node.left.property) === 'code' ? numberIn(node.right) : undefined;
    return status === undefined ? undefined : { node, sdk: false, status };
  }
  if (node.type !== 'ObjectExpression' || isMatcher(source, node)) return undefined;
  const code = node.properties.find((each) => each.type === 'ObjectProperty' && nameOf(each.key) === 'code');
  const status = code?.type === 'ObjectProperty' ? numberIn(code.value) : undefined;
  return status === undefined ? undefined : { node, sdk: false, status };
}

/** What is asserted is not built. */
function isMatcher(source: Source, node: Node): boolean {
  const above = scopesOf(source).parentOf(node)?.node;
  const callee = above?.type === 'CallExpression' ? above.callee : undefined;
  const name = callee?.type === 'MemberExpression' ? nameOf(callee.property) : undefined;
  return /^(?:toMatchObject|objectContaining|rejects|throws)$/.test(name ?? '');
}

/** In the data of v2, or as the first argument that v1 took. */
function statusIn(args: readonly Node[]): number | undefined {
  const [first, , data] = args;
  const old = numberIn(first);
  if (old !== undefined || data?.type !== 'ObjectExpression') return old;
  const property = data.properties.find((each) => each.type === 'ObjectProperty' && nameOf(each.key) === 'status');
  return property?.type === 'ObjectProperty' ? numberIn(property.value) : undefined;
}

function numberIn(node: Node | undefined): number | undefined {
  const inner = node && unwrap(node);
  return inner?.type === 'NumericLiteral' && isStatus(inner.value) ? inner.value : undefined;
}
