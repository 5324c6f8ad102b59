// Assertions of a test on the status of an error that it builds: `rejects.toMatchObject({ code: 404 })`. v1 had it in `code`.

import type { Node } from '@babel/types';
import type { Context, Edit, Finding } from '../lib/codemod.ts';
import { scopesOf } from '../lib/scopes.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import type { Source } from '../lib/source.ts';
import { surround } from '../lib/surroundings.ts';
import { isTestFile } from '../lib/test-files.ts';
import { nameOf, spanOf, startOf, unwrap, walk } from '../lib/tree.ts';
import { built, isStatus } from './built.ts';
import { carriesCode } from './carriers.ts';

/** What is said of them, by message id. */
export const assertionMessages = {
  'asserted-status': 'Asserts an HTTP status of `code`, where SDK v2 has a text.',
} as const;

interface Asserted {
  readonly node: Node;
  readonly status: number;
  readonly edit: Edit;
  /** What `code` is read off, where that can be seen. */
  readonly of: Node | undefined;
}

/** The findings for the assertions of a test file. */
export function assertionFindings(source: Source, context: Context): readonly Finding[] {
  if (!isTestFile(source.path)) return [];
  const { generations } = sdkImports(source);
  const moved = context.facts.ask('declared-sdk')?.moved === true;
  if (!generations.has('v2') || generations.has('v1')) return [];
  const asserted = assertedIn(source);
  if (asserted.length === 0) return [];
  surround(source, context.facts);
  return asserted.flatMap((each) => findingFor(source, each, moved, context) ?? []);
}

function findingFor(source: Source, each: Asserted, moved: boolean, { facts }: Context): Finding | undefined {
  const { status, of, node, edit } = each;
  const test = testAround(source, node);
  const errors = built(source, test).filter((error) => error.status === status || error.status === undefined);
  const own = errors.some(({ sdk }) => sdk);
  const itself = of !== undefined && errors.some((error) => error.sdk && initOf(source, of) === error.node);
  const change = { edits: [edit], imports: [] };
  const said = { ...spanOf(node), messageId: 'asserted-status', message: assertionMessages['asserted-status'] };
  const { modules } = facts;
  const nothingElse = errors.every(({ sdk }) => sdk) && modules !== undefined && !carriesCode(modules, source);
  if (own && (itself || nothingElse)) {
    const reason = 'It is the error of SDK v2 that the test builds: its status is in `status`.';
    return { ...said, kind: 'fix', reason, change };
  }
  if (!own || !moved) return undefined;
  return {
    ...said,
    kind: 'ask',
    reason: 'What is asserted may be an error of SDK v2, or something of your own that has a `code`.',
    choices: [
      { id: 'move', label: 'It is an error of SDK v2: assert `status`', change },
      { id: 'keep', label: 'Leave it as it is', change: { edits: [], imports: [] } },
    ],
  };
}

/** Every assertion that something has an HTTP status in `code`. */
function assertedIn(source: Source): readonly Asserted[] {
  const found: Asserted[] = [];
  walk(source.file.program, (node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
    const [first, second] = node.arguments;
    const name = nameOf(node.callee.property) ?? '';
    const { object } = node.callee;
    if (name === 'toMatchObject' || (name === 'objectContaining' && nameOf(object) === 'expect'))
      found.push(...inObject(first, undefined));
    else if (/^(?:rejects|throws)$/.test(name) && nameOf(object) === 'assert')
      found.push(...inObject(second, undefined));
    else if (name === 'toHaveProperty' && first?.type === 'StringLiteral' && first.value === 'code') {
      const { start, end } = spanOf(first);
      const status = statusOf(second);
      if (status !== undefined)
        found.push({ node, status, edit: { start: start + 1, end: end - 1, text: 'status' }, of: subjectOf(object) });
    } else if (/^(?:toBe|toEqual|toStrictEqual)$/.test(name)) {
      found.push(...readIn(subjectOf(object), node, statusOf(first)));
    } else if (/^(?:equal|strictEqual)$/.test(name) && nameOf(object) === 'assert') {
      found.push(...readIn(first, node, statusOf(second)));
    }
    return undefined;
  });
  return found;
}

function inObject(node: Node | undefined, of: Node | undefined): readonly Asserted[] {
  if (
    node?.type !== 'ObjectExpression' ||
    node.properties.some((each) => 'key' in each && nameOf(each.key) === 'status')
  )
    return [];
  return node.properties.flatMap((each): readonly Asserted[] => {
    if (each.type !== 'ObjectProperty' || each.computed || nameOf(each.key) !== 'code') return [];
    const status = statusOf(each.value);
    const { start, end } = spanOf(each.key);
    const quoted = each.key.type === 'StringLiteral' ? 1 : 0;
    return status === undefined
      ? []
      : [{ node: each, status, edit: { start: start + quoted, end: end - quoted, text: 'status' }, of }];
  });
}

/** `error.code` without a cast that promises what it is. */
function readIn(read: Node | undefined, node: Node, status: number | undefined): readonly Asserted[] {
  if (status === undefined || (read?.type !== 'MemberExpression' && read?.type !== 'OptionalMemberExpression'))
    return [];
  if (read.computed || nameOf(read.property) !== 'code' || read.object.type !== 'Identifier') return [];
  return [{ node, status, edit: { ...spanOf(read.property), text: 'status' }, of: read.object }];
}

/** What stands in `expect(…)` of a chain. */
function subjectOf(chain: Node): Node | undefined {
  if (chain.type === 'MemberExpression') return subjectOf(chain.object);
  if (chain.type !== 'CallExpression' || nameOf(chain.callee) !== 'expect') return undefined;
  return chain.arguments[0];
}

function statusOf(node: Node | undefined): number | undefined {
  return node?.type === 'NumericLiteral' && isStatus(node.value) ? node.value : undefined;
}

/** What the constant of that name was made with. */
function initOf(source: Source, node: Node): Node | undefined {
  const declared = node.type === 'Identifier' ? scopesOf(source).bindingOf(node)?.declarations[0]?.node : node;
  return declared?.type === 'VariableDeclarator' && declared.init ? unwrap(declared.init) : declared;
}

/** The test around a node: a function handed to a call, the innermost of them that is handed to `it` or `test`. */
function testAround(source: Source, node: Node): Node {
  const { parentOf } = scopesOf(source);
  for (let at: Node | undefined = node; at !== undefined; at = parentOf(at)?.node) {
    const above: Node | undefined = parentOf(at)?.node;
    const isCallback = /FunctionExpression$/.test(at.type) && above?.type === 'CallExpression' && above.callee !== at;
    if (isCallback && /^(?:it|test|specify)\b/.test(source.text.slice(startOf(above), startOf(above) + 8))) return at;
  }
  return source.file.program;
}
