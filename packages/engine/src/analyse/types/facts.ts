// What the checker says of one expression, in the words of codemods.

import type { TypeFact } from '@resession/transforms/lib';
import type { Compiler, ts } from './compiler.ts';
import { standsFor } from './stand-ins.ts';
import { packageOfFile } from './targets.ts';
import { packageSpecifier } from '../modules/bare-names.ts';

/** The innermost node that spans exactly these offsets. */
export function nodeBetween({ ts }: Compiler, file: ts.SourceFile, start: number, end: number): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.pos > start || node.end < end) return;
    if (node.getStart(file) === start && node.end === end) found = node;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The name at an offset. */
export function nameAt({ ts }: Compiler, file: ts.SourceFile, offset: number): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.pos > offset || node.end <= offset) return;
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isStringLiteralLike(node)) found = node;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found !== undefined && found.getStart(file) <= offset ? found : undefined;
}

/** The package that declares something; `typescript` for what the language brings, undefined for the repository. */
export function packageOf({ libFolder }: Compiler, file: ts.SourceFile): string | undefined {
  if (file.fileName.startsWith(libFolder)) return 'typescript';
  const specifier = standsFor(file.fileName);
  if (specifier === undefined) return packageOfFile(file.fileName);
  return /^[a-z]+:/.test(specifier) ? 'node' : (packageSpecifier(specifier)?.name ?? specifier);
}

/** The classes and interfaces of a type; undefined where it has none, or several that have nothing in common. */
export function factOf(compiler: Compiler, checker: ts.TypeChecker, type: ts.Type): TypeFact | undefined {
  const named = namesOf(compiler, checker, checker.getNonNullableType(type), 0);
  if (named.length === 0) return undefined;
  return { names: named.map(({ name }) => name), packages: named.map((each) => each.package) };
}

interface Named {
  readonly name: string;
  readonly package: string | undefined;
}

/** Type parameters of type parameters and the like end somewhere. */
const deepest = 20;

function namesOf(compiler: Compiler, checker: ts.TypeChecker, type: ts.Type, depth: number): readonly Named[] {
  const { ts } = compiler;
  const further = (other: ts.Type): readonly Named[] =>
    depth > deepest ? [] : namesOf(compiler, checker, other, depth + 1);
  if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never)) !== 0) return [];
  const primitive = primitiveOf(ts, type);
  if (primitive !== undefined) return [{ name: primitive, package: 'typescript' }];
  if (type.isUnion()) {
    const [first = [], ...rest] = type.types.map(further);
    return first.filter((each) => rest.every((others) => others.some((other) => same(each, other))));
  }
  if (type.isIntersection()) return unique(type.types.flatMap(further));
  if ((type.flags & ts.TypeFlags.Instantiable) !== 0) {
    const constraint = checker.getBaseConstraintOfType(type);
    return constraint === undefined || constraint === type ? [] : further(constraint);
  }
  if (!type.isClassOrInterface() && !isInstance(ts, type)) {
    const { aliasSymbol } = type;
    return aliasSymbol === undefined ? [] : namedBy(compiler, aliasSymbol);
  }
  const bases = (checker.getBaseTypes(targetOf(type)) ?? []).flatMap(further);
  return unique([...namedBy(compiler, type.symbol), ...bases]);
}

function primitiveOf(ts: Compiler['ts'], { flags }: ts.Type): string | undefined {
  if ((flags & ts.TypeFlags.StringLike) !== 0) return 'string';
  if ((flags & ts.TypeFlags.NumberLike) !== 0) return 'number';
  if ((flags & ts.TypeFlags.BooleanLike) !== 0) return 'boolean';
  return undefined;
}

/** `Promise<X>` and the like: a class or interface with its parameters filled in. */
function isInstance(ts: Compiler['ts'], type: ts.Type): boolean {
  return (
    ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0 &&
    (type as ts.TypeReference).target.isClassOrInterface()
  );
}

function targetOf(type: ts.Type): ts.InterfaceType {
  return (type as Partial<ts.TypeReference>).target ?? (type as ts.InterfaceType);
}

function namedBy(compiler: Compiler, symbol: ts.Symbol): readonly Named[] {
  const file = symbol.declarations?.[0]?.getSourceFile();
  if (file === undefined || /^__|^\$/.test(symbol.name)) return [];
  const name = symbol.name === 'default' ? defaultName(compiler, symbol) : symbol.name;
  return [{ name, package: packageOf(compiler, file) }];
}

/** `export default class Pool` is called Pool. */
function defaultName({ ts }: Compiler, symbol: ts.Symbol): string {
  const named = symbol.declarations?.find((each) => ts.isClassDeclaration(each) || ts.isInterfaceDeclaration(each));
  const name = named === undefined ? undefined : ts.getNameOfDeclaration(named as ts.Declaration);
  return name !== undefined && ts.isIdentifier(name) ? name.text : symbol.name;
}

function same(a: Named, b: Named): boolean {
  return a.name === b.name && a.package === b.package;
}

function unique(all: readonly Named[]): readonly Named[] {
  return all.filter((each, index) => all.findIndex((other) => same(each, other)) === index);
}
