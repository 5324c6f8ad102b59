// Where a file loads the old module in the middle of an expression or a type, without a name for it.

import type { Node } from '@babel/types';
import type { Edit } from '../codemod.ts';
import { loadedModule } from '../module-imports.ts';
import { scopesOf } from '../scopes.ts';
import { type SdkModule, sdkModule } from '../sdk-modules.ts';
import type { Source } from '../source.ts';
import { nameOf, unwrap, walk } from '../tree.ts';
import { membersOf } from './imports.ts';
import { byHand, mentions, movable, type Move, type Site, toTarget } from './move.ts';

/** The sites by `import('…').X` in a type, `(await import('…')).X`, `require('…').X` and `import('…').then(…)`. */
export function loadSites(source: Source, move: Move): readonly Site[] {
  const sites: Site[] = [];
  walk(source.file.program, (node) => {
    const site = node.type === 'TSImportType' ? importType(node, move) : load(source, node, move);
    if (site !== undefined) sites.push(site);
    return undefined;
  });
  return sites;
}

function oldModule(specifier: string, move: Move): SdkModule | undefined {
  const sdk = sdkModule(specifier);
  return sdk !== undefined && move.brings(sdk) ? sdk : undefined;
}

function importType(node: Node & { type: 'TSImportType' }, move: Move): Site | undefined {
  const sdk = oldModule(node.argument.value, move);
  const name = node.qualifier?.type === 'Identifier' ? node.qualifier.name : '';
  if (sdk === undefined || !move.names.has(name)) return undefined;
  return movable(node, sdk.generation, [name], { edits: [toTarget(move, node.argument, sdk.generation)] });
}

function load(source: Source, node: Node, move: Move): Site | undefined {
  const scopes = scopesOf(source);
  const loaded = node.type === 'AwaitExpression' ? undefined : loadedModule(node, scopes);
  const sdk = loaded && oldModule(loaded.literal.value, move);
  // `loadedModule` looks through casts; the call itself is met on its own.
  if (loaded === undefined || sdk === undefined || unwrap(node) !== node) return undefined;
  const holder = holderOf(source, node);
  const swap = { edits: [toTarget(move, loaded.literal, sdk.generation)] };
  switch (holder?.node.type) {
    case 'ExpressionStatement':
      return undefined;
    case 'VariableDeclarator':
      // By a name of its own, unless nobody awaited it.
      if (loaded.form === 'require' || holder.awaited) return undefined;
      break;
    case 'MemberExpression': {
      const name = nameOf(holder.node.property);
      if (loaded.form === 'dynamic' && !holder.awaited) {
        if (name === 'then') return promised(source, holder.node, sdk, swap, move);
        break;
      }
      const named = scopes.parentOf(holder.node)?.node.type === 'VariableDeclarator';
      const moves = name !== undefined && move.names.has(name) && !named;
      return moves ? movable(holder.node, sdk.generation, [name], swap) : undefined;
    }
    case 'CallExpression':
      if (isMocking(holder.node)) return undefined;
      break;
    default:
  }
  const out = holder?.node.type === 'AssignmentExpression' || holder?.node.type === 'SpreadElement';
  return out || sdk.generation === 'v1' || mentions(move, source.text) ? handedOn(node, sdk) : undefined;
}

/** What holds the loaded module, past `await` and casts. */
function holderOf(source: Source, node: Node): { readonly node: Node; readonly awaited: boolean } | undefined {
  const { parentOf } = scopesOf(source);
  let awaited = false;
  for (let at = parentOf(node)?.node; at !== undefined; at = parentOf(at)?.node) {
    if (at.type === 'AwaitExpression') awaited = true;
    else if (unwrap(at) === at) return { node: at, awaited };
  }
  return undefined;
}

/** Mocks have sites of their own; `importActual` belongs to one. */
function isMocking(node: Node & { type: 'CallExpression' }): boolean {
  return node.callee.type === 'MemberExpression' && /mock|actual/i.test(nameOf(node.callee.property) ?? '');
}

function handedOn(node: Node, { generation }: SdkModule): Site {
  return byHand(node, generation, 'swap', 'The module is loaded here and handed on as a whole, or with other names.');
}

function promised(
  source: Source,
  then: Node,
  sdk: SdkModule,
  swap: { readonly edits: readonly Edit[] },
  { names }: Move,
): Site | undefined {
  const call = scopesOf(source).parentOf(then)?.node;
  const callback = call?.type === 'CallExpression' ? call.arguments[0] : undefined;
  const param = callback !== undefined && 'params' in callback ? callback.params[0] : undefined;
  const taken = param === undefined ? [undefined] : takenFrom(source, param);
  const ours = taken.flatMap((name) => (name !== undefined && names.has(name) ? [name] : []));
  if (taken.length > 0 && ours.length === taken.length) return movable(then, sdk.generation, ours, swap);
  return ours.length > 0 || taken.includes(undefined) ? handedOn(then, sdk) : undefined;
}

function takenFrom(source: Source, param: Node): readonly (string | undefined)[] {
  if (param.type === 'ObjectPattern') {
    return param.properties.map((property) => (property.type === 'ObjectProperty' ? nameOf(property.key) : undefined));
  }
  const binding = scopesOf(source).bindingOf(param);
  return binding === undefined ? [undefined] : membersOf(source, binding).map(({ name }) => name);
}
