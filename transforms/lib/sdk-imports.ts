// Which local names mean which SDK things in a file, shadowing respected: by import, alias, namespace, require, await import.

import type { Node } from '@babel/types';
import type { Generation } from './codemod.ts';
import { loadedModule, type ModuleImport, moduleImports, whole } from './module-imports.ts';
import { type Binding, fileOf, isConstant, scopesOf } from './scopes.ts';
import { type SdkModule, sdkModule } from './sdk-modules.ts';
import type { Source } from './source.ts';
import { nameOf, unwrap } from './tree.ts';

/** A thing of the SDK (or of the patched transport) as the file knows it. */
export interface SdkThing extends SdkModule {
  /** The exported name, `*` for the whole module. */
  readonly name: string;
  readonly module: string;
  readonly generation: Generation;
}

export interface SdkImports {
  /** Every import and re-export from an SDK module or from the patched transport. */
  readonly all: readonly (ModuleImport & { readonly sdk: SdkModule })[];
  /** Which generations the file takes anything from. */
  readonly generations: ReadonlySet<Generation>;
  /**
   * What an identifier, member or qualified name means; undefined for all that is not of the SDK. A node of another file
   * means what it means there.
   */
  resolve(node: Node): SdkThing | undefined;
  /** True when the node means the SDK's (or the patched transport's) export of that name. */
  means(node: Node, name: string): boolean;
}

const made = new WeakMap<Source, SdkImports>();
const tables = new WeakMap<Source, ReadonlyMap<Binding, SdkThing>>();

/** The SDK imports of a file, made once. */
export function sdkImports(source: Source): SdkImports {
  let imports = made.get(source);
  if (imports === undefined) made.set(source, (imports = collect(source)));
  return imports;
}

function collect(source: Source): SdkImports {
  const all = moduleImports(source).flatMap((entry) => {
    const sdk = sdkModule(entry.module);
    return sdk === undefined ? [] : [{ ...entry, sdk }];
  });
  const byBinding = new Map<Binding, SdkThing>();
  tables.set(source, byBinding);
  for (const { binding, name, module, sdk } of all) {
    if (binding !== undefined) byBinding.set(binding, { ...sdk, name, module });
  }
  const answered = new WeakMap<Node, { readonly thing: SdkThing | undefined }>();
  const resolve = (node: Node): SdkThing | undefined => {
    let answer = answered.get(node);
    if (answer === undefined) answered.set(node, (answer = { thing: resolveIn(source, node, 0) }));
    return answer.thing;
  };
  return {
    all,
    generations: new Set(all.map(({ sdk }) => sdk.generation)),
    resolve,
    means: (node, name) => resolve(node)?.name === name,
  };
}

/** Aliases of aliases are followed this far; more is no import any longer. */
const maxDepth = 5;

function resolveIn(source: Source, node: Node, depth: number): SdkThing | undefined {
  const inner = unwrap(node);
  const again = (below: Node): SdkThing | undefined => resolveIn(source, below, depth + 1);
  switch (inner.type) {
    case 'Identifier':
    case 'JSXIdentifier': {
      const binding = scopesOf(source).bindingOf(inner);
      if (binding === undefined) return undefined;
      return importedAs(binding) ?? (depth < maxDepth ? alias(binding, again) : undefined);
    }
    case 'MemberExpression':
    case 'OptionalMemberExpression': {
      const plain = !inner.computed || inner.property.type === 'StringLiteral';
      return plain ? member(again(inner.object), nameOf(inner.property)) : undefined;
    }
    case 'TSQualifiedName':
      return member(again(inner.left), inner.right.name);
    case 'TSImportType': {
      const sdk = sdkModule(inner.argument.value);
      const module = sdk && { ...sdk, name: whole, module: inner.argument.value };
      return inner.qualifier?.type === 'Identifier' ? member(module, inner.qualifier.name) : undefined;
    }
    case 'AwaitExpression':
    case 'CallExpression': {
      const loaded = loadedModule(inner, scopesOf(source));
      if (loaded === undefined || (loaded.form === 'dynamic' && inner.type !== 'AwaitExpression')) return undefined;
      const sdk = sdkModule(loaded.literal.value);
      return sdk && { ...sdk, name: whole, module: loaded.literal.value };
    }
    default:
      return undefined;
  }
}

function importedAs(binding: Binding): SdkThing | undefined {
  const home = fileOf(binding);
  if (home === undefined) return undefined;
  if (!tables.has(home)) sdkImports(home);
  return tables.get(home)?.get(binding);
}

function member(of: SdkThing | undefined, name: string | undefined): SdkThing | undefined {
  return of?.name === whole && name !== undefined ? { ...of, name } : undefined;
}

/** `const T = sdk.Thing` and `const { Thing: T } = sdk`, where the constant is never assigned again. */
function alias(binding: Binding, resolve: (node: Node) => SdkThing | undefined): SdkThing | undefined {
  const [declared] = binding.declarations;
  if (declared?.node.type !== 'VariableDeclarator' || !isConstant(binding) || declared.node.init == null)
    return undefined;
  const { id, init } = declared.node;
  if (id.type === 'Identifier') return resolve(init);
  if (id.type !== 'ObjectPattern') return undefined;
  const property = id.properties.find((each) => each.type === 'ObjectProperty' && each.value === declared.identifier);
  if (property?.type !== 'ObjectProperty' || property.computed) return undefined;
  return member(resolve(init), nameOf(property.key));
}
