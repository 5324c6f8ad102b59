// The real module beside a mock: `jest.requireActual('…')`, `await vi.importActual('…')`. The SDK's own codemod writes the new
// path into it, and leaves the names that are taken from it.

import type { Node } from '@babel/types';
import type { Finding } from '../lib/codemod.ts';
import { renamedClasses } from '../lib/port/class-names.ts';
import { contains, scopesOf } from '../lib/scopes.ts';
import { sdkModule } from '../lib/sdk-modules.ts';
import type { Source } from '../lib/source.ts';
import { nameOf, spanOf, startOf, unwrap, walk } from '../lib/tree.ts';
import { messages } from './messages.ts';

/** A finding for every name of v1 that the real module is asked for, and for types of v1 that it is given. `without` are mocks that go. */
export function actualFindings(source: Source, without: readonly Node[]): readonly Finding[] {
  const found: Finding[] = [];
  walk(source.file.program, (node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
    if (!/^(?:importActual|requireActual)$/.test(nameOf(node.callee.property) ?? '')) return undefined;
    if (without.some((mock) => contains(mock, node))) return undefined;
    const [path] = node.arguments;
    const sdk = path?.type === 'StringLiteral' ? sdkModule(path.value) : undefined;
    if (path?.type !== 'StringLiteral' || sdk?.generation !== 'v2') return undefined;
    found.push(...takenFrom(source, node).map(findingFor), ...typesIn(node, path.value));
    return undefined;
  });
  return found;
}

/** The name as it is taken: a key of a pattern, the property of a member. */
interface Taken {
  readonly node: Node;
  readonly name: string;
  /** It is built with the arguments of v1. */
  readonly built: boolean;
  readonly shorthand: boolean;
}

function takenFrom(source: Source, call: Node): readonly Taken[] {
  const { parentOf, bindingOf } = scopesOf(source);
  let at = call;
  let above = parentOf(at)?.node;
  while (above !== undefined && (above.type === 'AwaitExpression' || (unwrap(above) === unwrap(at) && above !== at))) {
    at = above;
    above = parentOf(at)?.node;
  }
  if (above === undefined) return [];
  if (above.type === 'MemberExpression') return memberOf(source, above);
  if (above.type !== 'VariableDeclarator') return [];
  if (above.id.type === 'Identifier')
    return (bindingOf(above.id)?.references ?? []).flatMap(({ node }) => {
      const use = parentOf(node)?.node;
      return use?.type === 'MemberExpression' && use.object === node ? memberOf(source, use) : [];
    });
  if (above.id.type !== 'ObjectPattern') return [];
  return above.id.properties.flatMap((property): readonly Taken[] => {
    if (property.type !== 'ObjectProperty') return [];
    const name = nameOf(property.key);
    if (name === undefined || !Object.hasOwn(renamedClasses, name)) return [];
    const uses = bindingOf(property.value)?.references ?? [];
    return [
      {
        node: property.key,
        name,
        built: uses.some(({ node }) => isBuilt(source, node)),
        shorthand: property.shorthand,
      },
    ];
  });
}

function memberOf(source: Source, member: Node): readonly Taken[] {
  if (member.type !== 'MemberExpression' || member.computed) return [];
  const name = nameOf(member.property);
  if (name === undefined || !Object.hasOwn(renamedClasses, name)) return [];
  return [{ node: member.property, name, built: isBuilt(source, member), shorthand: false }];
}

function isBuilt(source: Source, node: Node): boolean {
  const above = scopesOf(source).parentOf(node);
  return above?.node.type === 'NewExpression' && above.key === 'callee';
}

function findingFor({ node, name, built, shorthand }: Taken): Finding {
  const said = { ...spanOf(node), messageId: 'real-v1-name', message: messages['real-v1-name'] } as const;
  const [now = name, other] = renamedClasses[name] ?? [];
  if (built || other !== undefined) {
    const which = other === undefined ? now : `${now} or ${other}`;
    const reason = `In SDK v2 it is ${which}${built ? ', and takes other arguments' : ''}: write what is meant.`;
    return { ...said, kind: 'todo', reason };
  }
  const edit = shorthand
    ? { start: startOf(node), end: startOf(node), text: `${now}: ` }
    : { ...spanOf(node), text: now };
  return { ...said, kind: 'fix', reason: `In SDK v2 it is ${now}.`, change: { edits: [edit], imports: [] } };
}

/** Types of SDK v1 that the call is given. */
function typesIn(call: Node, module: string): readonly Finding[] {
  const found: Finding[] = [];
  walk(call, (node) => {
    if (node.type !== 'TSImportType' || sdkModule(node.argument.value)?.generation !== 'v1') return undefined;
    const { start, end } = spanOf(node.argument);
    const change = { edits: [{ start: start + 1, end: end - 1, text: module }], imports: [] };
    const said = { ...spanOf(node), messageId: 'v1-type', message: messages['v1-type'] };
    found.push({ ...said, kind: 'fix', reason: `The module is ${module} now.`, change });
    return undefined;
  });
  return found;
}
