// When mocks take effect: those at the top together and before everything else, others when their line comes. Two that
// stand in one block, with nothing between them that may load a module, take effect together as well.

import type { Node } from '@babel/types';
import { scopesOf } from '../scopes.ts';
import type { Source } from '../source.ts';
import { nameOf, walk } from '../tree.ts';

/** A list of statements and the place of one in it. */
interface Listed {
  readonly list: Node;
  readonly statements: readonly Node[];
  readonly statement: Node;
}

/** Where a call stands that is a statement of its own. */
export function listed(source: Source, call: Node): Listed | undefined {
  const { parentOf } = scopesOf(source);
  const statement = parentOf(call)?.node;
  const list = statement && parentOf(statement)?.node;
  if (statement?.type !== 'ExpressionStatement' || list === undefined) return undefined;
  const program = list.type === 'File' ? list.program : list;
  if (program.type !== 'Program' && program.type !== 'BlockStatement') return undefined;
  return { list: program, statements: program.body, statement };
}

/** The runner lifts it to the top. */
export function isHoisted(source: Source, call: Node): boolean {
  const named = call.type === 'CallExpression' && call.callee.type === 'MemberExpression' ? call.callee.property : call;
  return nameOf(named) === 'mock' && listed(source, call)?.list.type === 'Program';
}

/** Whether no test can meet some of the calls and not the others; false of calls in different blocks. */
export function takeEffectTogether(source: Source, calls: readonly Node[]): boolean {
  const places = calls.map((call) => listed(source, call));
  const [first] = places;
  if (first === undefined || places.some((each) => each?.list !== first.list)) return false;
  if (calls.every((call) => isHoisted(source, call))) return true;
  const at = places.map((each) => first.statements.findIndex((node) => node === each?.statement));
  const between = first.statements.slice(Math.min(...at), Math.max(...at));
  return between.every((statement) => !mayLoad(statement));
}

const runners = new Set(['vi', 'vitest', 'jest']);
const ending = /^(?:unmock|doUnmock|dontMock|deepUnmock|isolateModules\w*|import\w+|require\w+)$/;

/** Whether a statement may load a module, or end a mock; what stands in a function is for later. */
function mayLoad(statement: Node): boolean {
  let loads = false;
  walk(statement, (node) => {
    if (/Function|Method/.test(node.type)) return false;
    if (
      /^(?:AwaitExpression|NewExpression|TaggedTemplateExpression|OptionalCallExpression|YieldExpression)$/.test(
        node.type,
      )
    )
      loads = true;
    if (node.type === 'CallExpression') loads ||= !isOfRunner(node.callee);
    return !loads;
  });
  return loads;
}

function isOfRunner(callee: Node): boolean {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return false;
  return runners.has(callee.object.name) && !ending.test(nameOf(callee.property) ?? 'import');
}
