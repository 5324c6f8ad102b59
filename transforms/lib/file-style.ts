// How a file writes its imports: line ending, quotes, semicolons, import or require.

import type { Node } from '@babel/types';
import { moduleImports } from './module-imports.ts';
import type { Source } from './source.ts';
import { endOf, startOf, walk } from './tree.ts';

export interface FileStyle {
  readonly eol: '\n' | '\r\n';
  readonly quote: '"' | "'";
  readonly semicolon: '' | ';';
  readonly modules: 'esm' | 'cjs';
}

/** The style of a file, read off its own imports where it has any, else off its statements. */
export function fileStyle(source: Source): FileStyle {
  const { text } = source;
  const { body } = source.file.program;
  const imports = body.filter((node) => 'source' in node && node.source != null);
  const sample = imports.length > 0 ? imports : statements(source);
  const first = text.indexOf('\n');
  return {
    eol: first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n',
    quote: quoteOf(source, imports),
    semicolon: sample.length === 0 || sample.some((node) => text[endOf(node) - 1] === ';') ? ';' : '',
    modules: modulesOf(source),
  };
}

function statements(source: Source): readonly Node[] {
  const found: Node[] = [];
  walk(source.file.program, (node) => {
    if (node.type === 'ExpressionStatement' || node.type === 'VariableDeclaration' || node.type === 'ReturnStatement') {
      found.push(node);
    }
    return undefined;
  });
  return found;
}

function quoteOf(source: Source, imports: readonly Node[]): '"' | "'" {
  let single = 0;
  let double = 0;
  const count = (node: Node): undefined => {
    if (node.type !== 'StringLiteral') return;
    if (source.text[startOf(node)] === '"') double += 1;
    else single += 1;
  };
  for (const node of imports) walk(node, count);
  if (single + double === 0) for (const { moduleLiteral } of moduleImports(source)) count(moduleLiteral);
  if (single + double === 0) walk(source.file.program, count);
  return double > single ? '"' : "'";
}

function modulesOf(source: Source): 'esm' | 'cjs' {
  const { body } = source.file.program;
  const esm = body.some(
    ({ type }) => type.startsWith('Import') || type.startsWith('Export') || type === 'TSImportEqualsDeclaration',
  );
  if (esm || /\.m[jt]s$/.test(source.path)) return 'esm';
  if (/\.cjs$/.test(source.path) || moduleImports(source).some(({ form }) => form === 'require')) return 'cjs';
  return source.language === 'js' && /\b(?:module\.)?exports\b/.test(source.text) ? 'cjs' : 'esm';
}
