// Where a file takes the stock transport from the SDK: by name, through the whole module, or as a type.

import type { Node } from '@babel/types';
import { fileStyle } from '../lib/file-style.ts';
import { indentOf } from '../lib/lines.ts';
import { type ModuleImport, whole } from '../lib/module-imports.ts';
import { localName } from '../lib/names.ts';
import { type Binding, scopesOf } from '../lib/scopes.ts';
import { sdkImports } from '../lib/sdk-imports.ts';
import { type SdkModule, transportModules } from '../lib/sdk-modules.ts';
import type { Source } from '../lib/source.ts';
import { endOf, nameOf, startOf } from '../lib/tree.ts';
import { byHand, type Site, swappable, toPatched, transport } from './site.ts';

type Entry = ModuleImport & { readonly sdk: SdkModule };

/** The sites by import, require and re-export. */
export function importSites(source: Source): readonly Site[] {
  const sites = sdkImports(source)
    .all.filter(({ sdk }) => exportsTransport(sdk))
    .flatMap((entry) => {
      if (entry.name === transport) return [named(entry)];
      if (entry.name !== whole) return [];
      return entry.form === 'export' ? reexported(source, entry) : throughModule(source, entry);
    });
  return sites;
}

/** True for the stock modules that export the transport: one entry in v1, the client package in v2. */
export function exportsTransport({ from, package: name, entry }: SdkModule): boolean {
  if (from !== 'sdk') return false;
  return name === '@modelcontextprotocol/sdk'
    ? entry === 'client/streamableHttp'
    : name === '@modelcontextprotocol/client' && entry === '';
}

/** `import { X }`, `const { X } = require()`, `export { X } from`: the specifier moves with every use of its name. */
function named({ module, local, typeOnly, specifier, sdk, form }: Entry): Site {
  const need = {
    module: transportModules[sdk.generation].patched,
    name: transport,
    local,
    typeOnly,
    replaces: { module, name: transport },
  };
  return swappable(specifier, sdk.generation, { imports: [need] }, form === 'export' ? 'reexport' : 'swap');
}

/** `export *` hands the transport on; a named export beside it takes precedence. */
function reexported(source: Source, { statement, specifier, sdk, local }: Entry): readonly Site[] {
  if (local !== whole) {
    return [byHand(specifier, sdk.generation, 'reexport', 'The whole module goes out under one name.')];
  }
  const style = fileStyle(source);
  const there = source.file.program.body.some(
    (node) =>
      node.type === 'ExportNamedDeclaration' &&
      node.specifiers.some((each) => 'exported' in each && nameOf(each.exported) === transport),
  );
  if (there || (statement.type === 'ExportAllDeclaration' && statement.exportKind === 'type')) return [];
  const module = style.quote + transportModules[sdk.generation].patched + style.quote;
  const text = `${style.eol}export { ${transport} } from ${module}${style.semicolon}`;
  const at = endOf(statement);
  return [swappable(statement, sdk.generation, { edits: [{ start: at, end: at, text }] }, 'reexport')];
}

/** `mcp.X` of a namespace import, a `require` or an `await import` that is not taken apart. */
function throughModule(source: Source, entry: Entry): readonly Site[] {
  const { binding, sdk, specifier, moduleLiteral } = entry;
  if (binding === undefined) return [];
  const uses = membersOf(source, binding);
  const ours = uses.filter(({ name }) => name === transport);
  if (ours.length > 0 && ours.length === uses.length) {
    return [swappable(specifier, sdk.generation, { edits: [toPatched(moduleLiteral, sdk.generation)] })];
  }
  const whole = uses.filter(({ node }) => handsOn(source, node));
  const handed = whole.map(({ node }) =>
    byHand(node, sdk.generation, 'reexport', 'The module of the transport is handed on as a whole.'),
  );
  return [...ours.map((use) => memberSite(source, entry, use.node)), ...handed];
}

/** One `mcp.X` beside other uses of the module object. */
function memberSite(source: Source, entry: Entry, node: Node): Site {
  const { generation } = entry.sdk;
  const { patched } = transportModules[generation];
  if (!/Member|Qualified/.test(node.type)) {
    return byHand(node, generation, 'swap', 'It is taken out of the module object together with other names.');
  }
  const span = { start: startOf(node), end: endOf(node) };
  const local = localName(source, patched, transport, span);
  const edits = [{ ...span, text: local }];
  if (isTopLevel(source, entry)) {
    return swappable(node, generation, { edits, imports: [{ module: patched, name: transport, local }] });
  }
  return swappable(node, generation, { edits: [...edits, loadBeside(source, entry, local)] });
}

/** True where the module object itself goes out of the file. */
function handsOn(source: Source, node: Node): boolean {
  if (node.type !== 'Identifier') return false;
  const parent = scopesOf(source).parentOf(node);
  switch (parent?.node.type) {
    case 'SpreadElement':
    case 'ExportSpecifier':
    case 'ExportDefaultDeclaration':
      return true;
    case 'AssignmentExpression':
      return parent.key === 'right';
    default:
      return false;
  }
}

/** One use of a module object. */
export interface Use {
  /** The member expression, qualified name or pattern property; the bare identifier where the module is handed on whole. */
  readonly node: Node;
  readonly name: string | undefined;
}

/** What is taken of a module object, use by use. */
export function membersOf(source: Source, binding: Binding): readonly Use[] {
  const { parentOf } = scopesOf(source);
  return binding.references.flatMap(({ node }): readonly Use[] => {
    const parent = parentOf(node);
    switch (parent?.node.type) {
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        if (parent.key !== 'object') break;
        return [{ node: parent.node, name: nameOf(parent.node.property) }];
      case 'TSQualifiedName':
        return [{ node: parent.node, name: parent.node.right.name }];
      case 'VariableDeclarator':
        if (parent.node.id.type !== 'ObjectPattern') break;
        return parent.node.id.properties.map((property) => ({
          node: property,
          name: property.type === 'ObjectProperty' ? nameOf(property.key) : undefined,
        }));
      case 'CallExpression': {
        // `vi.spyOn(mcp, 'X')`.
        const [, second] = parent.node.arguments;
        if (second?.type === 'StringLiteral') return [{ node, name: second.value }];
        break;
      }
      default:
    }
    return [{ node, name: undefined }];
  });
}

function isTopLevel(source: Source, { form, statement }: Entry): boolean {
  if (form === 'import') return true;
  const declaration = scopesOf(source).parentOf(statement)?.node;
  return form === 'require' && source.file.program.body.some((node) => node === declaration);
}

/** The same kind of load for the patched module, on the line behind. */
function loadBeside(
  source: Source,
  { form, statement, sdk }: Entry,
  local: string,
): { start: number; end: number; text: string } {
  const style = fileStyle(source);
  const { patched } = transportModules[sdk.generation];
  const quoted = style.quote + patched + style.quote;
  const declaration = scopesOf(source).parentOf(statement)?.node ?? statement;
  const at = endOf(declaration);
  const name = local === transport ? local : `${transport}: ${local}`;
  const load = form === 'dynamic' ? `await import(${quoted})` : `require(${quoted})`;
  const text = `${style.eol}${indentOf(source.text, startOf(declaration))}const { ${name} } = ${load}${style.semicolon}`;
  return { start: at, end: at, text };
}
