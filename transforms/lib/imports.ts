// Import needs become edits in the file's own style: specifiers merged, moved to another module, or taken out.

import type { Node } from '@babel/types';
import type { Change, Edit, ImportNeed } from './codemod.ts';
import { type FileStyle, fileStyle } from './file-style.ts';
import { place } from './import-place.ts';
import { editStatement, nodesOf } from './import-statement.ts';
import { indentOf } from './lines.ts';
import { type ModuleImport, moduleImports } from './module-imports.ts';
import { restOfLine } from './removal.ts';
import { type Binding, type Scopes, scopesOf } from './scopes.ts';
import type { Source } from './source.ts';
import { endOf, startOf } from './tree.ts';

/** What the import needs ask of the imports that are there. */
export interface ImportPlan {
  readonly style: FileStyle;
  /** Specifiers that go to another module with all their uses. */
  readonly moves: readonly Move[];
  /** Names to import that no move brings. */
  readonly added: readonly ImportNeed[];
  /** Type-only specifiers that a value import of the same name takes the place of. */
  readonly upgraded: readonly ModuleImport[];
  /** Bindings that stay in use whatever the edits say. */
  readonly kept: ReadonlySet<Binding>;
}

interface Move {
  readonly entry: ModuleImport;
  readonly need: ImportNeed;
}

/** Sorts the needs into what is there already, what moves and what is added. */
export function planImports(source: Source, changes: readonly Change[]): ImportPlan {
  const entries = moduleImports(source);
  const moves: Move[] = [];
  const added: ImportNeed[] = [];
  const upgraded: ModuleImport[] = [];
  const kept = new Set<Binding>();
  const seen = new Set<string>();
  for (const need of changes.flatMap((change) => change.imports)) {
    const key = keyOf(need);
    if (seen.has(key)) continue;
    seen.add(key);
    const old = need.replaces;
    const moving = old ? entries.filter((entry) => isExport(entry, old) && entry.local === need.local) : [];
    const there = entries.filter(
      (entry) => isExport(entry, need) && entry.local === need.local && isTop(source, entry),
    );
    const value = there.find((entry) => need.typeOnly === true || !entry.typeOnly);
    moves.push(...moving.map((entry) => ({ entry, need })));
    if (value?.binding !== undefined) kept.add(value.binding);
    else if (value === undefined) upgraded.push(...there);
    const brought = moving.length > 0 && reaches(source, moving, need, changes);
    if (value === undefined && !brought && !need.local.includes('.')) added.push(need);
  }
  for (const { entry } of moves) if (entry.binding !== undefined) kept.add(entry.binding);
  return { style: fileStyle(source), moves, added, upgraded, kept };
}

function keyOf({ module, name, local }: ImportNeed): string {
  return `${module} ${name} ${local}`;
}

/** True when the names that move are in scope wherever the edits write them. */
function reaches(
  source: Source,
  moving: readonly ModuleImport[],
  need: ImportNeed,
  changes: readonly Change[],
): boolean {
  const scopes = scopesOf(source);
  const edits = changes
    .filter(({ imports }) => imports.some((other) => keyOf(other) === keyOf(need)))
    .flatMap((change) => change.edits.filter(({ text }) => text.split(/[^\w$]+/).includes(need.local)));
  return edits.every(({ start }) => {
    const binding = scopes.lookup(need.local, start);
    return binding !== undefined && moving.some((entry) => entry.binding === binding);
  });
}

function isExport(entry: ModuleImport, of: { readonly module: string; readonly name: string }): boolean {
  return entry.module === of.module && entry.name === of.name;
}

/** True for an import or require at the top of the file. */
function isTop(source: Source, { form, statement }: ModuleImport): boolean {
  if (form === 'import') return true;
  const declaration = scopesOf(source).parentOf(statement)?.node;
  return (
    form === 'require' && declaration !== undefined && source.file.program.body.some((node) => node === declaration)
  );
}

interface Group {
  readonly statement: Node;
  readonly entries: readonly ModuleImport[];
  readonly dropped: Set<Node>;
  readonly added: ImportNeed[];
  module: string;
}

