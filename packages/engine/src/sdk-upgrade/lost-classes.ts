// Classes of SDK v1 that are asked of a whole module, which the SDK's own codemod gives its new path and nothing more. In plain
// JavaScript nobody notices: `error instanceof mcp.StreamableHTTPError` throws.

import { renamedClasses, sdkImports, type Source, startOf, SyntaxProblem, walk } from '@resession/transforms/lib';

export interface LostClass {
  readonly start: number;
  readonly name: string;
  /** What it is in SDK v2, in words. */
  readonly now: string;
}

/** The places of a moved text that ask a module of SDK v2 for a class by its name of v1. */
export function lostClasses(source: Source | SyntaxProblem): readonly LostClass[] {
  if (source instanceof SyntaxProblem || !Object.keys(renamedClasses).some((name) => source.text.includes(`.${name}`)))
    return [];
  const found: LostClass[] = [];
  const { resolve } = sdkImports(source);
  walk(source.file.program, (node) => {
    if (!/^(?:Optional)?MemberExpression$|^TSQualifiedName$/.test(node.type)) return undefined;
    const thing = resolve(node);
    const now =
      thing !== undefined && Object.hasOwn(renamedClasses, thing.name) ? renamedClasses[thing.name] : undefined;
    if (thing?.from !== 'sdk' || thing.generation !== 'v2' || now === undefined) return undefined;
    found.push({ start: startOf(node), name: thing.name, now: now.join(' or ') });
    return undefined;
  });
  return found;
}
