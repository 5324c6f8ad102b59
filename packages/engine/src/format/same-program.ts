// Whether a formatter has left the code what it was: imports may be sorted, nothing else may move.

import { type Node, sameCode, type Source } from '@resession/transforms/lib';

/** True where both have the same imports in whatever order, and the same code after them. */
export function sameProgram(one: Source, other: Source): boolean {
  const [a, b] = [partsOf(one), partsOf(other)];
  return (
    a.imports.length === b.imports.length &&
    a.imports.every((name, index) => name === b.imports[index]) &&
    a.rest.length === b.rest.length &&
    a.rest.every((node, index) => isSame(node, b.rest[index]))
  );
}

function isSame(node: Node, other: Node | undefined): boolean {
  return other !== undefined && sameCode(node, other);
}

interface Parts {
  /** Every imported name with its module, sorted. */
  readonly imports: readonly string[];
  readonly rest: readonly Node[];
}

function partsOf({ file }: Source): Parts {
  const imports: string[] = [];
  const rest: Node[] = [];
  for (const node of file.program.body) {
    if (node.type !== 'ImportDeclaration') {
      // A semicolon that stands for nothing.
      if (node.type !== 'EmptyStatement') rest.push(node);
      continue;
    }
    const { source, importKind, specifiers } = node;
    if (specifiers.length === 0) imports.push(`${source.value} alone`);
    for (const specifier of specifiers) {
      const kind =
        specifier.type === 'ImportSpecifier' && specifier.importKind === 'type' ? 'type' : (importKind ?? 'value');
      const name =
        specifier.type !== 'ImportSpecifier'
          ? specifier.type
          : specifier.imported.type === 'StringLiteral'
            ? specifier.imported.value
            : specifier.imported.name;
      imports.push(`${source.value} ${kind} ${name} ${specifier.local.name}`);
    }
  }
  return { imports: imports.sort(), rest };
}
