// Where a file loads the stock module in the middle of an expression or a type, without a name for it.

import type { Node } from '@babel/types';
import { loadedModule } from '../lib/module-imports.ts';
import { scopesOf } from '../lib/scopes.ts';
import { type SdkModule, sdkModule } from '../lib/sdk-modules.ts';
import type { Source } from '../lib/source.ts';
import { nameOf, unwrap, walk } from '../lib/tree.ts';
import { byHand, type Site, swappable, toPatched, transport } from './site.ts';
import { exportsTransport, membersOf } from './sites.ts';

/** The sites by `import('…').X` in a type, `(await import('…')).X`, `require('…').X` and `import('…').then(…)`. */
export function loadSites(source: Source): readonly Site[] {
  const sites: Site[] = [];
  walk(source.file.program, (node) => {
    const site = node.type === 'TSImportType' ? importType(node) : load(source, node);
    if (site !== undefined) sites.push(site);
    return undefined;
  });
  return sites;
}

function stock(specifier: string): SdkModule | undefined {
  const sdk = sdkModule(specifier);
  return sdk !== undefined && exportsTransport(sdk) ? sdk : undefined;
}

function importType(node: Node & { type: 'TSImportType' }): Site | undefined {
  const sdk = stock(node.argument.value);
  if (sdk === undefined || node.qualifier?.type !== 'Identifier' || node.qualifier.name !== transport) return undefined;
  return swappable(node, sdk.generation, { edits: [toPatched(node.argument, sdk.generation)] });
}

function load(source: Source, node: Node): Site | undefined {
  const scopes = scopesOf(source);
  const loaded = node.type === 'AwaitExpression' ? undefined : loadedModule(node, scopes);
  const sdk = loaded && stock(loaded.literal.value);
  // `loadedModule` looks through casts; the call itself is met on its own.
  if (loaded === undefined || sdk === undefined || unwrap(node) !== node) return undefined;
  const holder = holderOf(source, node);
  const swap = { edits: [toPatched(loaded.literal, sdk.generation)] };
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
        if (name === 'then') return promised(source, holder.node, sdk, swap);
        break;
      }
      const named = scopes.parentOf(holder.node)?.node.type === 'VariableDeclarator';
      return name === transport && !named ? swappable(holder.node, sdk.generation, swap) : undefined;
    }
    case 'CallExpression':
      if (isMocking(holder.node)) return undefined;
      break;
    default:
  }
  const out = holder?.node.type === 'AssignmentExpression' || holder?.node.type === 'SpreadElement';
  return out || sdk.generation === 'v1' || source.text.includes(transport) ? handedOn(node, sdk) : undefined;
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
  swap: { edits: ReturnType<typeof toPatched>[] },
): Site | undefined {
  const call = scopesOf(source).parentOf(then)?.node;
  const callback = call?.type === 'CallExpression' ? call.arguments[0] : undefined;
  const param = callback !== undefined && 'params' in callback ? callback.params[0] : undefined;
  const taken = param === undefined ? [undefined] : takenFrom(source, param);
  if (taken.length > 0 && taken.every((name) => name === transport)) return swappable(then, sdk.generation, swap);
  return taken.includes(transport) || taken.includes(undefined) ? handedOn(then, sdk) : undefined;
}

function takenFrom(source: Source, param: Node): readonly (string | undefined)[] {
  if (param.type === 'ObjectPattern') {
    return param.properties.map((property) => (property.type === 'ObjectProperty' ? nameOf(property.key) : undefined));
  }
  const binding = scopesOf(source).bindingOf(param);
  return binding === undefined ? [undefined] : membersOf(source, binding).map(({ name }) => name);
}
