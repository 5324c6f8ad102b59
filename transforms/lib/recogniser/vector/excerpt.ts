// The part of a file that a condition rests on, with everything else blanked out: offsets stay, and parsing it again
// costs what the part costs, however long the file.

import type { Node } from '@babel/types';
import { scopesOf } from '../../scopes.ts';
import { makeSource, type Source } from '../../source.ts';
import { walk } from '../../tree.ts';

/** A file this short is taken whole. */
const short = 4_000;

/** The file with only the imports and the top statements that the given nodes lead to. */
export function excerptOf(source: Source, nodes: readonly Node[]): Source {
  if (source.text.length <= short) return source;
  const kept = reachedStatements(source, nodes);
  let text = '';
  let at = 0;
  for (const statement of source.file.program.body) {
    const [start, end] = [statement.start ?? 0, statement.end ?? 0];
    text += source.text.slice(at, start);
    text += kept.has(statement) ? source.text.slice(start, end) : ' '.repeat(end - start);
    at = end;
  }
  return makeSource(source.path, text + source.text.slice(at));
}

function reachedStatements(source: Source, nodes: readonly Node[]): ReadonlySet<Node> {
  const scopes = scopesOf(source);
  const statements: readonly Node[] = source.file.program.body;
  const kept = new Set<Node>(statements.filter(({ type }) => type === 'ImportDeclaration'));
  const queue: Node[] = [];
  const reach = (node: Node): void => {
    const statement = statementAt(statements, node.start ?? 0);
    if (statement === undefined || kept.has(statement)) return;
    kept.add(statement);
    queue.push(statement);
  };
  nodes.forEach(reach);
  for (let current = queue.shift(); current !== undefined; current = queue.shift()) {
    walk(current, (node) => {
      if (node.type === 'Identifier')
        for (const { node: declared } of scopes.bindingOf(node)?.declarations ?? []) reach(declared);
      return undefined;
    });
  }
  return kept;
}

/** The statement that holds an offset, or the one before it. */
export function statementAt(statements: readonly Node[], offset: number): Node | undefined {
  let [low, high] = [0, statements.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((statements[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return statements[low];
}
