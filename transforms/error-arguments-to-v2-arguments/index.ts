// SDK v1 built `new StreamableHTTPError(status, message)`; v2 builds `new SdkHttpError(code, message, { status })`. The SDK's own
// codemod renames the class and leaves the arguments, with a comment.

import type { Node } from '@babel/types';
import type { Codemod, Edit, Finding } from '../lib/codemod.ts';
import { moduleImports } from '../lib/module-imports.ts';
import { localName } from '../lib/names.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import { transportModules } from '../lib/sdk-modules.ts';
import type { Source } from '../lib/source.ts';
import { toTransform } from '../lib/to-transform.ts';
import { endOf, spanOf, startOf, unwrap, walk } from '../lib/tree.ts';
import { needles } from './needles.ts';

const messages = {
  'error-arguments': 'Builds an SdkHttpError of v2 with the arguments that v1 took.',
} as const;

export const codemod = {
  id: 'error-arguments-to-v2-arguments',
  title: 'Build HTTP errors with the arguments of SDK v2',
  needles,
  after: [],
  messages,
  inspect: (source) => inspect(source),
} satisfies Codemod;

function inspect(source: Source): readonly Finding[] {
  const found: Finding[] = [];
  walk(source.file.program, (node) => {
    const finding = node.type === 'NewExpression' ? findingFor(source, node) : undefined;
    if (finding !== undefined) found.push(finding);
    return undefined;
  });
  return found;
}

function findingFor(source: Source, node: Node & { readonly type: 'NewExpression' }): Finding | undefined {
  const thing = sdkImports(source).resolve(node.callee);
  if (thing?.name !== 'SdkHttpError' || thing.generation !== 'v2') return undefined;
  // In v2 there is no error without its data.
  const [status, message, more] = node.arguments;
  if (status === undefined || message === undefined || more !== undefined || !mayBeStatus(status)) return undefined;
  if (message.type === 'SpreadElement') return undefined;
  const { stock, patched } = transportModules.v2;
  const ours = moduleImports(source).some(({ module, name }) => module === patched && name === 'SdkErrorCode');
  const module = ours ? patched : stock;
  const local = localName(source, module, 'SdkErrorCode', spanOf(node));
  const written = source.text.slice(startOf(status), endOf(status));
  const data = written === 'status' ? '{ status }' : `{ status: ${written} }`;
  return {
    ...spanOf(node),
    kind: 'fix',
    messageId: 'error-arguments',
    message: messages['error-arguments'],
    reason: 'In SDK v2 the status is in the data of the error, and the code is a text.',
    change: {
      edits: [
        { ...spanOf(status), text: `${local}.ClientHttpNotImplemented` },
        { start: endOf(message), end: endOf(message), text: `, ${data}` },
        ...settledComment(source, node),
      ],
      imports: [{ module, name: 'SdkErrorCode', local }],
    },
  };
}

/** A number or what holds one. What is no status of HTTP (`undefined`, -1 for a wrong content type) has no counterpart. */
function mayBeStatus(argument: Node): boolean {
  if (argument.type === 'SpreadElement') return false;
  const node = unwrap(argument);
  switch (node.type) {
    case 'NumericLiteral':
      return node.value >= 100 && node.value < 600;
    case 'Identifier':
      return node.name !== 'undefined';
    case 'MemberExpression':
    case 'OptionalMemberExpression':
    case 'ConditionalExpression':
    case 'CallExpression':
      return true;
    default:
      return false;
  }
}

/** The comment of the SDK's codemod on the line above, where it is about nothing else. */
function settledComment(source: Source, node: Node): readonly Edit[] {
  const line = source.text.lastIndexOf('\n', startOf(node) - 1) + 1;
  const above = source.text.lastIndexOf('\n', line - 2) + 1;
  const text = source.text.slice(above, line);
  const isIt = /^[ \t]*\/\* @mcp-codemod-error new StreamableHTTPError\((?:(?!\*\/)[^|])*\*\/\s*$/.test(text);
  const isComment = (source.file.comments ?? []).some(
    ({ start }) => start !== undefined && start >= above && start < line,
  );
  return isIt && isComment ? [{ start: above, end: line, text: '' }] : [];
}

export default toTransform(codemod);
