// The `Types` that codemods ask, over the texts of one round. Whatever goes wrong in the checker means: not known.

import type { Host } from '../../host.ts';
import type { Types } from '@resession/transforms/lib';
import { once } from '../modules/memo.ts';
import type { RoundView } from '../modules/round.ts';
import { compiler, type ts } from './compiler.ts';
import { diskBelow } from './disk.ts';
import { factOf, nameAt, nodeBetween, packageOf } from './facts.ts';
import type { Workshop } from './program.ts';
import { programsOf } from './programs.ts';
import { sharedFiles } from './shared-files.ts';

/** Milliseconds that a run may spend on types; then nothing more is known. */
const patience = 60_000;

/** What the rounds of a run share of the checker; nothing is loaded before the first question. */
export interface Checker {
  readonly workshop: () => Workshop;
  spent: number;
}

/** A checker for the files below a root. */
export function checkerBelow(host: Host, root: string): Checker {
  const workshop = once((): Workshop => {
    const made = compiler();
    return { compiler: made, root, disk: diskBelow(host, root), files: sharedFiles(made.ts) };
  });
  return { workshop, spent: 0 };
}

/** Types as a round sees them. */
export function typesOf(checker: Checker, view: RoundView): Types {
  const programs = once(() => programsOf(checker.workshop(), view));
  const ask = <Answer>(
    path: string,
    question: (program: ts.Program, file: ts.SourceFile) => Answer | undefined,
  ): Answer | undefined => {
    if (checker.spent > patience) return undefined;
    const started = performance.now();
    try {
      const program = programs().of(path);
      const file = program.getSourceFile(`${checker.workshop().root}/${path}`);
      return file === undefined ? undefined : question(program, file);
    } catch {
      return undefined;
    } finally {
      checker.spent += performance.now() - started;
    }
  };
  return {
    typeOf: (path, start, end) =>
      ask(path, (program, file) => {
        const { compiler: made } = checker.workshop();
        const node = nodeBetween(made, file, start, end);
        const types = program.getTypeChecker();
        return node === undefined ? undefined : factOf(made, types, types.getTypeAtLocation(node));
      }),
    definition: (path, offset) =>
      ask(path, (program, file) => definitionAt(checker.workshop(), view, program, file, offset)),
  };
}

function definitionAt(
  { compiler: made, root }: Workshop,
  view: RoundView,
  program: ts.Program,
  file: ts.SourceFile,
  offset: number,
): ReturnType<Types['definition']> {
  const { ts } = made;
  const node = nameAt(made, file, offset);
  const declaration = node === undefined ? undefined : declarationOf(ts, program.getTypeChecker(), node);
  if (declaration === undefined) return undefined;
  const home = declaration.getSourceFile();
  const name = packageOf(made, home);
  if (name !== undefined) return { kind: 'package', name };
  const path = home.fileName.slice(root.length + 1);
  const text = view.text(path);
  if (text === undefined) return undefined;
  const named = ts.getNameOfDeclaration(declaration) ?? declaration;
  return { kind: 'file', source: view.source(path, text), offset: named.getStart(home) };
}

/** Where a name is declared, imports followed; of overloads the one with a body. */
function declarationOf(
  ts: Workshop['compiler']['ts'],
  checker: ts.TypeChecker,
  node: ts.Node,
): ts.Declaration | undefined {
  const shorthand = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : undefined;
  const own = shorthand ?? checker.getSymbolAtLocation(node);
  const symbol = own !== undefined && (own.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(own) : own;
  const declarations = symbol?.declarations ?? [];
  return (
    declarations.find((each) => ts.isFunctionLike(each) && 'body' in each && each.body !== undefined) ?? declarations[0]
  );
}
