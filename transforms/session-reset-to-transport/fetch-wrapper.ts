// What a fetch wrapper is without the branch that intercepts a 404: less code, or nothing at all.

import type { Node } from '@babel/types';
import type { Edit } from '../lib/codemod.ts';
import { fileStyle } from '../lib/file-style.ts';
import { isPure } from '../lib/purity.ts';
import { editMembers, removeNodes } from '../lib/removal.ts';
import { scopesOf } from '../lib/scopes.ts';
import type { Source } from '../lib/source.ts';
import { endOf, nameOf, unwrap } from '../lib/tree.ts';
import { answersOf, type Given, type Interception } from './interceptions.ts';
import { isOwn } from './own-transport.ts';

/** The edits that take the branch away, with the wrapper where nothing else is in it; undefined where it does more. */
export function withoutInterception(
  source: Source,
  interception: Interception,
  cleared: ReadonlyMap<Node, Node>,
): readonly Edit[] | undefined {
  if (!isRedundant(source, interception, cleared)) return undefined;
  const { given, branch } = interception;
  return given !== undefined && isTransparent(source, interception)
    ? withoutOption(source, given)
    : removeNodes(source, [branch]);
}

/** True where a branch does nothing but to clear, to log and to let the answer go. */
function isRedundant(source: Source, interception: Interception, cleared: ReadonlyMap<Node, Node>): boolean {
  const { branch, wrapper } = interception;
  if (branch.alternate) return false;
  const statements = branch.consequent.type === 'BlockStatement' ? branch.consequent.body : [branch.consequent];
  const answers = answersOf(wrapper);
  const isAnswer = (node: Node): boolean => {
    const inner = unwrap(node);
    const declared = inner.type === 'Identifier' ? scopesOf(source).bindingOf(inner)?.declarations[0]?.node : undefined;
    const init = declared?.type === 'VariableDeclarator' && declared.init ? unwrap(declared.init) : undefined;
    return init?.type === 'AwaitExpression' && answers.includes(unwrap(init.argument));
  };
  const clearsOwn = (statement: Node): boolean => {
    const object = cleared.get(statement);
    return object !== undefined && isOwn(source, object, interception);
  };
  const last = wrapper.body.type === 'BlockStatement' ? wrapper.body.body.at(-1) : undefined;
  const ends = last?.type === 'ReturnStatement' && last.argument != null && isAnswer(last.argument);
  const parent = scopesOf(source).parentOf(branch)?.node;
  return (
    ends &&
    parent === wrapper.body &&
    isPure(branch.test) &&
    statements.every(
      (statement) =>
        clearsOwn(statement) ||
        (statement.type === 'ReturnStatement' && statement.argument != null && isAnswer(statement.argument)),
    )
  );
}

/** True where without the branch the wrapper only hands its arguments to the global `fetch` and its answer back. */
function isTransparent(source: Source, { branch, wrapper }: Interception): boolean {
  if (wrapper.body.type !== 'BlockStatement') return false;
  const names = wrapper.params.map((param) => nameOf(param));
  const rest = wrapper.body.body.filter((statement) => statement !== branch);
  let calls = 0;
  for (const statement of rest) {
    if (statement.type === 'ReturnStatement') continue;
    if (statement.type !== 'VariableDeclaration') return false;
    for (const { init } of statement.declarations) {
      const value = init ? unwrap(init) : undefined;
      const call = value?.type === 'AwaitExpression' ? unwrap(value.argument) : undefined;
      if (call?.type === 'CallExpression') {
        const global = call.callee.type === 'Identifier' && call.callee.name === 'fetch';
        if (!global || scopesOf(source).bindingOf(call.callee) !== undefined) return false;
        if (call.arguments.some((argument, i) => nameOf(unwrap(argument)) !== names[i])) return false;
        if (call.arguments.length !== names.length) return false;
        calls += 1;
      } else if (value !== undefined && !isPure(value)) return false;
    }
  }
  return calls === 1;
}

/** The options without their `fetch`; without options where there were no others. */
function withoutOption(source: Source, { construction, property }: Given): readonly Edit[] {
  const [url, options] = construction.arguments;
  if (url === undefined || options?.type !== 'ObjectExpression') return [];
  if (options.properties.length === 1 && construction.arguments.length === 2) {
    const rest = /^\s*,/.exec(source.text.slice(endOf(options)))?.[0].length ?? 0;
    return [{ start: endOf(url), end: endOf(options) + rest, text: '' }];
  }
  const list = { members: options.properties, added: [], dropped: new Set([property]) };
  return editMembers(source, list, fileStyle(source).eol);
}