/** The edits for a plan, and the import statements that go as a whole. `unused` are the nodes without a use left. */
export function editImports(
  source: Source,
  plan: ImportPlan,
  unused: ReadonlySet<Node>,
): { readonly edits: readonly Edit[]; readonly gone: readonly Node[] } {
  const groups = groupByStatement(moduleImports(source));
  const upgraded = new Set(plan.upgraded.map(({ specifier }) => specifier));
  for (const group of groups) {
    for (const node of nodesOf(group.statement)) if (unused.has(node) || upgraded.has(node)) group.dropped.add(node);
  }
  const needs = [...plan.added];
  const edits: Edit[] = [];
  for (const group of groups) edits.push(...moveOut(source, plan, group, groups, needs));
  const fresh: ImportNeed[] = [];
  for (const need of needs) {
    const home = groups.find((group) => takes(source, group, need));
    if (home === undefined) fresh.push(need);
    else home.added.push(need);
  }
  const empty = groups.filter(
    ({ statement, added, dropped }) => added.length === 0 && nodesOf(statement).every((node) => dropped.has(node)),
  );
  const gone = new Set(empty.map(({ statement }) => statement));
  for (const group of groups) if (!gone.has(group.statement)) edits.push(...editStatement(source, group, plan.style));
  edits.push(...place(source, plan.style, fresh, gone));
  return { edits, gone: [...gone] };
}

function groupByStatement(entries: readonly ModuleImport[]): readonly Group[] {
  const groups = new Map<Node, ModuleImport[]>();
  for (const entry of entries) groups.set(entry.statement, [...(groups.get(entry.statement) ?? []), entry]);
  return [...groups].map(([statement, list]) => ({
    statement,
    entries: list,
    dropped: new Set(),
    added: [],
    module: list[0]?.module ?? '',
  }));
}

/** Moves specifiers out of one statement: by its module name where nothing else stays, else each by itself. */
function moveOut(
  source: Source,
  plan: ImportPlan,
  group: Group,
  groups: readonly Group[],
  needs: ImportNeed[],
): readonly Edit[] {
  const moves = plan.moves.filter(({ entry }) => entry.statement === group.statement);
  const target = moves[0]?.need.module;
  if (target === undefined) return [];
  const staying = nodesOf(group.statement).filter(
    (node) => !group.dropped.has(node) && !moves.some(({ entry }) => entry.specifier === node),
  );
  const entry = moves[0]?.entry;
  const other = moves.some(
    ({ entry: from, need }) => from.name !== need.name || (from.typeOnly && need.typeOnly !== true),
  );
  const elsewhere = groups.some(
    (other) => other !== group && other.module === target && other.entries[0]?.form === entry?.form,
  );
  const top = entry !== undefined && isTop(source, entry);
  if (staying.length === 0 && !other && entry !== undefined && !(top && elsewhere)) {
    group.module = target;
    const { moduleLiteral: literal } = entry;
    return [{ start: startOf(literal) + 1, end: endOf(literal) - 1, text: target }];
  }
  for (const move of moves) group.dropped.add(move.entry.specifier);
  if (top) {
    needs.push(...moves.map((move) => move.need));
    return [];
  }
  return [standIn(source, plan.style, moves)];
}

/** The same kind of statement for the moved names, on a line of its own behind the old one. */
function standIn(source: Source, style: FileStyle, moves: readonly Move[]): Edit {
  const { text } = source;
  const [first] = moves;
  if (first === undefined) throw new RangeError('Nothing moves.');
  const { entry, need } = first;
  const quoted = style.quote + need.module + style.quote;
  const statement = declarationOf(entry, scopesOf(source));
  let code: string;
  if (entry.form === 'export') {
    const list = moves.map((move) =>
      move.need.name === move.entry.local ? move.need.name : `${move.need.name} as ${move.entry.local}`,
    );
    code = `export ${entry.typeOnly ? 'type ' : ''}{ ${list.join(', ')} } from ${quoted}`;
  } else {
    const list = moves.map((move) =>
      move.need.name === move.entry.local ? move.need.name : `${move.need.name}: ${move.entry.local}`,
    );
    const load = entry.form === 'dynamic' ? `await import(${quoted})` : `require(${quoted})`;
    code = `const { ${list.join(', ')} } = ${load}`;
  }
  const at = restOfLine(source, endOf(statement)) ?? endOf(statement);
  return { start: at, end: at, text: style.eol + indentOf(text, startOf(statement)) + code + style.semicolon };
}

function declarationOf(entry: ModuleImport, scopes: Scopes): Node {
  if (entry.statement.type !== 'VariableDeclarator') return entry.statement;
  return scopes.parentOf(entry.statement)?.node ?? entry.statement;
}

/** True when the statement can take one more specifier for the need. */
function takes(source: Source, group: Group, need: ImportNeed): boolean {
  const { statement, module, entries } = group;
  const [entry] = entries;
  if (module !== need.module || entry === undefined || !isTop(source, entry)) return false;
  if (statement.type === 'ImportDeclaration') {
    if (statement.specifiers.some(({ type }) => type === 'ImportNamespaceSpecifier')) return false;
    return (statement.importKind === 'type') === (need.typeOnly === true);
  }
  if (statement.type !== 'VariableDeclarator' || statement.id.type !== 'ObjectPattern') return false;
  return !statement.id.properties.some(({ type }) => type === 'RestElement');
}
