// Where a file takes the names that move: by name, through the whole module, or as a type.

import type { Node } from '@babel/types';
import type { Edit, ImportNeed } from '../codemod.ts';
import { fileStyle } from '../file-style.ts';
import { indentOf } from '../lines.ts';
import { type ModuleImport, whole } from '../module-imports.ts';
import { localName } from '../names.ts';
import { type Binding, scopesOf } from '../scopes.ts';
import { sdkImports } from '../sdk-imports.ts';
import type { SdkModule } from '../sdk-modules.ts';
import type { Source } from '../source.ts';
import { endOf, nameOf, startOf } from '../tree.ts';
import { byHand, movable, type Move, type Site, toTarget } from './move.ts';

type Entry = ModuleImport & { readonly sdk: SdkModule };

/** The sites by import, require and re-export. */
export function importSites(source: Source, move: Move): readonly Site[] {
  return sdkImports(source)
    .all.filter(({ sdk }) => move.brings(sdk))
    .flatMap((entry) => {
      if (move.names.has(entry.name)) return [named(entry, move)];
      if (entry.name !== whole) return [];
      return entry.form === 'export' ? reexported(source, entry, move) : throughModule(source, entry, move);
    });
}

/** `import { X }`, `const { X } = require()`, `export { X } from`: the specifier moves with every use of its name. */
function named({ module, name, local, typeOnly, specifier, sdk, form }: Entry, { to }: Move): Site {
  const need = { module: to[sdk.generation], name, local, typeOnly, replaces: { module, name } };
  return movable(specifier, sdk.generation, [name], { imports: [need] }, form === 'export' ? 'reexport' : 'swap');
}

/** `export *` hands the names on; an export by name beside it takes precedence. */
function reexported(source: Source, { statement, specifier, sdk, local }: Entry, move: Move): readonly Site[] {
  if (local !== whole) {
    return [byHand(specifier, sdk.generation, 'reexport', 'The whole module goes out under one name.')];
  }
  if (move.star !== undefined) return [byHand(statement, sdk.generation, 'reexport', move.star)];
  if (statement.type === 'ExportAllDeclaration' && statement.exportKind === 'type') return [];
  const out = new Set(
    source.file.program.body.flatMap((node) =>
      node.type === 'ExportNamedDeclaration'
        ? node.specifiers.flatMap((each) => ('exported' in each ? [nameOf(each.exported)] : []))
        : [],
    ),
  );
  const names = [...move.names].filter((name) => !out.has(name));
  if (names.length === 0) return [];
  const style = fileStyle(source);
  const module = style.quote + move.to[sdk.generation] + style.quote;
  const text = `${style.eol}export { ${names.join(', ')} } from ${module}${style.semicolon}`;
  const at = endOf(statement);
  return [movable(statement, sdk.generation, names, { edits: [{ start: at, end: at, text }] }, 'reexport')];
}

/** `mcp.X` of a namespace import, a `require` or an `await import` that is not taken apart. */
function throughModule(source: Source, entry: Entry, move: Move): readonly Site[] {
  const { binding, sdk, specifier, moduleLiteral } = entry;
  if (binding === undefined) return [];
  const uses = membersOf(source, binding);
  const ours = uses.flatMap(({ node, name }) => (name !== undefined && move.names.has(name) ? [{ node, name }] : []));
  if (ours.length > 0 && ours.length === uses.length) {
    const names = [...new Set(ours.map(({ name }) => name))];
    return [movable(specifier, sdk.generation, names, { edits: [toTarget(move, moduleLiteral, sdk.generation)] })];
  }
  const handed = uses
    .filter(({ node }) => handsOn(source, node))
    .map(({ node }) =>
      byHand(node, sdk.generation, 'reexport', 'The module of the transport is handed on as a whole.'),
    );
  return [...ours.map(({ node, name }) => memberSite(source, entry, node, name, move)), ...handed];
}

/** One `mcp.X` beside other uses of the module object. */
function memberSite(source: Source, entry: Entry, node: Node, name: string, { to }: Move): Site {
  const { generation } = entry.sdk;
  const module = to[generation];
  if (!/Member|Qualified/.test(node.type)) {
    return byHand(node, generation, 'swap', 'It is taken out of the module object together with other names.');
  }
  const span = { start: startOf(node), end: endOf(node) };
  const local = localName(source, module, name, span);
  const edits = [{ ...span, text: local }];
  if (isTopLevel(source, entry)) {
    return movable(node, generation, [name], { edits, imports: [{ module, name, local }] });
  }
  const load = loadBeside(source, entry, { module, name, local });
  return movable(node, generation, [name], { edits: [...edits, load] });
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

/** The same kind of load for the other module, on the line behind. */
function loadBeside(source: Source, { form, statement }: Entry, { module, name, local }: ImportNeed): Edit {
  const style = fileStyle(source);
  const quoted = style.quote + module + style.quote;
  const declaration = scopesOf(source).parentOf(statement)?.node ?? statement;
  const at = endOf(declaration);
  const taken = local === name ? local : `${name}: ${local}`;
  const load = form === 'dynamic' ? `await import(${quoted})` : `require(${quoted})`;
  const text = `${style.eol}${indentOf(source.text, startOf(declaration))}const { ${taken} } = ${load}${style.semicolon}`;
  return { start: at, end: at, text };
}
