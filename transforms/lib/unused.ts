// What loses its last use through edits: imports, constants, helpers and types that are private to the file, transitively.

import type { Node } from '@babel/types';
import type { Edit } from './codemod.ts';
import { loadedModule } from './module-imports.ts';
import { isPure, type Known } from './purity.ts';
import { type Binding, type Scopes, scopesOf } from './scopes.ts';
import type { Source } from './source.ts';
import { endOf, startOf } from './tree.ts';

/** A binding that may go, and the node that goes with it: specifier, pattern property, declarator or declaration. */
export interface Removable {
  readonly binding: Binding;
  readonly node: Node;
}

/**
 * The bindings that had a live use before the edits and have none after. `kept` are live whatever the edits say.
 */
export function unusedAfter(source: Source, edits: readonly Edit[], kept: ReadonlySet<Binding>): readonly Removable[] {
  const scopes = scopesOf(source);
  const removables = scopes.bindings.flatMap((binding) => {
    const node = kept.has(binding) ? undefined : removableNode(binding, scopes);
    return node === undefined ? [] : [{ binding, node }];
  });
  const replaced = edits.filter((edit) => edit.end > edit.start);
  const before = usesOf(scopes, []);
  const after = [...usesOf(scopes, replaced), ...writtenUses(scopes, edits)];
  const apart = takenApart(removables, scopes);
  const wasLive = reached(removables, apart, before);
  const isLive = reached(removables, apart, after);
  return removables.filter(({ binding }) => wasLive.has(binding) && !isLive.has(binding));
}

interface Use {
  readonly binding: Binding;
  readonly offset: number;
}

function usesOf(scopes: Scopes, replaced: readonly Edit[]): readonly Use[] {
  return scopes.bindings.flatMap((binding) =>
    binding.references.flatMap(({ node }) => {
      const offset = startOf(node);
      return replaced.some((edit) => edit.start <= offset && offset < edit.end) ? [] : [{ binding, offset }];
    }),
  );
}

/** Names in the new text. Words inside its strings count too: better an import too many than one too few. */
function writtenUses(scopes: Scopes, edits: readonly Edit[]): readonly Use[] {
  return edits.flatMap(({ text, start }) =>
    [...text.matchAll(/(?<![\w$]|(?<!\.\.)\.)[A-Za-z_$][\w$]*/g)].flatMap(([word]) => {
      const binding = scopes.lookup(word, start);
      return binding === undefined ? [] : [{ binding, offset: start }];
    }),
  );
}

/** What a pattern takes apart; it goes when every name of the pattern goes. */
interface TakenApart {
  readonly value: Node;
  readonly names: readonly Binding[];
}

function takenApart(removables: readonly Removable[], { parentOf }: Scopes): readonly TakenApart[] {
  const groups = new Map<Node, Binding[]>();
  for (const { binding, node } of removables) {
    const pattern = node.type === 'ObjectProperty' ? parentOf(node)?.node : undefined;
    if (pattern !== undefined) groups.set(pattern, [...(groups.get(pattern) ?? []), binding]);
  }
  return [...groups].flatMap(([pattern, names]) => {
    const holder = parentOf(pattern)?.node;
    const whole = pattern.type === 'ObjectPattern' && pattern.properties.length === names.length;
    return whole && holder?.type === 'VariableDeclarator' && holder.init ? [{ value: holder.init, names }] : [];
  });
}

/** Bindings with a use that does not lie in something unused itself. */
function reached(
  removables: readonly Removable[],
  apart: readonly TakenApart[],
  uses: readonly Use[],
): ReadonlySet<Binding> {
  const within = (node: Node, offset: number): boolean => startOf(node) <= offset && offset < endOf(node);
  const holders = uses.map(({ binding, offset }) => ({
    binding,
    inside: removables.filter(({ node }) => within(node, offset)).map((each) => each.binding),
    apart: apart.filter(({ value }) => within(value, offset)),
  }));
  const live = new Set<Binding>();
  for (let size = -1; size !== live.size;) {
    size = live.size;
    for (const { binding, inside, apart } of holders) {
      const some = apart.every(({ names }) => names.some((name) => live.has(name)));
      if (some && inside.every((holder) => live.has(holder))) live.add(binding);
    }
  }
  return live;
}

const blocks = new Set(['Program', 'BlockStatement', 'StaticBlock', 'SwitchCase', 'TSModuleBlock']);

/** What would go with the binding; undefined where it is exported, or does something when evaluated. */
function removableNode(binding: Binding, scopes: Scopes): Node | undefined {
  const [declared, ...others] = binding.declarations;
  if (declared === undefined || others.length > 0) return undefined;
  const { node } = declared;
  const parent = scopes.parentOf(node)?.node;
  if (parent === undefined) return undefined;
  switch (node.type) {
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'TSImportEqualsDeclaration':
      return node.type === 'TSImportEqualsDeclaration' && node.isExport ? undefined : node;
    case 'FunctionDeclaration':
      return declared.kind === 'function' && blocks.has(parent.type) ? node : undefined;
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
      return blocks.has(parent.type) ? node : undefined;
    case 'TSEnumDeclaration':
      return declared.kind === 'enum' && blocks.has(parent.type) ? node : undefined;
    case 'VariableDeclarator': {
      const around = scopes.parentOf(parent)?.node;
      if (around === undefined || !blocks.has(around.type)) return undefined;
      const plain =
        node.init == null || isPure(node.init, computes(scopes)) || loadedModule(node.init, scopes) !== undefined;
      return plain ? declaredBy(node, declared.identifier) : undefined;
    }
    default:
      return undefined;
  }
}

/** A function of the file that is nothing but an expression, which only computes: `const lower = (text) => text.trim()`. */
function computes(scopes: Scopes, depth = 0): Known {
  return (callee) => {
    const declared = callee.type === 'Identifier' && depth < 3 ? scopes.bindingOf(callee)?.declarations : undefined;
    const node = declared?.length === 1 ? declared[0]?.node : undefined;
    const made = node?.type === 'VariableDeclarator' ? node.init : node;
    const body =
      made?.type === 'ArrowFunctionExpression' || made?.type === 'FunctionDeclaration' ? made.body : undefined;
    const [only, ...more] = body?.type === 'BlockStatement' ? body.body : [];
    const value = body?.type !== 'BlockStatement' ? body : only?.type === 'ReturnStatement' ? only.argument : undefined;
    return value != null && more.length === 0 && isPure(value, computes(scopes, depth + 1));
  };
}

/** The declarator for a plain name, the property for one name of an object pattern. */
function declaredBy(node: Node & { type: 'VariableDeclarator' }, identifier: Node | undefined): Node | undefined {
  if (node.id.type === 'Identifier') return node;
  if (node.id.type !== 'ObjectPattern' || node.id.properties.some(({ type }) => type === 'RestElement'))
    return undefined;
  return node.id.properties.find((property) => {
    if (property.type !== 'ObjectProperty' || property.computed) return false;
    const { value } = property;
    return (
      value === identifier || (value.type === 'AssignmentPattern' && value.left === identifier && isPure(value.right))
    );
  });
}
