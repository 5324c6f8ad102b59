// New import statements: how they read and where they go.

import type { Node } from '@babel/types';
import type { Edit, ImportNeed } from './codemod.ts';
import type { FileStyle } from './file-style.ts';
import { specifierText } from './import-statement.ts';
import { isBlankLine, lineStart, nextLine } from './lines.ts';
import { loadedModule, moduleImports } from './module-imports.ts';
import { restOfLine } from './removal.ts';
import { scopesOf } from './scopes.ts';
import { sdkModule } from './sdk-modules.ts';
import type { Source } from './source.ts';
import { endOf, startOf } from './tree.ts';

/**
 * One insertion for all needs that no statement of the file takes. A statement of `gone` that stands where the new one
 * goes is written over, and taken out of the set.
 */
export function place(
  source: Source,
  style: FileStyle,
  needs: readonly ImportNeed[],
  gone: Set<Node>,
): readonly Edit[] {
  if (needs.length === 0) return [];
  const groups = new Map<string, ImportNeed[]>();
  for (const need of needs) {
    const key = `${need.typeOnly === true ? 'type ' : ''}${need.module}`;
    groups.set(key, [...(groups.get(key) ?? []), need]);
  }
  const lines = [...groups.values()].map((group) => statement(group, style));
  const anchor = lastImport(source, style);
  const dying = anchor?.type === 'VariableDeclaration' ? anchor.declarations : [anchor];
  if (anchor !== undefined && dying.every((node) => node != null && gone.has(node))) {
    for (const node of dying) if (node != null) gone.delete(node);
    return [{ start: startOf(anchor), end: endOf(anchor), text: lines.join(style.eol) }];
  }
  if (anchor !== undefined) {
    const rest = restOfLine(source, endOf(anchor));
    const at = rest ?? endOf(anchor);
    const text = rest === undefined ? lines.map((line) => ` ${line}`) : lines.map((line) => style.eol + line);
    return [{ start: at, end: at, text: text.join('') }];
  }
  return [atTop(source, style, lines)];
}

function statement(needs: readonly ImportNeed[], { modules, quote, semicolon }: FileStyle): string {
  const list = needs.map((need) => specifierText(need, modules === 'cjs' ? ': ' : 'as ')).join(', ');
  const [first] = needs;
  const module = `${quote}${first?.module ?? ''}${quote}`;
  if (modules === 'cjs') return `const { ${list} } = require(${module})${semicolon}`;
  return `import ${first?.typeOnly === true ? 'type ' : ''}{ ${list} } from ${module}${semicolon}`;
}

/** The last import of an SDK at the top of the file, else the last import at all. */
function lastImport(source: Source, style: FileStyle): Node | undefined {
  const scopes = scopesOf(source);
  const imports = source.file.program.body.filter((node) => {
    if (style.modules === 'esm') return node.type === 'ImportDeclaration' || node.type === 'TSImportEqualsDeclaration';
    if (node.type !== 'VariableDeclaration') return false;
    return node.declarations.some(({ init }) => init != null && loadedModule(init, scopes)?.form === 'require');
  });
  const ofSdk = new Set<Node>();
  for (const { statement: from, module } of moduleImports(source)) {
    if (sdkModule(module) !== undefined) ofSdk.add(scopes.parentOf(from)?.node ?? from).add(from);
  }
  return imports.findLast((node) => ofSdk.has(node)) ?? imports.at(-1);
}

const header = /@license|@preserve|copyright|SPDX|@file|@overview|@flow|@ts-|@jest|@vitest|eslint|prettier|biome/i;

/** Behind shebang, directives and the comments that speak of the file; before all else. */
function atTop(source: Source, style: FileStyle, lines: readonly string[]): Edit {
  const { program, comments } = source.file;
  const { text } = source;
  const block = lines.join(style.eol) + style.eol;
  let at = 0;
  const head = program.directives.at(-1) ?? program.interpreter;
  if (head != null) at = behind(source, endOf(head));
  const first = program.body[0];
  for (const comment of comments ?? []) {
    const { start, end } = comment;
    if (start == null || end == null || start < at || (first !== undefined && start >= startOf(first))) continue;
    const next = behind(source, end);
    if (text.slice(at, start).trim() !== '') break;
    const apart = next >= text.length || isBlankLine(text, next);
    if (apart || header.test(comment.value)) at = next;
  }
  if (at > 0 && lineStart(text, at) !== at) return { start: at, end: at, text: style.eol + block };
  const wasApart = at < text.length && isBlankLine(text, at) && at > 0;
  if (wasApart) {
    const from = nextLine(text, at);
    return { start: from, end: from, text: from < text.length ? block + style.eol : block };
  }
  return { start: at, end: at, text: at < text.length ? block + style.eol : block };
}

function behind(source: Source, offset: number): number {
  const rest = restOfLine(source, offset);
  return rest === undefined ? offset : nextLine(source.text, rest);
}
